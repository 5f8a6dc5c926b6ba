// SPDX-License-Identifier: Apache-2.0
/*
 * Huffman codes of limited length: the symbols that occur are sorted by count, the tree is made with two queues and
 * without branches, and lengths that are too long are shortened while they are counted.
 */
#include "deflate.h"
#include "deflate_constants.h"

enum {
	MOST_SYMBOLS = LITERAL_SYMBOLS,
	MOST_BITS = 15,
	/* A symbol and its count in one word; a count is at most MAX_TOKENS + 1, or in a precode 316. */
	SYMBOL_BITS = 9,
	SYMBOL_MASK = (1 << SYMBOL_BITS) - 1,
	RADIX_BITS = 6,
	RADIX = 1 << RADIX_BITS,
	/* Up to so many symbols are sorted by insertion. */
	FEW = 16,
	NO_WEIGHT = -1,
};

_Static_assert(MOST_SYMBOLS <= SYMBOL_MASK && TOKENS < 1 << (32 - SYMBOL_BITS), "a symbol and its count need more");

static uint32_t reverse(uint32_t code, uint32_t length)
{
	return ((uint32_t)reversed_bytes[code & 255] << 8 | reversed_bytes[code >> 8]) >> (16 - length);
}

/* RFC 1951, 3.2.2, for the used symbols alone, in their order. */
static void assign_codes(const uint8_t *lengths, const uint16_t *used, uint32_t count,
			 const uint32_t *count_by_length, uint32_t *codes)
{
	uint32_t next[MOST_BITS + 1], code = 0;

	next[1] = 0;
	for (uint32_t length = 2; length <= MOST_BITS; length++) {
		code = (code + count_by_length[length - 1]) << 1;
		next[length] = code;
	}
	for (uint32_t i = 0; i < count; i++) {
		uint32_t symbol = used[i], length = lengths[symbol];

		codes[symbol] = reverse(next[length]++, length) | length << CODE_LENGTH_SHIFT;
	}
}

static void insertion_sort(uint32_t *entries, uint32_t count)
{
	for (uint32_t i = 1; i < count; i++) {
		uint32_t entry = entries[i], at = i;

		for (; at && entries[at - 1] > entry; at--)
			entries[at] = entries[at - 1];
		entries[at] = entry;
	}
}

/* By count, where that is equal by symbol, as they come. all: all counts or'd. Returns which of the two is sorted. */
static const uint32_t *radix_sort(uint32_t *from, uint32_t *to, uint32_t count, uint32_t all)
{
	for (uint32_t shift = SYMBOL_BITS; all; shift += RADIX_BITS, all >>= RADIX_BITS) {
		uint32_t starts[RADIX] = { 0 }, sum = 0, *sorted = to;

		for (uint32_t i = 0; i < count; i++)
			starts[from[i] >> shift & (RADIX - 1)]++;
		for (uint32_t i = 0; i < RADIX; i++) {
			uint32_t n = starts[i];

			starts[i] = sum;
			sum += n;
		}
		for (uint32_t i = 0; i < count; i++)
			to[starts[from[i] >> shift & (RADIX - 1)]++] = from[i];
		to = from;
		from = sorted;
	}
	return from;
}

/* parents of the inner nodes of the tree over two or more sorted leaves; the last inner node is the root. */
static void make_tree(const uint32_t *sorted, uint32_t count, uint16_t *parents)
{
	/* Each queue ends in weights that are never the smaller ones. */
	uint32_t leaves[MOST_SYMBOLS + 2], nodes[MOST_SYMBOLS + 2];
	uint32_t leaf = 0, node = 0;

	for (uint32_t i = 0; i < count; i++) {
		leaves[i] = sorted[i] >> SYMBOL_BITS;
		nodes[i] = (uint32_t)NO_WEIGHT;
	}
	leaves[count] = leaves[count + 1] = (uint32_t)NO_WEIGHT;
	nodes[count] = (uint32_t)NO_WEIGHT;
	for (uint32_t made = 0; made < count - 1; made++) {
		uint32_t sum = 0;

		for (uint32_t child = 0; child < 2; child++) {
			/* node <= made: a node that isn't made yet weighs NO_WEIGHT and a leaf is taken */
			uint32_t l = leaves[leaf], n = nodes[node], take_node = n < l;

			sum += take_node ? n : l;
			parents[node] = (uint16_t)made;
			node += take_node;
			leaf += !take_node;
		}
		nodes[made] = sum;
	}
}

/* How many leaves are how deep, none deeper than max. */
static void count_lengths(const uint16_t *parents, uint32_t count, uint32_t max, uint32_t *count_by_length)
{
	uint8_t depths[MOST_SYMBOLS];

	depths[count - 2] = 0;
	count_by_length[1] = 2;
	for (uint32_t node = count - 2; node-- > 0;) {
		uint32_t depth = depths[parents[node]] + 1u;

		depths[node] = (uint8_t)depth;
		/* too deep: a leaf that is less deep gets the two instead; there is one as 2^max > MOST_SYMBOLS */
		if (unlikely(depth >= max)) {
			depth = max - 1;
			while (!count_by_length[depth])
				depth--;
		}
		count_by_length[depth]--;
		count_by_length[depth + 1] += 2;
	}
}

uint32_t wdz_make_code(const uint32_t *counts, uint32_t symbols, uint32_t max_length, uint8_t *lengths, uint32_t *codes)
{
	uint32_t entries[MOST_SYMBOLS + 1], other[MOST_SYMBOLS + 1], count_by_length[MOST_BITS + 2] = { 0 };
	uint16_t used[MOST_SYMBOLS + 1], parents[MOST_SYMBOLS + 1];
	const uint32_t *sorted = entries;
	uint32_t count = 0, all = 0, bits = 0, i = 0;

	for (uint32_t s = 0; s < symbols; s++) {
		entries[count] = counts[s] << SYMBOL_BITS | s;
		used[count] = (uint16_t)s;
		count += counts[s] != 0;
		all |= counts[s];
	}
	memset(lengths, 0, symbols);
	if (count < 2) {
		uint32_t symbol = count && (entries[0] & SYMBOL_MASK) ? entries[0] & SYMBOL_MASK : 1;

		lengths[0] = lengths[symbol] = 1;
		count_by_length[1] = 2;
		used[0] = 0;
		used[1] = (uint16_t)symbol;
		assign_codes(lengths, used, 2, count_by_length, codes);
		return count ? entries[0] >> SYMBOL_BITS : 0;
	}
	if (count <= FEW)
		insertion_sort(entries, count);
	else
		sorted = radix_sort(entries, other, count, all);
	make_tree(sorted, count, parents);
	count_lengths(parents, count, max_length, count_by_length);
	for (uint32_t length = max_length; length; length--) {
		for (uint32_t n = count_by_length[length]; n; n--, i++) {
			lengths[sorted[i] & SYMBOL_MASK] = (uint8_t)length;
			bits += length * (sorted[i] >> SYMBOL_BITS);
		}
	}
	assign_codes(lengths, used, count, count_by_length, codes);
	return bits;
}
