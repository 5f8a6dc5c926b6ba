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
	uint32_t symbols[256], extra[29], bases[29], codes[256 + 286], distances[31] = { 0 }, bytes[256];
	uint32_t distance_extra[31] = { 0 }, distance_symbols[512];
	uint32_t length = 0;

	for (uint32_t s = 0; s < 29; s++) {
		extra[s] = s < 8 || s == 28 ? 0 : s / 4 - 1;
		bases[s] = s == 28 ? 255 : length;
		for (uint32_t i = 0; i < 1u << extra[s] && length < 256; i++)
			symbols[length++] = s;
	}
	symbols[255] = 28;
	for (uint32_t s = 0; s < 286; s++) {
		uint32_t bits = s < 144 ? 8 : s < 256 ? 9 : s < 280 ? 7 : 8;
		uint32_t code = s < 144 ? 0x30 + s : s < 256 ? 0x190 + s - 144 : s < 280 ? s - 256 : 0xc0 + s - 280;

		codes[256 + s] = reverse(code, bits) | bits << 24;
	}
	for (uint32_t i = 0; i < 256; i++) {
		uint32_t s = symbols[i], code = codes[256 + 257 + s];

		codes[i] = code + (extra[s] << 24) + ((i - bases[s]) << (code >> 24));
	}
	for (uint32_t s = 0; s < 30; s++) {
		distances[s] = reverse(s, 5) | 5 << 24;
		distance_extra[s] = s < 2 ? 0 : s / 2 - 1;
	}
	for (uint32_t i = 0; i < 512; i++) {
		uint32_t distance = i < 256 ? i : (i - 256) << 7, s = 0;

		while (s < 29 && distance >= (s < 3 ? s + 1 : (2 + ((s + 1) & 1)) << ((s + 1) / 2 - 1)))
			s++;
		distance_symbols[i] = s;
	}
	for (uint32_t b = 0; b < 256; b++)
		bytes[b] = reverse(b, 8);

	printf("/* SPDX-License-Identifier: Apache-2.0 */\n");
	printf("/* Printed by generate/deflate_constants.c; a test compares them. */\n");
	printf("#ifndef WDZ_DEFLATE_CONSTANTS_H\n#define WDZ_DEFLATE_CONSTANTS_H\n\n#include <stdint.h>\n");
	printf("\n/* length - 3 to its symbol - 257, and from there to the extra bits and the least length - 3. */");
	print("uint8_t length_symbols", symbols, 256, 2);
	print("uint8_t length_extra_bits", extra, 29, 2);
	print("uint8_t length_bases", bases, 29, 2);
	printf("\n/* distance - 1 to its symbol, from 256 on by 256 + its bits from the eighth on. */");
	print("uint8_t distance_symbols", distance_symbols, 512, 2);
	printf("\n/* By symbol; the last one is no distance. */");
	print("uint8_t distance_extra_bits", distance_extra, 31, 2);
	printf("\n/* The fixed codes as tokens want them: of lengths with their extra bits, of literals and the end; of distances. */");
	print("uint32_t fixed_token_codes", codes, 256 + 286, 7);
	print("uint32_t fixed_distance_codes", distances, 31, 7);
	print("uint8_t reversed_bytes", bytes, 256, 2);
	printf("\n#endif\n");
	return 0;
}
