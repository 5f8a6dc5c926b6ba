// SPDX-License-Identifier: Apache-2.0
/* Prints deflate_constants.h: symbols of lengths (RFC 1951, 3.2.5), the fixed codes (3.2.6), bits in reverse. */
#include <stdint.h>
#include <stdio.h>

static void print(const char *declaration, const uint32_t *values, unsigned int count, int digits)
{
	printf("\nstatic const %s[%u] = {", declaration, count);
	for (unsigned int i = 0; i < count; i++)
		printf("%s0x%0*x,", i % (digits == 2 ? 16 : 8) ? " " : "\n\t", digits, values[i]);
	printf("\n};\n");
}

static uint32_t reverse(uint32_t code, uint32_t length)
{
	uint32_t reversed = 0;

	for (uint32_t bit = 0; bit < length; bit++)
		reversed |= (code >> bit & 1) << (length - 1 - bit);
	return reversed;
}

int main(void)
{
	uint32_t symbols[256], extra[29], bases[29], literals[288], distances[30], bytes[256];
	uint32_t length = 0;

	for (uint32_t s = 0; s < 29; s++) {
		extra[s] = s < 8 || s == 28 ? 0 : s / 4 - 1;
		bases[s] = s == 28 ? 255 : length;
		for (uint32_t i = 0; i < 1u << extra[s] && length < 256; i++)
			symbols[length++] = s;
	}
	symbols[255] = 28;
	for (uint32_t s = 0; s < 288; s++) {
		uint32_t bits = s < 144 ? 8 : s < 256 ? 9 : s < 280 ? 7 : 8;
		uint32_t code = s < 144 ? 0x30 + s : s < 256 ? 0x190 + s - 144 : s < 280 ? s - 256 : 0xc0 + s - 280;

		literals[s] = reverse(code, bits) | bits << 16;
	}
	for (uint32_t s = 0; s < 30; s++)
		distances[s] = reverse(s, 5) | 5 << 16;
	for (uint32_t b = 0; b < 256; b++)
		bytes[b] = reverse(b, 8);

	printf("/* SPDX-License-Identifier: Apache-2.0 */\n");
	printf("/* Printed by generate/deflate_constants.c; a test compares them. */\n");
	printf("#ifndef WDZ_DEFLATE_CONSTANTS_H\n#define WDZ_DEFLATE_CONSTANTS_H\n\n#include <stdint.h>\n");
	printf("\n/* length - 3 to its symbol - 257, and from there to the extra bits and the least length - 3. */");
	print("uint8_t length_symbols", symbols, 256, 2);
	print("uint8_t length_extra_bits", extra, 29, 2);
	print("uint8_t length_bases", bases, 29, 2);
	printf("\n/* The fixed codes, as wdz_make_code() makes them. */");
	print("uint32_t fixed_literal_codes", literals, 286, 5);
	print("uint32_t fixed_distance_codes", distances, 30, 5);
	print("uint8_t reversed_bytes", bytes, 256, 2);
	printf("\n#endif\n");
	return 0;
}
