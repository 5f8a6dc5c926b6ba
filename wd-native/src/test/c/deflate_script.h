/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A stream as a list of steps, run with any cuts of input and output and judged by zlib's inflate(). What comes out must
 * depend on the steps alone.
 */
#ifndef DEFLATE_SCRIPT_H
#define DEFLATE_SCRIPT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "support.h"
#include "wdz.h"

enum { MOST_STEPS = 40, MOST_INPUT = 1 << 20, MOST_OUTPUT = MOST_INPUT + (MOST_INPUT >> 3) + 4096 };

enum action {
	/* the input may stay inside */
	ACTION_NONE,
	ACTION_PARAMS,
	/* all input comes out */
	ACTION_SYNC,
	ACTION_FULL,
	ACTION_DICTIONARY,
	ACTION_FINISH,
};

/* Gives the next `length` bytes of the input, then acts. */
struct step {
	size_t length;
	enum action action;
	int level, strategy;
	const uint8_t *dictionary;
	size_t dictionary_length;
};

struct script {
	enum wdz_format format;
	int level, strategy;
	const uint8_t *input;
	struct step steps[MOST_STEPS];
	int count;
};

/* How much a call is given: 0 everything, else up to that many bytes, by chance. */
struct cuts {
	uint32_t most_in, most_out;
	uint64_t seed;
};

/*
 * Runs the script on a state that has been initialized or reset for it; returns the length of the output. ends: if not
 * NULL, the output's length after each step.
 */
size_t run_script(struct wdz_deflate *state, const struct script *script, struct cuts cuts, uint8_t *output,
		  size_t *ends);

/* Inflates with zlib, step by step: after a flush all input up to there must come out. Ends the process if not. */
void judge_script(const struct script *script, const uint8_t *output, const size_t *ends, const char *what);

#endif
