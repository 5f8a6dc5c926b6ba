// SPDX-License-Identifier: Apache-2.0
/*
 * Bytes to tokens. Each step is taken at state->next and can be the last before the caller's input or room ends, so all
 * that the following one needs is in the state; what is kept in local variables is written back at the end.
 */
#include "deflate.h"
#include "deflate_constants.h"
#include "deflate_match.h"

enum {
	/* A match of three bytes that is farther away takes more than three literals. */
	NEAR = 8192,
	/*
	 * A block's first bytes get more effort, as they may be all of it: twice the depth, and without chains matches of
	 * three bytes too. Long blocks hardly pay for it, messages and what is flushed often gain 0.5 to 5 %.
	 */
	EARLY = 1024,
	EARLY_FACTOR = 2,
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
	*parse->token++ = literal;
	parse->state->literal_counts[literal]++;
}

ALWAYS_INLINE void add_match(struct parse *parse, uint32_t length, uint32_t distance)
{
	uint32_t symbol = distance_symbol(distance - 1);

	*parse->token++ = TOKEN_MATCH | symbol << TOKEN_DISTANCE_SYMBOL_SHIFT |
			  (length - MIN_MATCH) << TOKEN_LENGTH_SHIFT | (distance - 1);
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

/* A match that starts later costs literals: is it worth more than that? Four bits a byte, less what it's farther. */
ALWAYS_INLINE bool is_better(uint32_t length, uint32_t distance, uint32_t than, uint32_t than_distance, int bits)
{
	return length >= than && 4 * ((int)length - (int)than) + __builtin_clz(distance) -
				 __builtin_clz(than_distance) > bits;
}

ALWAYS_INLINE enum verdict parse_chains(struct wdz_deflate *state, uint32_t stop, const enum parser parser)
{
	struct parse parse = begin_parse(state);
	const uint8_t *window = state->window;
	const struct effort effort = state->effort;
	uint32_t position = state->next, least = state->min_length;
	uint32_t held_length = state->held_length, held_distance = state->held_distance;
	enum verdict verdict = BLOCK_GOES_ON;

	while (position < stop) {
		uint32_t length = held_length, distance = held_distance;
		uint32_t depth = is_early(state, position) ? EARLY_FACTOR * effort.depth : effort.depth;

		verdict = check_block(&parse, position);
		if (unlikely(verdict != BLOCK_GOES_ON))
			break;
		held_length = 0;
		if (!length) {
			length = find_match(state, position, least - 1, longest_at(state, position), depth, &distance);
			if (length < least || (length == 3 && distance > NEAR)) {
				add_literal(&parse, window[position++]);
				continue;
			}
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
						   depth >> (good ? 4 : 2) | 1, &later_distance);
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

/* Without chains: hash4 has the newest position of a hash, links, by hash, the one before. */
ALWAYS_INLINE void enter_fast(struct wdz_deflate *state, uint32_t position)
{
	uint32_t hash = hash4(load32(state->window + position));

	state->links[hash] = state->hash4[hash];
	state->hash4[hash] = (uint16_t)position;
}

/* Two looks at a position. Both are of this stream's, or of before low: a position enters both tables. */
ALWAYS_INLINE uint32_t find_fast(struct wdz_deflate *state, uint32_t position, uint32_t max, uint32_t *distance)
{
	const uint8_t *window = state->window, *here = window + position;
	uint32_t bytes = load32(here), hash = hash4(bytes), limit = match_limit(state, position);
	uint32_t candidate = state->hash4[hash], older = state->links[hash], length, older_length;

	state->links[hash] = (uint16_t)candidate;
	state->hash4[hash] = (uint16_t)position;
	if (candidate <= limit || load32(window + candidate) != bytes)
		return 0;
	length = extend_match(here, window + candidate, 4, max);
	*distance = position - candidate;
	if (length >= state->effort.nice || length == max || older <= limit ||
	    load32(window + older + length - 3) != load32(here + length - 3))
		return length;
	older_length = extend_match(here, window + older, 0, max);
	if (older_length <= length)
		return length;
	*distance = position - older;
	return older_length;
}

/* A match of three bytes, or more that hash4 doesn't know of. */
static uint32_t find_short(struct wdz_deflate *state, uint32_t position, uint32_t max, uint32_t *distance)
{
	const uint8_t *window = state->window, *here = window + position;
	uint32_t bytes = load32(here), hash = hash3(bytes), candidate = state->hash3[hash];

	state->hash3[hash] = (uint16_t)position;
	if (candidate <= match_limit(state, position) || (load32(window + candidate) ^ bytes) << 8)
		return 0;
	*distance = position - candidate;
	return *distance > NEAR ? 0 : extend_match(here, window + candidate, 3, max);
}

/* Enters all that isn't in the tables but for the last three bytes before a flush. */
static enum verdict parse_fast(struct wdz_deflate *state, uint32_t stop)
{
	struct parse parse = begin_parse(state);
	uint32_t position = state->next, end = state->end, depth = state->effort.depth;
	enum verdict verdict = BLOCK_GOES_ON;

	for (uint32_t p = state->entered; p < position && p + 4 <= end; p++)
		enter_fast(state, p);
	while (position < stop) {
		uint32_t max = longest_at(state, position), length = 0, distance = 0;

		verdict = check_block(&parse, position);
		if (unlikely(verdict != BLOCK_GOES_ON))
			break;
		if (max >= 4) {
			length = find_fast(state, position, max, &distance);
			if (!length && is_early(state, position))
				length = find_short(state, position, max, &distance);
		}
		if (!length) {
			add_literal(&parse, state->window[position++]);
			continue;
		}
		add_match(&parse, length, distance);
		if (end - position > length + 4) {
			uint32_t last = position + (length < depth ? length : depth);

			for (uint32_t p = position + 1; p < last; p++)
				enter_fast(state, p);
		}
		position += length;
	}
	state->entered = position;
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
	case PARSE_FAST:
		return parse_fast(state, stop);
	case PARSE_GREEDY:
		return parse_greedy(state, stop);
	case PARSE_LAZY:
		return parse_lazy(state, stop);
	default:
		return parse_lazier(state, stop);
	}
}

void wdz_rebuild_tables(struct wdz_deflate *state)
{
	memset(state->hash4, 0, sizeof(state->hash4));
	memset(state->hash3, 0, sizeof(state->hash3));
	state->entered = match_limit(state, state->next) + 1;
}
