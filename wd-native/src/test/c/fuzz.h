/* SPDX-License-Identifier: Apache-2.0 */
/* What each fuzz_*.c gives: to libFuzzer one function, to the mutator what it needs to make and to sort many inputs. */
#ifndef FUZZ_H
#define FUZZ_H

#include <stddef.h>
#include <stdint.h>

enum { MOST_OUTCOMES = 20 };

/* What came of an input. */
struct outcome_of_input {
	/* below MOST_OUTCOMES, an index to outcome_names */
	uint32_t kind;
	/* inputs that differ in it have taken other ways */
	uint32_t way;
};

/* NULL behind the last one. */
extern const char *const outcome_names[MOST_OUTCOMES + 1];

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The same, with streams of so many bytes at most. Ends the process where something is wrong. */
struct outcome_of_input try_input(const uint8_t *data, size_t size, uint32_t most);

/* A sound input of at most so many bytes; returns its length, or 0 if chance has made it too long. */
size_t make_input(uint64_t *random, uint8_t *data, size_t most);

/* Changes an input so that a call gets everything: what costs most is calls. */
void forgo_cuts(uint8_t *data, size_t size);

#endif
