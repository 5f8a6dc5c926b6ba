/* SPDX-License-Identifier: Apache-2.0 */
/* What every test needs. */
#ifndef SUPPORT_H
#define SUPPORT_H

#include <stddef.h>
#include <stdint.h>

/* Says why and ends the process as failed. */
_Noreturn void failed(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* What a test that draws its cases by chance was started with for this one: failed() says it. Never 0. */
extern uint64_t replay_seed;

/* The next of a row of numbers, below limit; the same row for the same start. */
uint32_t random_below(uint64_t *random, uint32_t limit);

/* The length of the next piece of so many bytes: 0 to most, drawn by chance. */
size_t random_piece(uint64_t *random, uint32_t most, size_t left);

/* Memory for an engine's state, aligned as it wants to be, between guard pages. Lives as long as the process. */
void *new_state(size_t size);

/* Room for output is filled with the first before a call, and so many bytes behind the output are looked at after it. */
enum { UNTOUCHED = 0x5c, BEHIND = 64 };

/* Memory between two pages that can't be touched. */
struct arena {
	uint8_t *start;
	size_t size;
};

/* A whole number of pages, at least of that size. Lives as long as the process. */
struct arena new_arena(size_t size);

#endif
