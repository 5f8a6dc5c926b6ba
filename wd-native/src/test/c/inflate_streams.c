// SPDX-License-Identifier: Apache-2.0
#include "inflate_streams.h"

#include <string.h>
#include <zlib.h>

enum { LITERALS = 288, DISTANCES = 32, PRECODE = 19, END = 256, LONGEST = 15, LONGEST_PRECODE = 7 };

struct code {
	uint8_t length[LITERALS];
	uint16_t bits[LITERALS];
	/* the symbols that have one */
	uint16_t used[LITERALS];
	uint32_t count;
};

void write_bits(struct bit_writer *writer, uint32_t value, uint32_t count)
{
	for (uint32_t i = 0; i < count && writer->bits < writer->room * 8; i++, writer->bits++) {
		uint8_t *byte = &writer->bytes[writer->bits / 8], bit = (uint8_t)(1 << writer->bits % 8);

		*byte = value >> i & 1 ? *byte | bit : *byte & (uint8_t)~bit;
	}
}

void write_code(struct bit_writer *writer, uint32_t code, uint32_t length)
{
	for (uint32_t i = length; i > 0; i--)
		write_bits(writer, code >> (i - 1) & 1, 1);
}

void write_align(struct bit_writer *writer)
{
	while (writer->bits % 8)
		write_bits(writer, 0, 1);
}

size_t bytes_written(const struct bit_writer *writer)
{
	return (writer->bits + 7) / 8;
}

void make_data(uint64_t *random, uint8_t *data, size_t length)
{
	size_t at = 0;

	while (at < length) {
		uint32_t kind = random_below(random, 4), n = 1 + random_below(random, 3000);
		uint32_t letters = 1 + random_below(random, 255);

		for (; n > 0 && at < length; n--, at++) {
			uint32_t far = 1 + random_below(random, 1u << random_below(random, 16));

			if (kind == 0 || at < far || random_below(random, 12) == 0) {
				data[at] = (uint8_t)random_below(random, letters);
			} else {
				uint32_t run = 3 + random_below(random, kind == 1 ? 300 : 12);

				for (; run > 0 && at < length; run--, at++)
					data[at] = data[at - far];
				at--;
			}
		}
	}
}

size_t make_zlib_stream(uint64_t *random, enum wdz_format format, const uint8_t *dictionary, size_t dictionary_length,
			const uint8_t *data, size_t length, uint8_t *stream, size_t room)
{
	static const int flushes[] = { Z_NO_FLUSH, Z_PARTIAL_FLUSH, Z_SYNC_FLUSH, Z_FULL_FLUSH, Z_BLOCK };
	/* raw windows of 256 bytes zlib itself does not take */
	int window = 9 + (int)random_below(random, 7), level = (int)random_below(random, 10);
	int memory = 1 + (int)random_below(random, 9), strategy = (int)random_below(random, 5);
	z_stream zlib = { .next_out = stream, .avail_out = (uInt)room };
	size_t at = 0;

	if (deflateInit2(&zlib, level, Z_DEFLATED, format == WDZ_RAW ? -window : window, memory, strategy) != Z_OK)
		failed("deflateInit2");
	if (dictionary && deflateSetDictionary(&zlib, dictionary, (uInt)dictionary_length) != Z_OK)
		failed("deflateSetDictionary");
	do {
		size_t n = random_below(random, 3) ? length - at : random_below(random, (uint32_t)(length - at + 1));

		zlib.next_in = (uint8_t *)data + at;
		zlib.avail_in = (uInt)n;
		at += n;
		deflate(&zlib, at == length ? Z_FINISH : flushes[random_below(random, 5)]);
	} while (at < length);
	deflateEnd(&zlib);
	return room - zlib.avail_out;
}

/* RFC 1951, 3.2.2 */
static void number_code(struct code *code, uint32_t symbols)
{
	uint32_t next = 0;

	code->count = 0;
	for (uint32_t length = 1; length <= LONGEST; length++, next <<= 1)
		for (uint32_t s = 0; s < symbols; s++)
			if (code->length[s] == length)
				code->bits[s] = (uint16_t)next++;
	for (uint32_t s = 0; s < symbols; s++)
		if (code->length[s] > 0)
			code->used[code->count++] = (uint16_t)s;
}

/* A complete code for so many symbols, made by splitting leaves; one symbol has one bit. The symbol must is in it. */
static void make_code(uint64_t *random, struct code *code, uint32_t symbols, uint32_t count, uint32_t longest,
		      uint32_t must)
{
	uint8_t leaves[LITERALS] = { 0 };
	uint32_t n = 1;
	/* by chance deep on one side, for codes of all lengths */
	bool deep = random_below(random, 2);

	memset(code, 0, sizeof(*code));
	while (n < count) {
		uint32_t i = deep && random_below(random, 4) ? n - 1 : random_below(random, n);

		if (leaves[i] == longest)
			i = random_below(random, n);
		if (leaves[i] < longest) {
			leaves[i]++;
			leaves[n++] = leaves[i];
		}
	}
	if (count == 1)
		leaves[0] = 1;
	for (uint32_t i = 0; i < count; i++) {
		uint32_t s = i == 0 ? must : random_below(random, symbols);

		while (code->length[s] > 0)
			s = (s + 1) % symbols;
		code->length[s] = leaves[i];
	}
	number_code(code, symbols);
}

static void write_symbol(struct bit_writer *writer, const struct code *code, uint32_t symbol)
{
	write_code(writer, code->bits[symbol], code->length[symbol]);
}

