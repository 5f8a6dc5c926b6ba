// SPDX-License-Identifier: Apache-2.0
/*
 * Bytes to tokens. Each step is taken at state->next and can be the last before the caller's input or room ends, so all
 * that the following one needs is in the state; what is kept in local variables is written back at the end.
 */
#include "deflate.h"
#include "deflate_match.h"
#include "deflate_step.h"

enum {
	/* Of the depth, for a block's first bytes. */
	EARLY_FACTOR = 2,
	/* Where so many bytes in a row have begun no match, one is looked for at every STRIDE-th. */
	MANY_MISSES = 512,
	STRIDE = 8,
};

/* A match that starts later costs literals: is it worth more than that? Four bits a byte, less what it's farther. */
ALWAYS_INLINE bool is_better(uint32_t length, uint32_t distance, uint32_t than, uint32_t than_distance, int bits)
{
	return length >= than && 4 * ((int)length - (int)than) + __builtin_clz(distance) -
				 __builtin_clz(than_distance) > bits;
}

/* Literals up to the next byte at which a match is looked for. */
static enum verdict pass_over(struct parse *parse, uint32_t *position, uint32_t stop)
{
	struct wdz_deflate *state = parse->state;
	enum verdict verdict = BLOCK_GOES_ON;

	while (state->misses % STRIDE && *position < stop) {
		verdict = check_block(parse, *position);
		if (unlikely(verdict != BLOCK_GOES_ON))
			break;
		add_literal(parse, state->window[(*position)++]);
		state->misses++;
	}
	return verdict;
}

ALWAYS_INLINE enum verdict parse_chains(struct wdz_deflate *state, uint32_t stop, const enum parser parser)
{
	struct parse parse = begin_parse(state);
	const uint8_t *window = state->window;
	const struct effort effort = state->effort;
	uint32_t position = state->next, least = state->min_length, near = state->near;
	uint32_t held_length = state->held_length, held_distance = state->held_distance;
	enum verdict verdict = BLOCK_GOES_ON;

	if (unlikely(state->misses > MANY_MISSES))
		verdict = pass_over(&parse, &position, stop);
	while (position < stop && likely(verdict == BLOCK_GOES_ON)) {
		uint32_t length = held_length, distance = held_distance;
		uint32_t depth = is_early(state, position) ? EARLY_FACTOR * effort.depth : effort.depth;

		verdict = check_block(&parse, position);
		if (unlikely(verdict != BLOCK_GOES_ON))
			break;
		held_length = 0;
		if (!length) {
			length = find_match(state, position, least - 1, longest_at(state, position), depth, &distance);
			if (length < least || (length == 3 && distance > near)) {
				add_literal(&parse, window[position++]);
				if (unlikely(++state->misses > MANY_MISSES))
					verdict = pass_over(&parse, &position, stop);
				continue;
			}
			state->misses = 0;
		}
		if (parser >= PARSE_LAZY && length < effort.lazy && length <= state->end - position - 1) {
			bool good = length >= effort.good;
			uint32_t later, later_distance = 1;

			later = find_match(state, position + 1, length - 1, longest_at(state, position + 1),
					   depth >> (good ? 3 : 1) | 1, &later_distance);
			if (is_better(later, later_distance, length, distance, 2)) {
				add_literal(&parse, window[position++]);
				held_length = later;
				held_distance = later_distance;
				continue;
			}
			if (parser == PARSE_LAZIER && length + 2 <= state->end - position) {
				later = find_match(state, position + 2, length - 1, longest_at(state, position + 2),
						   depth >> 4 | 1, &later_distance);
				if (is_better(later, later_distance, length, distance, 6)) {
					add_literal(&parse, window[position]);
					add_literal(&parse, window[position + 1]);
					position += 2;
					held_length = later;
					held_distance = later_distance;
					continue;
				}
			}
		}
		add_match(&parse, length, distance);
		position += length;
	}
	state->held_length = held_length;
	state->held_distance = held_distance;
	return end_parse(&parse, position, verdict);
}

static enum verdict parse_literals(struct wdz_deflate *state, uint32_t stop)
{
	struct parse parse = begin_parse(state);
	uint32_t position = state->next;
	enum verdict verdict = BLOCK_GOES_ON;

	while (position < stop) {
		verdict = check_block(&parse, position);
		if (unlikely(verdict != BLOCK_GOES_ON))
			break;
		add_literal(&parse, state->window[position++]);
	}
	state->entered = position;
	return end_parse(&parse, position, verdict);
}

/* No tokens: a block's bytes are all that is known of it, see wdz_begin_block(). */
static enum verdict parse_stored(struct wdz_deflate *state, uint32_t stop)
{
	uint32_t room = MAX_STORED - (state->next - state->block), left = stop - state->next;

	state->next += left < room ? left : room;
	state->entered = state->next;
	return left > room ? BLOCK_ENDS : BLOCK_GOES_ON;
}

static enum verdict parse_greedy(struct wdz_deflate *state, uint32_t stop)
{
	return parse_chains(state, stop, PARSE_GREEDY);
}

static enum verdict parse_lazy(struct wdz_deflate *state, uint32_t stop)
{
	return parse_chains(state, stop, PARSE_LAZY);
}

static enum verdict parse_lazier(struct wdz_deflate *state, uint32_t stop)
{
	return parse_chains(state, stop, PARSE_LAZIER);
}

enum verdict wdz_parse(struct wdz_deflate *state, uint32_t stop)
{
	switch (state->effort.parser) {
	case PARSE_STORED:
		return parse_stored(state, stop);
	case PARSE_LITERALS:
		return parse_literals(state, stop);
	case PARSE_FASTEST:
		return wdz_parse_fastest(state, stop);
	case PARSE_FAST:
		return wdz_parse_fast(state, stop);
	case PARSE_GREEDY:
		return parse_greedy(state, stop);
	case PARSE_LAZY:
		return parse_lazy(state, stop);
	default:
		return parse_lazier(state, stop);
	}
}
