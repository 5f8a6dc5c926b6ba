// SPDX-License-Identifier: Apache-2.0
/* Adler-32 beside zlib's: every short length, every alignment, the largest sums, and the pieces of a long run. */
#include "adler.h"

#include <stdio.h>
#include <string.h>
#include <zlib.h>

#include "support.h"

enum { MOST = 70000 };

static void same(uint32_t before, const uint8_t *data, size_t length)
{
	uint32_t ours = wdz_adler32(before, data, length), wanted = (uint32_t)adler32(before, data, (uInt)length);

	if (ours != wanted)
		failed("Adler-32 of %zu bytes after %08x is %08x, not %08x", length, before, ours, wanted);
}

int main(void)
{
	struct arena arena = new_arena(MOST);
	uint64_t random = 7;

	for (int fill = 0; fill < 2; fill++) {
		for (size_t i = 0; i < arena.size; i++)
			arena.start[i] = fill ? (uint8_t)random_below(&random, 256) : 255;
		for (size_t length = 0; length < 600; length++) {
			same(1, arena.start + arena.size - length, length);
			same(0xfff0fff0, arena.start + length % 64, length);
		}
		for (size_t length = 5500; length < MOST; length += 1 + random_below(&random, 300)) {
			same(1, arena.start + arena.size - length, length);
			same(0xfff0fff0, arena.start, length);
		}
	}
	puts("adler_test: as zlib's");
	return 0;
}
