// SPDX-License-Identifier: Apache-2.0
/*
 * Decoding tables. Codes are entered in order of their length, and the table doubles by copying itself as the length
 * grows, so each code writes one entry. Codes longer than the table is wide share second tables behind it.
 */
#include "inflate.h"

#include "inflate_constants.h"

enum { LONGEST = 15 };

struct codes {
	uint32_t longest;
	uint32_t count[LONGEST + 1];
	/* the symbols in the order of their codes */
	uint16_t sorted[LITERAL_SYMBOLS];
};

/* Returns what is left of the code space, negative if there are more codes than fit, in codes of 15 bits. */
ALWAYS_INLINE int32_t sort_codes(struct codes *codes, const uint8_t *lengths, uint32_t symbols)
{
	/* written one by one, used or not: one more than fits may be written */
	uint16_t used[LITERAL_SYMBOLS + 1];
	uint32_t start[LONGEST + 1], n = 0;
	int32_t left = 1;

	for (uint32_t i = 0; i < symbols; i += 8) {
		if (load64(lengths + i) == 0)
			continue;
		for (uint32_t j = i; j < i + 8; j++) {
			used[n] = (uint16_t)j;
			n += lengths[j] != 0;
		}
	}
	/* of the last eight some may belong to another code */
	while (n > 0 && used[n - 1] >= symbols)
		n--;
	memset(codes->count, 0, sizeof(codes->count));
	for (uint32_t i = 0; i < n; i++)
		codes->count[lengths[used[i]]]++;
	codes->longest = LONGEST;
	while (codes->longest > 0 && codes->count[codes->longest] == 0)
		codes->longest--;
	start[0] = 0;
	start[1] = 0;
	for (uint32_t length = 1; length <= LONGEST; length++) {
		left = left * 2 - (int32_t)codes->count[length];
		if (left < 0)
			return left;
		if (length < LONGEST)
			start[length + 1] = start[length] + codes->count[length];
	}
	for (uint32_t i = 0; i < n; i++)
		codes->sorted[start[lengths[used[i]]]++] = used[i];
	return left;
}

/* The code after this one of the same length, held with its first bit lowest; ones is the last of them. */
ALWAYS_INLINE uint32_t next_code(uint32_t code, uint32_t ones)
{
	uint32_t bit = 1u << (31 - __builtin_clz(code ^ ones));

	return (code & (bit - 1)) | bit;
}

ALWAYS_INLINE uint32_t entry_of(uint32_t meaning, uint32_t length)
{
	return meaning + (length << 8 | length);
}

/* As zlib: no code at all, or one code of one bit. Reading what is no code is an error, but in the precode a 0. */
static uint32_t build_incomplete(uint32_t *table, enum code code, const struct codes *codes, const uint32_t *meanings)
{
	if (code == CODE_PRECODE) {
		if (codes->longest > 0)
			return 0;
		table[0] = table[1] = entry_of(meanings[0], 1);
		return 1;
	}
	if (codes->longest > 1)
		return 0;
	table[0] = codes->longest == 0 ? (ENTRY_SPECIAL | 1) : entry_of(meanings[codes->sorted[0]], 1);
	table[1] = ENTRY_SPECIAL | 1;
	return 1;
}

/*
 * Codes from the sorted symbol at next, all longer than width, up to the last, which is all ones. The code is complete,
 * so the entries are at most those that LITERAL_ENTRIES and its like say.
 */
static void build_second(uint32_t *table, struct codes *codes, const uint32_t *meanings, uint32_t width, uint32_t code,
			 uint32_t length, uint32_t next)
{
	uint32_t end = 1u << width, start = 0, second_width = 0, prefix = ~0u;

	for (;;) {
		uint32_t entry, ones = (1u << length) - 1;

		if (low_bits(code, width) != prefix) {
			uint32_t longest = length;
			int32_t room;

			prefix = low_bits(code, width);
			second_width = length - width;
			room = (1 << second_width) - (int32_t)codes->count[length];
			while (room > 0 && longest < LONGEST) {
				longest++;
				second_width++;
				room = room * 2 - (int32_t)codes->count[longest];
			}
			start = end;
			end += 1u << second_width;
			table[prefix] = ENTRY_SPECIAL | ENTRY_SECOND | start << 16 | second_width << 8 | width;
		}
		entry = entry_of(meanings[codes->sorted[next++]], length - width);
		for (uint32_t i = start + (code >> width); i < end; i += 1u << (length - width))
			table[i] = entry;
		if (code == ones)
			return;
		code = next_code(code, ones);
		codes->count[length]--;
		while (length < LONGEST && codes->count[length] == 0)
			length++;
	}
}

ALWAYS_INLINE uint32_t build(uint32_t *table, enum code kind, const uint32_t *meanings, const uint8_t *lengths,
			     uint32_t symbols, uint32_t width)
{
	struct codes codes;
	int32_t left = sort_codes(&codes, lengths, symbols);
	uint32_t code = 0, length = 1, next = 0, size;

	if (left < 0)
		return 0;
	if (left > 0)
		return build_incomplete(table, kind, &codes, meanings);
	if (width > codes.longest)
		width = codes.longest;
	while (length < LONGEST && codes.count[length] == 0)
		length++;
	size = 1u << length;
	while (length <= width) {
		for (uint32_t n = codes.count[length]; n > 0; n--) {
			table[code] = entry_of(meanings[codes.sorted[next++]], length);
			if (code == size - 1) {
				for (; length < width; length++, size *= 2)
					memcpy(table + size, table, size * sizeof(*table));
				return width;
			}
			code = next_code(code, size - 1);
		}
		do {
			if (++length <= width) {
				memcpy(table + size, table, size * sizeof(*table));
				size *= 2;
			}
		} while (length < LONGEST && codes.count[length] == 0);
	}
	build_second(table, &codes, meanings, width, code, length, next);
	return width;
}

uint32_t wdz_build_table(uint32_t *table, enum code code, const uint8_t *lengths, uint32_t symbols, uint32_t width)
{
	switch (code) {
	case CODE_PRECODE:
		return build(table, code, precode_entries, lengths, symbols, width);
	case CODE_LITERALS:
		return build(table, code, literal_entries, lengths, symbols, width);
	default:
		return build(table, code, distance_entries, lengths, symbols, width);
	}
}
