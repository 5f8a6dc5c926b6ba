// SPDX-License-Identifier: Apache-2.0
/*
 * The loop that nearly all symbols go through. It runs while there are FAST_INPUT bytes of input, so that bits are
 * loaded eight bytes at a time without a look at the end.
 *
 * A match is copied in pieces of up to 32 bytes, the first always, so up to SPILL bytes behind it are overwritten: they
 * are within the room, but must be as they were when the call ends, and the loop ends where the input says. So before
 * each copy the bytes behind the match are noted, as they are then, and in the end the notes are put back, the newest
 * first: of a byte the oldest note stays, made before any copy reached it. As a match is three bytes or more, only the
 * last eleven notes can reach over the end.
 */
#include "inflate.h"

#include "cpu.h"

enum {
	SPILL = 32,
	NOTES = 16,
	/* the most that one turn of the loop writes: two literals, a match and what is behind it */
	ROOMY = 2 + 258 + SPILL,
};

struct notes {
	uint32_t made;
	uint8_t *place[NOTES];
	uint8_t bytes[NOTES][SPILL];
};

struct piece16 {
	uint64_t a, b;
};

ALWAYS_INLINE void copy8(uint8_t *to, const uint8_t *from)
{
	uint64_t v = load64(from);

	memcpy(to, &v, sizeof(v));
}

ALWAYS_INLINE void copy16(uint8_t *to, const uint8_t *from)
{
	struct piece16 v;

	memcpy(&v, from, sizeof(v));
	memcpy(to, &v, sizeof(v));
}

ALWAYS_INLINE void copy32(uint8_t *to, const uint8_t *from)
{
	copy16(to, from);
	copy16(to + 16, from + 16);
}

/*
 * To end, and up to SPILL bytes over it; the first piece of 32 bytes is written whatever the length. Where the distance
 * is shorter than a piece, a piece starts where the last one's sound part ended.
 */
ALWAYS_INLINE void copy_overlapping(uint8_t *to, const uint8_t *end, uint32_t distance)
{
	const uint8_t *from = to - distance;

	if (likely(distance >= 16)) {
		copy16(to, from);
		copy16(to + 16, from + 16);
		if (unlikely(end - to > 32)) {
			to += 32;
			from += 32;
			do {
				copy16(to, from);
				to += 16;
				from += 16;
			} while (to < end);
		}
	} else if (distance == 1) {
		uint64_t v = UINT64_C(0x0101010101010101) * *from;

		do {
			memcpy(to, &v, 8);
			memcpy(to + 8, &v, 8);
			to += 16;
		} while (to < end);
	} else if (distance >= 8) {
		do {
			copy8(to, from);
			to += 8;
			from += 8;
		} while (to < end);
	} else {
		do {
			copy8(to, from);
			to += distance;
		} while (to < end);
	}
}

ALWAYS_INLINE void note(struct notes *notes, uint8_t *place)
{
	uint32_t i = notes->made++ % NOTES;

	notes->place[i] = place;
	copy32(notes->bytes[i], place);
}

/* Noinline: only the noting is worth registers of the loop's. */
static __attribute__((noinline)) void put_back(const struct notes *notes, uint8_t *end)
{
	uint32_t oldest = notes->made < NOTES ? 0 : notes->made - NOTES;

	for (uint32_t n = notes->made; n > oldest; n--) {
		/* never behind the end */
		size_t before = (size_t)(end - notes->place[(n - 1) % NOTES]);

		if (before >= SPILL)
			return;
		memcpy(end, notes->bytes[(n - 1) % NOTES] + before, SPILL - before);
	}
}

/* What is not copied here is left to wdz_inflate_match(). */
ALWAYS_INLINE void hold(struct wdz_inflate *s, uint32_t length, uint32_t distance)
{
	s->mode = MODE_MATCH;
	s->length = length;
	s->distance = distance;
}

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

/*
 * Per turn at most three literals, or two and a match. Between two refills at most 45 bits are dropped (three literals)
 * or 48 (a match), so 56 are enough. Two refills a turn read at most 7 + 8 bytes behind in; a third, before the first
 * turn, at most 7 more: FAST_INPUT covers it.
 */
