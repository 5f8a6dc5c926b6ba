/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Matches by hash chains: hash4 has the newest position of each hash of four bytes, links from a position to the one
 * before it, hash3 the newest of each hash of three. A position is entered when its four bytes are known and when one
 * behind it is looked at, so small flushes, matches' insides and dictionaries are one case.
 */
#ifndef WDZ_DEFLATE_MATCH_H
#define WDZ_DEFLATE_MATCH_H

#include "deflate.h"
#include "deflate_constants.h"

ALWAYS_INLINE uint32_t hash4(const struct wdz_deflate *state, uint32_t bytes)
{
	return bytes * 0x9E3779B1u >> (32 - HASH4_BITS) & (uint32_t)state->hash4_mask;
}

ALWAYS_INLINE uint32_t hash3(uint32_t bytes)
{
	return (bytes << 8) * 0x9E3779B1u >> (32 - HASH3_BITS);
}

/* The first position that is too old at this one. */
ALWAYS_INLINE uint32_t match_limit(const struct wdz_deflate *state, uint32_t position)
{
	uint32_t far = position > MAX_DISTANCE ? position - MAX_DISTANCE - 1 : 0;

	return far < state->low ? state->low - 1 : far;
}

/* distance - 1 to its symbol. */
ALWAYS_INLINE uint32_t distance_symbol(uint32_t distance)
{
	return distance_symbols[distance < 256 ? distance : 256 + (distance >> 7)];
}

ALWAYS_INLINE uint32_t match_token(uint32_t length, uint32_t distance, uint32_t symbol)
{
	return symbol << TOKEN_DISTANCE_SYMBOL_SHIFT | (length - MIN_MATCH) << TOKEN_CODE_SHIFT | (distance - 1);
}

/* How many bytes are the same, of max, if the first length are. */
ALWAYS_INLINE uint32_t extend_match(const uint8_t *a, const uint8_t *b, uint32_t length, uint32_t max)
{
	while (length < max) {
		uint64_t difference = load64(a + length) ^ load64(b + length);

		if (difference) {
			length += (uint32_t)__builtin_ctzll(difference) >> 3;
			return length < max ? length : max;
		}
		length += 8;
	}
	return max;
}

ALWAYS_INLINE void enter_position(struct wdz_deflate *state, uint32_t position)
{
	uint32_t bytes = load32(state->window + position), hash = hash4(state, bytes);

	state->hash3[hash3(bytes)] = (uint16_t)position;
	state->links[position & (LINKS - 1)] = state->hash4[hash];
	state->hash4[hash] = (uint16_t)position;
}

/* The match of three bytes at the newest position of their hash, if that is longer than best. */
ALWAYS_INLINE uint32_t find_three(const struct wdz_deflate *state, const uint8_t *here, uint32_t candidate,
				  uint32_t limit, uint32_t bytes, uint32_t best, uint32_t *distance)
{
	if (best >= 3 || candidate <= limit || (load32(state->window + candidate) ^ bytes) << 8)
		return best;
	*distance = (uint32_t)(here - state->window) - candidate;
	return 3;
}

/*
 * The length of the best match at position that is longer than best and at most max, which is what is known behind
 * position; if there is none, best. Enters all positions up to this one; it must not have been entered.
 */
ALWAYS_INLINE uint32_t find_match(struct wdz_deflate *state, uint32_t position, uint32_t best, uint32_t max,
				  uint32_t depth, uint32_t *distance)
{
	const uint8_t *window = state->window, *here = window + position;
	const uint16_t *links = state->links;
	uint32_t limit, nice, bytes, hash, short_hash, candidate, short_candidate;

	/* its fourth byte may come after a flush, so it's entered then */
	if (unlikely(max < 4))
		return best;
	for (uint32_t p = state->entered; p < position; p++)
		enter_position(state, p);
	bytes = load32(here);
	hash = hash4(state, bytes);
	short_hash = hash3(bytes);
	short_candidate = state->hash3[short_hash];
	candidate = state->hash4[hash];
	state->hash3[short_hash] = (uint16_t)position;
	state->links[position & (LINKS - 1)] = (uint16_t)candidate;
	state->hash4[hash] = (uint16_t)position;
	state->entered = position + 1;

	limit = match_limit(state, position);
	nice = state->effort.nice < max ? state->effort.nice : max;
	if (best < 4) {
		/* three bytes are looked at where there are not four: asked first, that would be a second coin to toss */
		for (;;) {
			if (candidate <= limit)
				return find_three(state, here, short_candidate, limit, bytes, best, distance);
			if (load32(window + candidate) == bytes)
				break;
			if (!--depth)
				return find_three(state, here, short_candidate, limit, bytes, best, distance);
			candidate = links[candidate & (LINKS - 1)];
		}
		best = extend_match(here, window + candidate, 4, max);
		*distance = position - candidate;
		if (best >= nice || !--depth)
			return best;
		candidate = links[candidate & (LINKS - 1)];
	} else if (best >= nice) {
		return best;
	}
	/* best < nice <= max: what is compared lies within what is known */
	for (;;) {
		uint32_t tail = load32(here + best - 3), length;

		for (;;) {
			if (candidate <= limit)
				return best;
			if (load32(window + candidate + best - 3) == tail && load32(window + candidate) == bytes)
				break;
			if (!--depth)
				return best;
			candidate = links[candidate & (LINKS - 1)];
		}
		length = extend_match(here, window + candidate, 4, max);
		if (length > best) {
			best = length;
			*distance = position - candidate;
			if (length >= nice)
				return best;
		}
		if (!--depth)
			return best;
		candidate = links[candidate & (LINKS - 1)];
	}
}

#endif
