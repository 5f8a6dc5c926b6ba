// SPDX-License-Identifier: Apache-2.0
/* From the first bit of a block to its data (RFC 1951, 3.2.3 to 3.2.7), with zlib's checks in zlib's order. */
#include "inflate.h"

enum step wdz_inflate_block(struct wdz_inflate *s, struct cursor *c)
{
	enum { STORED, FIXED, DYNAMIC, RESERVED };
	uint32_t kind;

	if (s->last_block) {
		drop(c, c->count & 7);
		s->mode = MODE_CHECK;
		return STEP_NEXT;
	}
	if (!need(c, 3))
		return STEP_INPUT;
	s->last_block = low_bits(c->bits, 1);
	kind = low_bits(c->bits >> 1, 2);
	drop(c, 3);
	switch (kind) {
	case STORED:
		drop(c, c->count & 7);
		s->mode = MODE_STORED_LENGTHS;
		return STEP_NEXT;
	case FIXED:
		s->fixed_codes = true;
		s->literal_width = FIXED_LITERAL_WIDTH;
		s->distance_width = FIXED_DISTANCE_WIDTH;
		s->mode = MODE_SYMBOLS;
		return STEP_NEXT;
	case DYNAMIC:
		s->mode = MODE_TABLE;
		return STEP_NEXT;
	default:
		return bad(s, WDZ_BAD_BLOCK_TYPE);
	}
}

enum step wdz_inflate_stored_lengths(struct wdz_inflate *s, struct cursor *c)
{
	uint32_t length, inverse;

	if (!need(c, 32))
		return STEP_INPUT;
	length = low_bits(c->bits, 16);
	inverse = low_bits(c->bits >> 16, 16);
	drop(c, 32);
	if (length != (inverse ^ 0xffff))
		return bad(s, WDZ_BAD_STORED_LENGTHS);
	give_back(c);
	s->length = length;
	s->mode = MODE_STORED;
	return STEP_NEXT;
}

enum step wdz_inflate_table(struct wdz_inflate *s, struct cursor *c)
{
	if (!need(c, 14))
		return STEP_INPUT;
	s->literal_count = (uint16_t)(low_bits(c->bits, 5) + 257);
	s->distance_count = (uint16_t)(low_bits(c->bits >> 5, 5) + 1);
	s->precode_count = (uint16_t)(low_bits(c->bits >> 10, 4) + 4);
	drop(c, 14);
	/* 286 and 30 bound code_lengths as well */
	if (s->literal_count > 286 || s->distance_count > 30)
		return bad(s, WDZ_TOO_MANY_SYMBOLS);
	s->next = 0;
	memset(s->precode_lengths, 0, sizeof(s->precode_lengths));
	s->mode = MODE_PRECODE;
	return STEP_NEXT;
}

enum step wdz_inflate_precode(struct wdz_inflate *s, struct cursor *c)
{
	static const uint8_t order[PRECODE_SYMBOLS] = { 16, 17, 18, 0, 8,  7, 9,  6, 10, 5,
							11, 4,	12, 3, 13, 2, 14, 1, 15 };

	/* precode_count is at most 15 + 4 */
	while (s->next < s->precode_count) {
		if (!need(c, 3))
			return STEP_INPUT;
		s->precode_lengths[order[s->next++]] = (uint8_t)low_bits(c->bits, 3);
		drop(c, 3);
	}
	s->distance_width = (uint8_t)wdz_build_table(s->distances, CODE_PRECODE, s->precode_lengths, PRECODE_SYMBOLS,
						     PRECODE_WIDTH);
	if (s->distance_width == 0)
		return bad(s, WDZ_BAD_CODE_LENGTHS);
	s->next = 0;
	s->mode = MODE_CODE_LENGTHS;
	return STEP_NEXT;
}

/*
 * A short block does not pay for a large table. It is as long as the input goes, or, where that comes in small pieces,
 * as long as the last one, of which a third or so was input.
 */
static uint32_t width_of_literals(const struct wdz_inflate *s, const struct cursor *c)
{
	size_t rest = (size_t)(c->in_end - c->in), last = (size_t)(c->out - s->window) - s->block_at;
	size_t input = rest > last / 3 ? rest : last / 3;

	return input < 1500 ? 9 : input < 6000 ? 10 : LITERAL_WIDTH;
}

static enum step build_tables(struct wdz_inflate *s, const struct cursor *c)
{
	uint32_t width = width_of_literals(s, c);

	s->block_at = (uint32_t)(c->out - s->window);
	if (s->code_lengths[END_OF_BLOCK] == 0)
		return bad(s, WDZ_MISSING_END_OF_BLOCK);
	s->literal_width =
		(uint8_t)wdz_build_table(s->literals, CODE_LITERALS, s->code_lengths, s->literal_count, width);
	if (s->literal_width == 0)
		return bad(s, WDZ_BAD_LITERAL_LENGTHS);
	s->distance_width = (uint8_t)wdz_build_table(s->distances, CODE_DISTANCES, s->code_lengths + s->literal_count,
						     s->distance_count, DISTANCE_WIDTH);
	if (s->distance_width == 0)
		return bad(s, WDZ_BAD_DISTANCES);
	s->fixed_codes = false;
	s->mode = MODE_SYMBOLS;
	return STEP_NEXT;
}

/* In eights: up to seven bytes behind are written as well, which later lengths replace. */
ALWAYS_INLINE void repeat_length(uint8_t *to, uint32_t length, uint32_t repeat)
{
	const uint64_t eight = UINT64_C(0x0101010101010101) * length;

	for (uint32_t i = 0; i < repeat; i += 8)
		memcpy(to + i, &eight, sizeof(eight));
}

/* Both codes' lengths are one sequence: a repeat may run from the first into the second. */
enum step wdz_inflate_code_lengths(struct wdz_inflate *s, struct cursor *c)
{
	enum { REPEAT_LAST = 16, REPEAT_ZERO = 17 };
	uint32_t total = (uint32_t)s->literal_count + s->distance_count, i = s->next;
	/* a copy, as bytes stored might be the cursor's as far as the compiler knows */
	struct cursor at = *c;
	enum step step = STEP_NEXT;

	while (i < total) {
		uint32_t entry, symbol, length, extra, repeat;

		if (at.count < PRECODE_WIDTH + 7)
			fill(&at);
		entry = s->distances[low_bits(at.bits, s->distance_width)];
		symbol = entry >> 16;
		length = entry & 255;
		if (symbol < REPEAT_LAST) {
			if (at.count < length) {
				step = STEP_INPUT;
				break;
			}
			drop(&at, length);
			s->code_lengths[i++] = (uint8_t)symbol;
			continue;
		}
		extra = symbol == REPEAT_LAST ? 2 : symbol == REPEAT_ZERO ? 3 : 7;
		if (at.count < length + extra) {
			step = STEP_INPUT;
			break;
		}
		drop(&at, length);
		repeat = low_bits(at.bits, extra) + (extra == 7 ? 11 : 3);
		/* i + repeat is at most total: code_lengths holds so many */
		if ((symbol == REPEAT_LAST && i == 0) || (i + repeat > total)) {
			drop(&at, extra);
			step = bad(s, WDZ_BAD_BIT_LENGTH_REPEAT);
			break;
		}
		drop(&at, extra);
		repeat_length(s->code_lengths + i, symbol == REPEAT_LAST ? s->code_lengths[i - 1] : 0, repeat);
		i += repeat;
	}
	*c = at;
	s->next = (uint16_t)i;
	return step == STEP_NEXT ? build_tables(s, c) : step;
}