ALWAYS_INLINE void decode(struct wdz_inflate *s, struct cursor *c, bool roomy)
{
	const uint32_t *const literals = literal_table(s), *const distances = distance_table(s);
	const uint64_t literal_mask = (UINT64_C(1) << s->literal_width) - 1;
	const uint64_t distance_mask = (UINT64_C(1) << s->distance_width) - 1;
	const uint8_t *in = c->in, *const in_limit = c->in_end - 15, *const base = c->base;
	uint8_t *out = c->out, *const out_end = c->out_end;
	const uint8_t *const out_limit = out_end - ((roomy ? ROOMY : FAST_ROOM) - 1);
	uint64_t bits = c->bits, read;
	uint32_t count = c->count, entry, length, distance;
	struct notes notes;

	notes.made = 0;
	REFILL();
	entry = literals[bits & literal_mask];
	do {
		size_t made;
		uint8_t *to;

		if (entry & ENTRY_LITERAL) {
			DROP(entry);
			*out++ = (uint8_t)(entry >> 16);
			entry = literals[bits & literal_mask];
			if (entry & ENTRY_LITERAL) {
				DROP(entry);
				*out++ = (uint8_t)(entry >> 16);
				entry = literals[bits & literal_mask];
				if (entry & ENTRY_LITERAL) {
					DROP(entry);
					*out++ = (uint8_t)(entry >> 16);
					REFILL();
					entry = literals[bits & literal_mask];
					continue;
				}
			}
			REFILL();
		}
		if (unlikely(entry & ENTRY_SPECIAL)) {
			if (entry & ENTRY_SECOND) {
				DROP(entry);
				entry = SECOND(literals, entry);
				if (entry & ENTRY_LITERAL) {
					DROP(entry);
					*out++ = (uint8_t)(entry >> 16);
					REFILL();
					entry = literals[bits & literal_mask];
					continue;
				}
			}
			if (entry & ENTRY_SPECIAL) {
				DROP(entry);
				if (entry & ENTRY_END)
					s->mode = MODE_BLOCK;
				else
					bad(s, WDZ_BAD_LITERAL_CODE);
				break;
			}
		}
		read = bits;
		DROP(entry);
		length = entry_value(read, entry);
		entry = distances[bits & distance_mask];
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
		REFILL();
		entry = literals[bits & literal_mask];
		made = (size_t)(out - base);
		if (unlikely(distance > made)) {
			uint32_t back = distance - (uint32_t)made, from = (s->window_at - back) % WINDOW;
			const uint8_t *source = s->window + from;

			if (unlikely(back > s->window_have || (!roomy && length > (size_t)(out_end - out)))) {
				hold(s, length, distance);
				break;
			}
			if (unlikely(length > back || from + length > WINDOW ||
				     (!roomy && (size_t)(out_end - out) < length + SPILL))) {
				out = wdz_window_copy(s, base, out, distance, length);
				continue;
			}
			to = out;
			out += length;
			note(&notes, out);
			copy32(to, source);
			while (unlikely(out - to > 32)) {
				to += 32;
				source += 32;
				copy32(to, source);
			}
			continue;
		}
		if (!roomy && unlikely((size_t)(out_end - out) < length + SPILL)) {
			const uint8_t *source = out - distance;

			if (length > (size_t)(out_end - out)) {
				hold(s, length, distance);
				break;
			}
			do
				*out++ = *source++;
			while (--length > 0);
			continue;
		}
		to = out;
		out += length;
		note(&notes, out);
		copy_overlapping(to, out, distance);
	} while (in < in_limit && out < out_limit);
	put_back(&notes, out);
	c->in = in;
	c->out = out;
	c->bits = bits;
	c->count = count & 63;
	give_back(c);
}

#if defined(__x86_64__)
__attribute__((target("bmi,bmi2"))) static void decode_bmi2(struct wdz_inflate *s, struct cursor *c)
{
	if (c->out_end - c->out >= ROOMY)
		decode(s, c, true);
	else
		decode(s, c, false);
}
#endif

static void decode_plainly(struct wdz_inflate *s, struct cursor *c)
{
	if (c->out_end - c->out >= ROOMY)
		decode(s, c, true);
	else
		decode(s, c, false);
}

void wdz_inflate_fast(struct wdz_inflate *s, struct cursor *c)
{
#if defined(__x86_64__)
	if (s->wide) {
		decode_bmi2(s, c);
		return;
	}
#endif
	decode_plainly(s, c);
}
