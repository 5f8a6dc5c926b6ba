// SPDX-License-Identifier: Apache-2.0
/*
 * A block's data symbol by symbol, for the ends of input and output. A symbol, that is a literal, or a length and its
 * distance, is at most 48 bits; it is dropped when all of it is there, so none is ever half read. What has no room is
 * read all the same, as zlib does, and waits in MODE_LITERAL or MODE_MATCH.
 */
#include "inflate.h"

#include "inflate_copy.h"

enum { SYMBOL_BITS = 48 };

/* The entry for the next code, in the second table if it is there. False: more bits are needed. */
ALWAYS_INLINE bool look_up(const uint32_t *table, uint32_t width, uint64_t *bits, uint32_t *count, uint32_t *entry)
{
	uint32_t e = table[low_bits(*bits, width)];

	if ((e & (ENTRY_SPECIAL | ENTRY_SECOND)) == (ENTRY_SPECIAL | ENTRY_SECOND)) {
		if (*count < width)
			return false;
		*bits >>= width;
		*count -= width;
		e = table[(e >> 16) + low_bits(*bits, e >> 8 & 15)];
	}
	*entry = e;
	return *count >= (e & 255);
}

enum step wdz_inflate_literal(struct wdz_inflate *s, struct cursor *c)
{
	if (c->out == c->out_end)
		return STEP_STOP;
	*c->out++ = (uint8_t)s->length;
	s->mode = MODE_SYMBOLS;
	return STEP_NEXT;
}

enum step wdz_inflate_match(struct wdz_inflate *s, struct cursor *c)
{
	size_t room = (size_t)(c->out_end - c->out);
	uint32_t length = s->length < room ? s->length : (uint32_t)room;

	if (room == 0)
		return STEP_STOP;
	if (!covered(s, c->out, s->distance))
		return bad(s, WDZ_DISTANCE_TOO_FAR);
	copy_match(c->out, c->out + length, s->distance);
	c->out += length;
	s->length -= length;
	if (s->length == 0)
		s->mode = MODE_SYMBOLS;
	return STEP_NEXT;
}

/* On a copy of the cursor that the compiler can keep in registers: bytes stored might be the caller's. */
ALWAYS_INLINE enum step decode(struct wdz_inflate *s, struct cursor *c)
{
	const uint32_t *literals = literal_table(s), *distances = distance_table(s);
	const uint32_t literal_width = s->literal_width, distance_width = s->distance_width;

	for (;;) {
		uint64_t bits;
		uint32_t count, entry, length, distance;

		if (c->count < SYMBOL_BITS)
			fill(c);
		bits = c->bits;
		count = c->count;
		if (!look_up(literals, literal_width, &bits, &count, &entry))
			return STEP_INPUT;
		if (entry & ENTRY_LITERAL) {
			c->bits = bits >> (entry & 255);
			c->count = count - (entry & 255);
			if (unlikely(c->out == c->out_end)) {
				s->length = entry >> 16 & 255;
				s->mode = MODE_LITERAL;
				return STEP_STOP;
			}
			*c->out++ = (uint8_t)(entry >> 16);
			continue;
		}
		if (entry & ENTRY_SPECIAL) {
			c->bits = bits >> (entry & 255);
			c->count = count - (entry & 255);
			if (!(entry & ENTRY_END))
				return bad(s, WDZ_BAD_LITERAL_CODE);
			s->mode = MODE_BLOCK;
			return STEP_NEXT;
		}
		length = entry_value(bits, entry);
		bits >>= entry & 255;
		count -= entry & 255;
		if (!look_up(distances, distance_width, &bits, &count, &entry))
			return STEP_INPUT;
		distance = entry_value(bits, entry);
		c->bits = bits >> (entry & 255);
		c->count = count - (entry & 255);
		if (entry & ENTRY_SPECIAL)
			return bad(s, WDZ_BAD_DISTANCE_CODE);
		if (unlikely(!covered(s, c->out, distance) || length > (size_t)(c->out_end - c->out))) {
			hold(s, length, distance);
			return STEP_NEXT;
		}
		copy_match(c->out, c->out + length, distance);
		c->out += length;
	}
}

enum step wdz_inflate_symbols(struct wdz_inflate *s, struct cursor *c)
{
	struct cursor at;
	enum step step;

	if (c->in_end - c->in >= FAST_INPUT && c->out_end - c->out >= FAST_ROOM) {
		wdz_inflate_fast(s, c);
		return s->mode == MODE_BAD ? STEP_STOP : STEP_NEXT;
	}
	at = *c;
	step = decode(s, &at);
	*c = at;
	return step;
}
