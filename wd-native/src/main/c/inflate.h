/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of inflate share: the state, the cursor of one call, the format of a decoding table. */
#ifndef WDZ_INFLATE_H
#define WDZ_INFLATE_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "wdz.h"

#if __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#error "bits are loaded eight bytes at a time, the lowest first"
#endif

#define ALWAYS_INLINE static inline __attribute__((always_inline))
#define likely(x) __builtin_expect(!!(x), 1)
#define unlikely(x) __builtin_expect(!!(x), 0)

enum {
	WINDOW = 32768,
	/* Output is made in the state, behind the window that it refers to; when so much is made the window moves. */
	FRESH = 32768,
	/* A match is written whole, 258 bytes at most, in pieces of up to 40, and so may end behind FRESH by as much. */
	SPILL = 258 + 40,

	LITERAL_SYMBOLS = 288,
	DISTANCE_SYMBOLS = 32,
	PRECODE_SYMBOLS = 19,
	/* Both codes' lengths: at most 286 + 30, read and written in eights. */
	CODE_LENGTHS = LITERAL_SYMBOLS + DISTANCE_SYMBOLS + 8,
	END_OF_BLOCK = 256,

	/* Bits looked up at once; longer codes go on in a second table. */
	LITERAL_WIDTH = 11,
	DISTANCE_WIDTH = 8,
	PRECODE_WIDTH = 7,
	/* The most entries that a complete code of 286 or 30 symbols of up to 15 bits needs at these widths. */
	LITERAL_ENTRIES = 2342,
	DISTANCE_ENTRIES = 402,
	FIXED_LITERAL_WIDTH = 9,
	FIXED_DISTANCE_WIDTH = 5,
};

/*
 * An entry of a decoding table:
 *
 *	bits 0-7	bits to drop: the code's, in a second table what is left of it, and the extra bits'
 *	bits 8-12	of these the code's
 *	bits 16-30	a literal, the base of a length or of a distance, a length of a code in the precode's table
 *	bit 31		a literal; a distance's base is below 2^15
 *
 * With ENTRY_SPECIAL set it is ENTRY_SECOND, where bits 16-30 say where the second table starts and bits 8-11 how many
 * bits wide it is, or ENTRY_END, or, with neither, a code that stands for nothing.
 */
#define ENTRY_LITERAL 0x80000000u
#define ENTRY_SPECIAL 0x8000u
#define ENTRY_SECOND 0x4000u
#define ENTRY_END 0x2000u

enum inflate_mode {
	MODE_HEADER,
	MODE_DICTIONARY_ID,
	MODE_DICTIONARY,
	MODE_BLOCK,
	MODE_STORED_LENGTHS,
	MODE_STORED,
	MODE_TABLE,
	MODE_PRECODE,
	MODE_CODE_LENGTHS,
	MODE_SYMBOLS,
	/* a literal, or a match or the rest of one, read but not yet written */
	MODE_LITERAL,
	MODE_MATCH,
	MODE_CHECK,
	MODE_DONE,
	MODE_BAD,
};

struct wdz_inflate {
	/* Bits read and not used, the next one lowest, zeros above. */
	uint64_t bits;
	uint32_t count;
	uint8_t mode;
	uint8_t format;
	uint8_t error;
	bool last_block;
	bool fixed_codes;
	bool have_dictionary;
	/* this processor has BMI2 and AVX2 */
	bool wide;
	uint8_t literal_width;
	uint8_t distance_width;
	/* of the stored block, or of the match; the literal in MODE_LITERAL */
	uint32_t length;
	uint32_t distance;
	/* How many of each the block has, and how many lengths of codes are read. */
	uint16_t literal_count;
	uint16_t distance_count;
	uint16_t precode_count;
	uint16_t next;
	/* Adler-32 of the output or the dictionary's; 0 when raw. */
	uint32_t check;
	/* How many bytes of output are in the window: the next one goes there. */
	uint32_t made;
	/* Where in the window the output of the last dynamic block began. */
	uint32_t block_at;

	uint8_t precode_lengths[24];
	uint8_t code_lengths[CODE_LENGTHS];
	uint32_t literals[LITERAL_ENTRIES];
	/* The precode's table lives here until the distances' is built. */
	uint32_t distances[DISTANCE_ENTRIES];
	/* Last, so that a short stream never touches it. */
	uint8_t window[WINDOW + FRESH + SPILL];
};

/* The progress of one call, or of a part of it: output goes to the window, and from there to the caller. */
struct cursor {
	const uint8_t *in;
	const uint8_t *in_end;
	/* Both in the window; out_end is where the caller's room ends or FRESH does. */
	uint8_t *out;
	uint8_t *out_end;
	/* Output from start on has to go to the caller, and from checked on into the checksum. */
	const uint8_t *start;
	const uint8_t *checked;
	uint64_t bits;
	uint32_t count;
};

/* What comes after a step of the decoding. */
enum step {
	STEP_NEXT,
	/* All input is read, and more is needed. */
	STEP_INPUT,
	/* No room, the end, an error, or a dictionary is wanted: bytes read ahead go back. */
	STEP_STOP,
};

ALWAYS_INLINE uint64_t load64(const uint8_t *p)
{
	uint64_t v;

	memcpy(&v, p, sizeof(v));
	return v;
}

