// SPDX-License-Identifier: Apache-2.0
/*
 * Levels 1 and 2: one or two looks at a position, and few of a match's positions entered. What such a parse waits for is
 * its own branches and what they depend on, so the fastest one takes two positions in a step: both are looked up before
 * the first is decided on, and the second then also tells whether its match is the longer one.
 */
#include "deflate.h"
#include "deflate_match.h"
#include "deflate_step.h"

enum {
	/* What a step of two positions reads: eight bytes from the second one on, and no match is cut off by the end. */
	PAIR_READS = 12,
	/* Positions of a match that are entered behind the first one; it is always longer. */
	ENTERED = 3,
};

/* Two looks: hash4 has the newest position of a hash, links, by hash, the one before. */
ALWAYS_INLINE void enter_fast(struct wdz_deflate *state, uint32_t position)
{
	uint32_t hash = hash4(state, load32(state->window + position));

	state->links[hash] = state->hash4[hash];
	state->hash4[hash] = (uint16_t)position;
}

/* Two looks at a position. Both are of this stream's, or of before low: a position enters both tables. */
ALWAYS_INLINE uint32_t find_fast(struct wdz_deflate *state, uint32_t position, uint32_t max, uint32_t *distance)
{
	const uint8_t *window = state->window, *here = window + position;
	uint32_t bytes = load32(here), hash = hash4(state, bytes), limit = match_limit(state, position);
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
	return *distance > state->near ? 0 : extend_match(here, window + candidate, 3, max);
}

/* Enters all that isn't in the tables but for the last three bytes before a flush. */
enum verdict wdz_parse_fast(struct wdz_deflate *state, uint32_t stop)
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

ALWAYS_INLINE void enter_newest(struct wdz_deflate *state, uint32_t position)
{
	state->hash4[hash4(state, load32(state->window + position))] = (uint16_t)position;
}

/* The whole length of a match of four bytes at least. May read behind what is known. */
ALWAYS_INLINE uint32_t measure(const uint8_t *a, const uint8_t *b)
{
	uint64_t difference = load64(a) ^ load64(b);

	for (uint32_t length = 8; unlikely(!difference); length += 8) {
		if (length >= MAX_MATCH)
			return MAX_MATCH;
		difference = load64(a + length) ^ load64(b + length);
		if (difference) {
			length += (uint32_t)__builtin_ctzll(difference) >> 3;
			return length < MAX_MATCH ? length : MAX_MATCH;
		}
	}
	return (uint32_t)__builtin_ctzll(difference) >> 3;
}

/* How far back a match at position may begin. Any candidate lies before position, 0 farther back than this. */
ALWAYS_INLINE uint32_t match_reach(const struct wdz_deflate *state, uint32_t position)
{
	uint32_t reach = position - state->low;

	return reach < MAX_DISTANCE ? reach : MAX_DISTANCE;
}

ALWAYS_INLINE bool is_match(const uint8_t *candidate, uint32_t bytes, uint32_t distance, uint32_t reach)
{
	return (load32(candidate) == bytes) & (distance <= reach);
}

/* Adds one or two literals, or a literal or none and a match. Returns the position behind it. */
ALWAYS_INLINE uint32_t step_pair(struct parse *parse, uint32_t position)
{
	struct wdz_deflate *state = parse->state;
	const uint8_t *window = state->window, *here = window + position;
	uint64_t bytes = load64(here);
	uint32_t first = (uint32_t)bytes, second = (uint32_t)(bytes >> 8), reach = match_reach(state, position);
	uint32_t first_hash = hash4(state, first), second_hash = hash4(state, second), first_distance, second_distance;
	uint32_t distance, length;

	first_distance = position - state->hash4[first_hash];
	state->hash4[first_hash] = (uint16_t)position;
	second_distance = position + 1 - state->hash4[second_hash];
	state->hash4[second_hash] = (uint16_t)(position + 1);
	if (is_match(here - first_distance, first, first_distance, reach)) {
		distance = first_distance;
		length = measure(here, here - distance);
		if (length < state->effort.lazy && is_match(here + 1 - second_distance, second, second_distance, reach)) {
			uint32_t later = measure(here + 1, here + 1 - second_distance);

			if (later > length) {
				add_literal(parse, *here++);
				length = later;
				distance = second_distance;
			}
		}
	} else {
		add_literal(parse, *here++);
		if (!is_match(here - second_distance, second, second_distance, reach)) {
			add_literal(parse, *here);
			return position + 2;
		}
		distance = second_distance;
		length = measure(here, here - distance);
	}
	position = (uint32_t)(here - window);
	if (unlikely(length > state->end - position))
		length = state->end - position;
	add_match(parse, length, distance);
	for (uint32_t p = position + 1; p <= position + ENTERED; p++)
		enter_newest(state, p);
	return position + length;
}

/* The longest match at position in a block's first bytes, or before a flush; enters it. Length 0: none. */
ALWAYS_INLINE uint32_t find_one(struct wdz_deflate *state, uint32_t position, uint32_t *distance)
{
	const uint8_t *here = state->window + position;
	uint32_t max = longest_at(state, position), length = 0, near = 0, near_length, bytes, hash;

	if (max < 4)
		return 0;
	bytes = load32(here);
	hash = hash4(state, bytes);
	*distance = position - state->hash4[hash];
	state->hash4[hash] = (uint16_t)position;
	if (is_match(here - *distance, bytes, *distance, match_reach(state, position)))
		length = extend_match(here, here - *distance, 4, max);
	if (!is_early(state, position))
		return length;
	near_length = find_short(state, position, max, &near);
	if (near_length <= length)
		return length;
	*distance = near;
	return near_length;
}

static uint32_t step_one(struct parse *parse, uint32_t position)
{
	struct wdz_deflate *state = parse->state;
	uint32_t distance = 0, length = find_one(state, position, &distance), from = 1;

	if (!length) {
		add_literal(parse, state->window[position]);
		return position + 1;
	}
	if (length < state->effort.lazy) {
		uint32_t later_distance = 0, later = find_one(state, position + 1, &later_distance);

		from = 2;
		if (later > length) {
			from = 1;
			add_literal(parse, state->window[position++]);
			length = later;
			distance = later_distance;
		}
	}
	add_match(parse, length, distance);
	for (uint32_t p = position + from; p < position + length && p <= position + ENTERED && p + 4 <= state->end; p++)
		enter_newest(state, p);
	return position + length;
}

/* Enters all that isn't in the table but for the last three bytes before a flush. */
enum verdict wdz_parse_fastest(struct wdz_deflate *state, uint32_t stop)
{
	struct parse parse = begin_parse(state);
	uint32_t position = state->next, end = state->end;
	uint32_t last_pair = end < PAIR_READS ? 0 : end - PAIR_READS < stop ? end - PAIR_READS : stop;
	enum verdict verdict = BLOCK_GOES_ON;

	for (uint32_t p = state->entered; p < position && p + 4 <= end; p++)
		enter_newest(state, p);
	while (position < stop) {
		verdict = check_block(&parse, position);
		if (unlikely(verdict != BLOCK_GOES_ON))
			break;
		if (is_early(state, position) || position >= last_pair) {
			position = step_one(&parse, position);
			continue;
		}
		do
			position = step_pair(&parse, position);
		while (likely(position < last_pair && parse.token < parse.check));
	}
	state->entered = position;
	return end_parse(&parse, position, verdict);
}
