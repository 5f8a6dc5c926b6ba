// SPDX-License-Identifier: Apache-2.0
/* Prints inflate_constants.h: what a symbol stands for (RFC 1951, 3.2.5) and the fixed codes' tables (3.2.6). */
#include <stdio.h>

#include "../inflate.h"

static uint32_t literals[LITERAL_SYMBOLS], distances[DISTANCE_SYMBOLS], precode[PRECODE_SYMBOLS];
static uint32_t fixed[1 << FIXED_LITERAL_WIDTH];

static void print(const char *declaration, const uint32_t *values, unsigned int count)
{
	printf("\n%s[%u] = {", declaration, count);
	for (unsigned int i = 0; i < count; i++)
		printf("%s0x%08x,", i % 8 ? " " : "\n\t", values[i]);
	printf("\n};\n");
}

static uint32_t fixed_length(uint32_t symbol)
{
	return symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8;
}

static uint32_t with_code_length(uint32_t entry, uint32_t length)
{
	return entry + (length << 8 | length);
}

/* Every index that starts, lowest bit first, with the symbol's code. */
static void enter(uint32_t code, uint32_t length, uint32_t width, uint32_t entry)
{
	for (uint32_t index = 0; index < 1u << width; index++) {
		uint32_t read = 0;

		for (uint32_t bit = 0; bit < length; bit++)
			read = read << 1 | (index >> bit & 1);
		if (read == code)
			fixed[index] = with_code_length(entry, length);
	}
}

int main(void)
{
	uint32_t base = 3, code = 0;

	for (uint32_t s = 0; s < END_OF_BLOCK; s++)
		literals[s] = ENTRY_LITERAL | s << 16;
	literals[END_OF_BLOCK] = ENTRY_SPECIAL | ENTRY_END;
	for (uint32_t s = 257; s < 285; s++) {
		uint32_t extra = s < 265 ? 0 : (s - 261) / 4;

		literals[s] = base << 16 | extra;
		base += 1u << extra;
	}
	literals[285] = 258u << 16;
	literals[286] = literals[287] = ENTRY_SPECIAL;
	base = 1;
	for (uint32_t s = 0; s < 30; s++) {
		uint32_t extra = s < 4 ? 0 : s / 2 - 1;

		distances[s] = base << 16 | extra;
		base += 1u << extra;
	}
	distances[30] = distances[31] = ENTRY_SPECIAL;
	for (uint32_t s = 0; s < PRECODE_SYMBOLS; s++)
		precode[s] = s << 16;

	puts("/* SPDX-License-Identifier: Apache-2.0 */\n/* Written by generate/inflate_constants.c. */");
	print("static const uint32_t literal_entries", literals, LITERAL_SYMBOLS);
	print("static const uint32_t distance_entries", distances, DISTANCE_SYMBOLS);
	print("static const uint32_t precode_entries", precode, PRECODE_SYMBOLS);
	for (uint32_t length = 7; length <= 9; length++, code <<= 1)
		for (uint32_t s = 0; s < LITERAL_SYMBOLS; s++)
			if (fixed_length(s) == length)
				enter(code++, length, FIXED_LITERAL_WIDTH, literals[s]);
	print("const uint32_t wdz_fixed_literals", fixed, 1 << FIXED_LITERAL_WIDTH);
	for (uint32_t s = 0; s < DISTANCE_SYMBOLS; s++)
		enter(s, FIXED_DISTANCE_WIDTH, FIXED_DISTANCE_WIDTH, distances[s]);
	print("const uint32_t wdz_fixed_distances", fixed, 1 << FIXED_DISTANCE_WIDTH);
	return 0;
}
