/* SPDX-License-Identifier: Apache-2.0 */
/* Streams to inflate, by chance: what zlib makes, and what it never would. */
#ifndef INFLATE_STREAMS_H
#define INFLATE_STREAMS_H

#include <stdbool.h>

#include "support.h"
#include "wdz.h"

/* Writes bits, the lowest first, as far as there is room. */
struct bit_writer {
	uint8_t *bytes;
	size_t room;
	size_t bits;
};

void write_bits(struct bit_writer *writer, uint32_t value, uint32_t count);

/* Of a Huffman code, whose first bit is its highest. */
void write_code(struct bit_writer *writer, uint32_t code, uint32_t length);

void write_align(struct bit_writer *writer);

size_t bytes_written(const struct bit_writer *writer);

/* Data with literals, runs and matches of all distances. */
void make_data(uint64_t *random, uint8_t *data, size_t length);

/* zlib's stream at any level, strategy and memory, with flushes; returns its length. */
size_t make_zlib_stream(uint64_t *random, enum wdz_format format, const uint8_t *dictionary, size_t dictionary_length,
			const uint8_t *data, size_t length, uint8_t *stream, size_t room);

/*
 * A raw stream of blocks with any codes: of up to 15 bits, of one symbol, of none, with symbols that stand for nothing.
 * Distances seldom reach too far, and all else is good, but what follows an error is not. Returns its length.
 */
size_t make_odd_stream(uint64_t *random, uint8_t *stream, size_t room);

#endif
