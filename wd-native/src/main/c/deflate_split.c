// SPDX-License-Identifier: Apache-2.0
/* Where a block ends, and which matches are too short for it. */
#include "deflate.h"

enum {
	/* Tokens between two looks, while the block is too short as well. */
	INTERVAL = 512,
	SHORT_INTERVAL = 64,
	/* Bytes of a block and of what is left that are worth a header. */
	LEAST_BLOCK = 5000,
	LEAST_REST = 300,
	/*
	 * Bytes from which on a block of mostly literals ends, so that it can still be stored when MAX_STORED is near: in
	 * INTERVAL tokens it doesn't come there without matches that save more than a stored block would.
	 */
	NEARLY_MAX_STORED = 28000,

	/* The first symbol of lengths from 9 on. */
	FIRST_LONG = FIRST_LENGTH + 6,

	SHORT_SAMPLE = 512,
	SHORT_BLOCK = 1024,
	/* A match of three bytes that is farther away takes more than three literals, or than three of few kinds. */
	NEAR = 8192,
	CLOSE = 64,
	SHALLOW = 16,
};

/* Literals by their highest two bits and their lowest, matches by whether they are short, in the block so far. */
static void count_kinds(const uint32_t *counts, uint32_t *mix)
{
	for (uint32_t quarter = 0; quarter < 4; quarter++) {
		uint32_t even = 0, odd = 0;

		for (uint32_t i = 0; i < 64; i += 2) {
			even += counts[64 * quarter + i];
			odd += counts[64 * quarter + i + 1];
		}
		mix[2 * quarter] = even;
		mix[2 * quarter + 1] = odd;
	}
	mix[KINDS - 2] = mix[KINDS - 1] = 0;
	for (uint32_t symbol = FIRST_LENGTH; symbol < LITERAL_SYMBOLS; symbol++)
		mix[symbol < FIRST_LONG ? KINDS - 2 : KINDS - 1] += counts[symbol];
}

/* Has the mix of tokens moved away from the block's up to the look before? */
static bool has_changed(const struct wdz_deflate *state, const uint32_t *mix, uint32_t new_tokens, uint32_t bytes)
{
	uint32_t tokens = state->mixed, difference = 0, cut = new_tokens * 200 / 512 * tokens;

	if (!tokens)
		return false;
	/* counts are at most MAX_TOKENS, new ones LEAST_BLOCK or INTERVAL: all products are below 2^32 */
	for (uint32_t kind = 0; kind < KINDS; kind++) {
		uint32_t expected = state->mix[kind] * new_tokens, actual = (mix[kind] - state->mix[kind]) * tokens;

		difference += actual > expected ? actual - expected : expected - actual;
	}
	if (bytes < 10000 && tokens + new_tokens < 8192)
		cut += (uint32_t)((uint64_t)cut * (8192 - tokens - new_tokens) / 8192);
	return difference + bytes / 4096 * tokens >= cut;
}

enum verdict wdz_check_block(struct wdz_deflate *state, uint32_t tokens, uint32_t position)
{
	uint32_t bytes = position - state->block;
	enum verdict verdict = BLOCK_GOES_ON;

	if (tokens >= MAX_TOKENS || (bytes >= NEARLY_MAX_STORED && tokens > bytes / 3 * 2))
		return BLOCK_ENDS;
	if (bytes >= LEAST_BLOCK && state->end - position >= LEAST_REST) {
		uint32_t mix[KINDS];

		count_kinds(state->literal_counts, mix);
		if (has_changed(state, mix, tokens - state->mixed, bytes))
			verdict = BLOCK_MAY_END;
		memcpy(state->mix, mix, sizeof(mix));
		state->mixed = tokens;
		state->next_check = tokens + INTERVAL;
	} else {
		state->next_check = tokens + SHORT_INTERVAL;
	}
	if (state->next_check > MAX_TOKENS)
		state->next_check = MAX_TOKENS;
	return verdict;
}

/*
 * The more different bytes there are the fewer bits a literal takes beyond the rest's, and the shorter matches pay. In a
 * short block that is less sure, as its header makes literals dear: there a match of three bytes pays where it is close.
 */
void wdz_look_at_sample(struct wdz_deflate *state)
{
	/* different bytes from which on a shorter length does */
	static const struct {
		uint8_t bytes, min_length;
	} steps[] = { { 80, 3 }, { 45, 4 }, { 16, 5 }, { 10, 6 }, { 8, 7 }, { 6, 8 } };
	const uint8_t *sample = state->window + state->next;
	uint32_t known = state->end - state->next, length = known < SAMPLE ? known : SAMPLE;
	uint32_t depth = state->effort.depth, different = 0, min_length = 9;
	uint8_t used[256] = { 0 };

	state->min_length = MIN_MATCH;
	state->near = NEAR;
	if (length < SHORT_SAMPLE)
		return;
	for (uint32_t i = 0; i < length; i++)
		used[sample[i]] = 1;
	for (uint32_t i = 0; i < 256; i++)
		different += used[i];
	for (uint32_t i = sizeof(steps) / sizeof(steps[0]); i-- > 0 && different >= steps[i].bytes;)
		min_length = steps[i].min_length;
	/* a short chain finds few long matches */
	if (depth < SHALLOW) {
		uint32_t most = depth < 5 ? 4 : depth < 10 ? 5 : 7;

		if (min_length > most)
			min_length = most;
	}
	if (length > SHORT_BLOCK)
		state->min_length = min_length;
	else if (min_length > MIN_MATCH)
		state->near = CLOSE;
}
