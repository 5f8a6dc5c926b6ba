/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What all parsers share: tokens, and when a block ends. Each step is taken at state->next and can be the last before the
 * caller's input or room ends, so all that the following one needs is in the state; what is kept in local variables is
 * written back at the end.
 */
#ifndef WDZ_DEFLATE_STEP_H
#define WDZ_DEFLATE_STEP_H

#include "deflate.h"
#include "deflate_constants.h"

enum {
	/*
	 * A block's first bytes get more effort, as they may be all of it: twice the depth, and without chains matches of
	 * three bytes too. Long blocks hardly pay for it, messages and what is flushed often gain 0.5 to 5 %.
	 */
	EARLY = 1024,
};

struct parse {
	struct wdz_deflate *state;
	uint32_t *token, *check;
};

ALWAYS_INLINE struct parse begin_parse(struct wdz_deflate *state)
{
	return (struct parse){ state, state->token + state->tokens, state->token + state->next_check };
}

ALWAYS_INLINE enum verdict end_parse(struct parse *parse, uint32_t position, enum verdict verdict)
{
	parse->state->tokens = (uint32_t)(parse->token - parse->state->token);
	parse->state->next = position;
	return verdict;
}

/* Called before each step, so never at the end of the stream: a block that ends here isn't the last one. */
ALWAYS_INLINE enum verdict check_block(struct parse *parse, uint32_t position)
{
	struct wdz_deflate *state = parse->state;
	enum verdict verdict;

	if (likely(parse->token < parse->check))
		return BLOCK_GOES_ON;
	verdict = wdz_check_block(state, (uint32_t)(parse->token - state->token), position);
	parse->check = state->token + state->next_check;
	return verdict;
}

ALWAYS_INLINE void add_literal(struct parse *parse, uint32_t literal)
{
	*parse->token++ = literal_token(literal);
	parse->state->literal_counts[literal]++;
}

ALWAYS_INLINE void add_match(struct parse *parse, uint32_t length, uint32_t distance)
{
	uint32_t symbol = distance_symbol(distance - 1);

	*parse->token++ = match_token(length, distance, symbol);
	parse->state->literal_counts[FIRST_LENGTH + length_symbols[length - MIN_MATCH]]++;
	parse->state->distance_counts[symbol]++;
}

ALWAYS_INLINE bool is_early(const struct wdz_deflate *state, uint32_t position)
{
	return position - state->block < EARLY;
}

ALWAYS_INLINE uint32_t longest_at(const struct wdz_deflate *state, uint32_t position)
{
	uint32_t left = state->end - position;

	return left < MAX_MATCH ? left : MAX_MATCH;
}

#endif
