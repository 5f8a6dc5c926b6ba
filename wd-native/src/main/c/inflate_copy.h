/* SPDX-License-Identifier: Apache-2.0 */
/* Copies of matches within the window, in pieces: up to SPILL - 258 bytes behind a match are overwritten. */
#ifndef WDZ_INFLATE_COPY_H
#define WDZ_INFLATE_COPY_H

#include "inflate.h"

ALWAYS_INLINE void copy8(uint8_t *to, const uint8_t *from)
{
	uint64_t v = load64(from);

	memcpy(to, &v, sizeof(v));
}

/* Forty bytes at first: most matches are shorter, and none then needs a look at its length. */
ALWAYS_INLINE void copy40(uint8_t *to, const uint8_t *from)
{
	copy8(to, from);
	copy8(to + 8, from + 8);
	copy8(to + 16, from + 16);
	copy8(to + 24, from + 24);
	copy8(to + 32, from + 32);
}

/*
 * Fills what lies from to until end with what is distance before. Where a piece is longer than the distance, the next
 * one starts where the last one's sound part ended.
 */
ALWAYS_INLINE void copy_match(uint8_t *to, const uint8_t *end, uint32_t distance)
{
	const uint8_t *from = to - distance;

	if (likely(distance >= 8)) {
		copy40(to, from);
		to += 40;
		from += 40;
		while (unlikely(to < end)) {
			copy40(to, from);
			to += 40;
			from += 40;
		}
	} else if (distance == 1) {
		uint64_t v = UINT64_C(0x0101010101010101) * *from;

		do {
			memcpy(to, &v, 8);
			memcpy(to + 8, &v, 8);
			to += 16;
		} while (to < end);
	} else {
		do {
			copy8(to, from);
			to += distance;
		} while (to < end);
	}
}

#endif