/* The last bytes of the input, up to seven, and zeros. */
ALWAYS_INLINE uint64_t load_last(const uint8_t *p, uint32_t bytes)
{
	uint32_t four, at = 0;
	uint16_t two;
	uint64_t v = 0;

	if (bytes & 4) {
		memcpy(&four, p, sizeof(four));
		v = four;
		at = 4;
	}
	if (bytes & 2) {
		memcpy(&two, p + at, sizeof(two));
		v |= (uint64_t)two << at * 8;
		at += 2;
	}
	if (bytes & 1)
		v |= (uint64_t)p[at] << at * 8;
	return v;
}

ALWAYS_INLINE uint32_t low_bits(uint64_t bits, uint32_t count)
{
	return (uint32_t)(bits & ((UINT64_C(1) << count) - 1));
}

/* Base and extra bits of the entry's length or distance; with its code they are 28 bits at most. */
ALWAYS_INLINE uint32_t entry_value(uint64_t bits, uint32_t entry)
{
	return (entry >> 16) + (((uint32_t)bits & ((1u << (uint8_t)entry) - 1)) >> (entry >> 8 & 31));
}

/* Reads ahead, to 56 bits or more while there is input, never more than 63. */
ALWAYS_INLINE void fill(struct cursor *c)
{
	size_t input = (size_t)(c->in_end - c->in);
	uint32_t bytes = (63 - c->count) >> 3;
	uint64_t next;

	if (likely(input >= 8)) {
		next = load64(c->in);
	} else {
		if (input < bytes)
			bytes = (uint32_t)input;
		next = load_last(c->in, bytes);
	}
	c->bits |= next << c->count;
	c->in += bytes;
	c->count += bytes * 8;
	c->bits &= (UINT64_C(1) << c->count) - 1;
}

/* Whether there are so many bits, 56 at most; if not, all input has been read. */
ALWAYS_INLINE bool need(struct cursor *c, uint32_t count)
{
	if (c->count < count)
		fill(c);
	return c->count >= count;
}

ALWAYS_INLINE void drop(struct cursor *c, uint32_t count)
{
	c->bits >>= count;
	c->count -= count;
}

/*
 * Gives whole bytes back to the input. They are always of this call: a call that ends for want of input leaves only
 * bits that the next thing to be decoded needs, all others end here.
 */
ALWAYS_INLINE void give_back(struct cursor *c)
{
	c->in -= c->count >> 3;
	c->count &= 7;
	c->bits = low_bits(c->bits, c->count);
}

ALWAYS_INLINE enum step bad(struct wdz_inflate *s, enum wdz_error error)
{
	s->mode = MODE_BAD;
	s->error = (uint8_t)error;
	return STEP_STOP;
}

/* A match or the rest of one, left to wdz_inflate_match(). */
ALWAYS_INLINE void hold(struct wdz_inflate *s, uint32_t length, uint32_t distance)
{
	s->mode = MODE_MATCH;
	s->length = length;
	s->distance = distance;
}

/* inflate_tables.c */
extern const uint32_t wdz_fixed_literals[1 << FIXED_LITERAL_WIDTH];
extern const uint32_t wdz_fixed_distances[1 << FIXED_DISTANCE_WIDTH];

enum code {
	CODE_PRECODE,
	CODE_LITERALS,
	CODE_DISTANCES,
};

/* Makes the decoding table of a code and returns its width, at most the one wanted, or 0 if zlib takes no such code. */
uint32_t wdz_build_table(uint32_t *table, enum code code, const uint8_t *lengths, uint32_t symbols, uint32_t width);

/* inflate_blocks.c: from the first bit of a block to its data. */
enum step wdz_inflate_block(struct wdz_inflate *s, struct cursor *c);
enum step wdz_inflate_stored_lengths(struct wdz_inflate *s, struct cursor *c);
enum step wdz_inflate_table(struct wdz_inflate *s, struct cursor *c);
enum step wdz_inflate_precode(struct wdz_inflate *s, struct cursor *c);
enum step wdz_inflate_code_lengths(struct wdz_inflate *s, struct cursor *c);

/* inflate_symbols.c: a block's data. */
enum step wdz_inflate_symbols(struct wdz_inflate *s, struct cursor *c);
enum step wdz_inflate_literal(struct wdz_inflate *s, struct cursor *c);
enum step wdz_inflate_match(struct wdz_inflate *s, struct cursor *c);

/* inflate_fast.c: symbols while there is plenty of input; leaves fewer than eight bits. */
enum { FAST_INPUT = 10, FAST_ROOM = 4 };
void wdz_inflate_fast(struct wdz_inflate *s, struct cursor *c);

/* inflate_window.c: makes room for at least one byte, and appends what was not inflated. */
void wdz_window_move(struct wdz_inflate *s);
void wdz_window_append(struct wdz_inflate *s, const uint8_t *data, size_t length);

ALWAYS_INLINE const uint32_t *literal_table(const struct wdz_inflate *s)
{
	return s->fixed_codes ? wdz_fixed_literals : s->literals;
}

ALWAYS_INLINE const uint32_t *distance_table(const struct wdz_inflate *s)
{
	return s->fixed_codes ? wdz_fixed_distances : s->distances;
}

/* Whether the output reaches back so far: of it the window holds the last 32 KB or all, and no distance is longer. */
ALWAYS_INLINE bool covered(const struct wdz_inflate *s, const uint8_t *out, uint32_t distance)
{
	return distance <= (size_t)(out - s->window);
}

#endif