/* Both codes' lengths, with repeats by chance. */
static void write_lengths(uint64_t *random, struct bit_writer *writer, const uint8_t *lengths, uint32_t count)
{
	static const uint8_t order[PRECODE] = { 16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15 };
	struct code code;

	make_code(random, &code, PRECODE, PRECODE, LONGEST_PRECODE, 0);
	write_bits(writer, PRECODE - 4, 4);
	for (uint32_t i = 0; i < PRECODE; i++)
		write_bits(writer, code.length[order[i]], 3);
	for (uint32_t i = 0; i < count;) {
		uint32_t run = 1;

		while (i + run < count && lengths[i + run] == lengths[i])
			run++;
		if (lengths[i] == 0 && run >= 3 && random_below(random, 8)) {
			uint32_t most = run < 138 ? run : 138, n = 3 + random_below(random, most - 2);

			write_symbol(writer, &code, n < 11 ? 17 : 18);
			write_bits(writer, n < 11 ? n - 3 : n - 11, n < 11 ? 3 : 7);
			i += n;
			continue;
		}
		write_symbol(writer, &code, lengths[i++]);
		if (--run >= 3 && random_below(random, 2)) {
			uint32_t n = 3 + random_below(random, run < 6 ? run - 2 : 4);

			write_symbol(writer, &code, 16);
			write_bits(writer, n - 3, 2);
			i += n;
		}
	}
}

static void make_dynamic_codes(uint64_t *random, struct bit_writer *writer, struct code *literals,
			       struct code *distances)
{
	/* what is sent of the tables, and how much of it is used */
	uint32_t symbols = 257 + random_below(random, 30), used = 1 + random_below(random, 1u << random_below(random, 9));
	uint32_t distance_symbols = 1 + random_below(random, 30), distances_used = random_below(random, 31);
	uint8_t lengths[LITERALS + DISTANCES];

	used = used < symbols ? used : symbols;
	distances_used = distances_used < distance_symbols ? distances_used : distance_symbols;
	make_code(random, literals, symbols, used, LONGEST, END);
	memset(distances, 0, sizeof(*distances));
	if (distances_used > 0)
		make_code(random, distances, distance_symbols, distances_used, LONGEST,
			  random_below(random, distance_symbols));
	write_bits(writer, symbols - 257, 5);
	write_bits(writer, distance_symbols - 1, 5);
	memcpy(lengths, literals->length, symbols);
	memcpy(lengths + symbols, distances->length, distance_symbols);
	write_lengths(random, writer, lengths, symbols + distance_symbols);
}

static void make_fixed_codes(struct code *literals, struct code *distances)
{
	for (uint32_t s = 0; s < LITERALS; s++)
		literals->length[s] = s < 144 ? 8 : s < 256 ? 9 : s < 280 ? 7 : 8;
	number_code(literals, LITERALS);
	for (uint32_t s = 0; s < DISTANCES; s++)
		distances->length[s] = 5;
	number_code(distances, DISTANCES);
}

/* A symbol of the code; those above most mean nothing or reach too far, and are taken seldom. */
static uint32_t pick(uint64_t *random, const struct code *code, uint32_t most)
{
	for (int tries = 0; tries < 50; tries++) {
		uint32_t s = code->used[random_below(random, code->count)];

		if (s <= most || random_below(random, 2000) == 0)
			return s;
	}
	return code->used[0];
}

/* The last symbol whose distances are all covered. */
static uint32_t farthest_symbol(size_t made)
{
	uint32_t s = 0, end = 1;

	for (; s < 30; s++) {
		end += 1u << (s < 4 ? 0 : s / 2 - 1);
		if (end > made + 1)
			break;
	}
	return s > 0 ? s - 1 : 0;
}

static size_t write_symbols(uint64_t *random, struct bit_writer *writer, const struct code *literals,
			    const struct code *distances, size_t made)
{
	uint32_t n = random_below(random, 1u << random_below(random, 12));

	for (; n > 0; n--) {
		uint32_t s = pick(random, literals, distances->count == 0 || made == 0 ? END - 1 : 285);
		uint32_t extra = s < 265 || s >= 285 ? 0 : (s - 261) / 4;

		if (s == END)
			continue;
		write_symbol(writer, literals, s);
		if (s < END) {
			made++;
			continue;
		}
		write_bits(writer, random_below(random, 1u << extra), extra);
		if (distances->count == 0)
			continue;
		s = pick(random, distances, farthest_symbol(made));
		extra = s < 4 || s >= 30 ? 0 : s / 2 - 1;
		write_symbol(writer, distances, s);
		write_bits(writer, random_below(random, 1u << extra), extra);
		/* at least */
		made += 3;
	}
	write_symbol(writer, literals, END);
	return made;
}

size_t make_odd_stream(uint64_t *random, uint8_t *stream, size_t room)
{
	enum { STORED, FIXED, DYNAMIC };
	struct bit_writer writer = { stream, room, 0 };
	struct code literals, distances;
	size_t made = 0;

	for (uint32_t blocks = 1 + random_below(random, 5); blocks > 0; blocks--) {
		uint32_t kind = random_below(random, 8), length;

		kind = kind > DYNAMIC ? DYNAMIC : kind;
		write_bits(&writer, blocks == 1, 1);
		write_bits(&writer, kind, 2);
		if (kind == STORED) {
			length = random_below(random, 300);
			write_align(&writer);
			write_bits(&writer, length, 16);
			write_bits(&writer, ~length, 16);
			for (uint32_t i = 0; i < length; i++)
				write_bits(&writer, random_below(random, 256), 8);
			made += length;
			continue;
		}
		if (kind == FIXED)
			make_fixed_codes(&literals, &distances);
		else
			make_dynamic_codes(random, &writer, &literals, &distances);
		made = write_symbols(random, &writer, &literals, &distances, made);
	}
	return bytes_written(&writer);
}
