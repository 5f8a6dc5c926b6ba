// SPDX-License-Identifier: Apache-2.0
/*
 * The loop that nearly all symbols go through. It runs while there is so much input that bits are loaded eight bytes at
 * a time without a look at the end, and while there is room for FAST_ROOM bytes: only a match can be longer than the room
 * then. It is written whole, as there are SPILL bytes more in the window, and what is too much of it is held.
 */
#include "inflate.h"

#include "inflate_copy.h"

/* Reads 56 bits or more. Of count only the low six bits mean something: what is above comes of subtracting entries. */
#define REFILL()                                  \
	do {                                      \
		bits |= load64(in) << (count & 63); \
		in += 7 - (count >> 3 & 7);       \
		count |= 56;                      \
	} while (0)

/* An entry's low byte is at most 28. */
#define DROP(entry)                        \
	do {                               \
		bits >>= (uint8_t)(entry); \
		count -= (entry);          \
	} while (0)

#define SECOND(table, entry) ((table)[((entry) >> 16) + low_bits(bits, (entry) >> 8 & 15)])

/* Writes it, and looks up what follows. */
#define LITERAL()                                      \
	do {                                           \
		*out++ = (uint8_t)(entry >> 16);       \
		entry = literals[bits & literal_mask]; \
	} while (0)

/*
 * Per turn at most three literals, or two and a match. A symbol's bits are dropped before it is looked at, so that this
 * is done by the time that a wrong guess of a branch is mended. An entry is looked up before bits are loaded, so that
 * no lookup waits for a load: 56 bits are enough for three literals, of at most 11 bits where they follow each other,
 * and the lookup of the next symbol, or for two, a length of 20 bits and the lookup of its distance; and again for a
 * distance of 28 bits and the next lookup. A turn begins with 56 bits and with in before the limit. Its two loads read at
 * most 7 + 8 bytes behind in, and it uses 11 + 11 + 20 + 28 bits at most, so no more than 2 bytes behind in.
 */
ALWAYS_INLINE void decode(struct wdz_inflate *s, struct cursor *c, const uint8_t *in_limit)
{
	const uint32_t *const literals = literal_table(s), *const distances = distance_table(s);
	const uint64_t literal_mask = (UINT64_C(1) << s->literal_width) - 1;
	const uint64_t distance_mask = (UINT64_C(1) << s->distance_width) - 1;
	const uint8_t *in = c->in, *const window = s->window;
	uint8_t *out = c->out, *const out_end = c->out_end;
	const uint8_t *const out_limit = out_end - (FAST_ROOM - 1);
	uint64_t bits = c->bits, read;
	uint32_t count = c->count, entry, length, distance = 0;

	REFILL();
	entry = literals[bits & literal_mask];
	do {
		uint8_t *to;

		read = bits;
		DROP(entry);
		if (entry & ENTRY_LITERAL) {
			LITERAL();
			read = bits;
			DROP(entry);
			if (entry & ENTRY_LITERAL) {
				LITERAL();
				read = bits;
				DROP(entry);
				if (entry & ENTRY_LITERAL) {
					LITERAL();
					REFILL();
					continue;
				}
			}
		}
		if (unlikely(entry & ENTRY_SPECIAL)) {
			if (entry & ENTRY_SECOND) {
				entry = SECOND(literals, entry);
				read = bits;
				DROP(entry);
				if (entry & ENTRY_LITERAL) {
					LITERAL();
					REFILL();
					continue;
				}
			}
			if (entry & ENTRY_SPECIAL) {
				if (entry & ENTRY_END)
					s->mode = MODE_BLOCK;
				else
					bad(s, WDZ_BAD_LITERAL_CODE);
				break;
			}
		}
		length = entry_value(read, entry);
		entry = distances[bits & distance_mask];
		REFILL();
		if (unlikely(entry & ENTRY_SPECIAL)) {
			if (entry & ENTRY_SECOND) {
				DROP(entry);
				entry = SECOND(distances, entry);
			}
			if (entry & ENTRY_SPECIAL) {
				DROP(entry);
				bad(s, WDZ_BAD_DISTANCE_CODE);
				break;
			}
		}
		read = bits;
		DROP(entry);
		distance = entry_value(read, entry);
		entry = literals[bits & literal_mask];
		REFILL();
		if (unlikely(distance > (size_t)(out - window))) {
			hold(s, length, distance);
			break;
		}
		to = out;
		out += length;
		copy_match(to, out, distance);
	} while (in < in_limit && out < out_limit);
	if (out > out_end) {
		hold(s, (uint32_t)(out - out_end), distance);
		out = out_end;
	}
	c->in = in;
	c->out = out;
	c->bits = bits;
	c->count = count & 63;
	give_back(c);
}

#if defined(__x86_64__)
/* Aligned, as the loop's speed depends on where its branches lie: it is not to change with what is linked before it. */
__attribute__((target("bmi,bmi2,avx2"), aligned(64))) static void decode_bmi2(struct wdz_inflate *s, struct cursor *c,
									      const uint8_t *limit)
{
	decode(s, c, limit);
}
#endif

static void decode_to(struct wdz_inflate *s, struct cursor *c, const uint8_t *limit)
{
#if defined(__x86_64__)
	if (s->wide) {
		decode_bmi2(s, c, limit);
		return;
	}
#endif
	decode(s, c, limit);
}

/* The loads of a turn and of what comes before the first. */
enum { LOADED = 7 + 7 + 8, USED = 2 };

/*
 * The last bytes of the input, from FAST_INPUT on: a copy, with zeros behind that are loaded but not used, and before it
 * place for bytes to go back to that have been read already.
 */
static void decode_last(struct wdz_inflate *s, struct cursor *c)
{
	uint8_t copy[8 + LOADED + LOADED] = { 0 }, *const first = copy + 8;
	const uint32_t bytes = (uint32_t)(c->in_end - c->in);
	struct cursor at = *c;

	memcpy(first, c->in, 8);
	if (bytes >= 16)
		memcpy(first + 8, c->in + 8, 8);
	memcpy(first + bytes - 8, c->in_end - 8, 8);
	at.in = first;
	decode_to(s, &at, first + bytes - USED);
	c->in += at.in - first;
	c->out = at.out;
	c->bits = at.bits;
	c->count = at.count;
}

void wdz_inflate_fast(struct wdz_inflate *s, struct cursor *c)
{
	if (c->in_end - c->in > LOADED)
		decode_to(s, c, c->in_end - 15);
	else
		decode_last(s, c);
}
