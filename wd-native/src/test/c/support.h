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

/* Memory between two pages that can't be touched. */
struct arena {
	uint8_t *start;
	size_t size;
};

/* A whole number of pages, at least of that size. Lives as long as the process. */
struct arena new_arena(size_t size);

#endif
