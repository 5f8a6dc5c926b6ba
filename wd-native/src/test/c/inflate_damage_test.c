// SPDX-License-Identifier: Apache-2.0
/*
 * Every bit of many small streams flipped in turn, and every stream cut short at every byte: the engine and zlib must
 * agree. Usage: inflate_damage_test STREAMS
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "inflate_pair.h"
#include "inflate_streams.h"

enum { MOST_DATA = 1500, MOST_STREAM = 400, ROOM = 4000, DICTIONARY = 300 };

static uint8_t data[MOST_DATA], bytes[ROOM], dictionary[DICTIONARY];

static struct stream make_small_stream(uint64_t *random)
{
	struct stream stream = { .bytes = bytes, .most = ROOM };

	do {
		size_t length = random_below(random, 1u << (2 + random_below(random, 9)));

		length = length < MOST_DATA ? length : MOST_DATA;
		stream.format = random_below(random, 2) ? WDZ_ZLIB : WDZ_RAW;
		stream.dictionary = random_below(random, 4) ? NULL : dictionary;
		stream.dictionary_length = stream.dictionary ? DICTIONARY : 0;
		make_data(random, data, length);
		make_data(random, dictionary, DICTIONARY);
		if (random_below(random, 3) == 0) {
			stream.format = WDZ_RAW;
			stream.length = make_odd_stream(random, bytes, ROOM);
		} else {
			stream.length = make_zlib_stream(random, stream.format, stream.dictionary,
							 stream.dictionary_length, data, length, bytes, ROOM);
		}
	} while (stream.length > MOST_STREAM);
	return stream;
}

/* Whole, and with the smallest pieces there are. */
static unsigned long try_both(const struct stream *stream, uint64_t random)
{
	struct cuts whole = { MOST_PIECE, MOST_PIECE, true, random }, bytewise = { 1, 1, true, random };
	struct cuts by_chance = { 40, 300, false, random };

	run_pair(stream, whole);
	run_pair(stream, by_chance);
	/* one stream in eight, as a byte at a time takes long */
	if (random % 8 == 0) {
		run_pair(stream, bytewise);
		return 3;
	}
	return 2;
}

int main(int argc, char **argv)
{
	long streams = argc > 1 ? atol(argv[1]) : 20;
	uint64_t random = 88172645463325252;
	unsigned long runs = 0;

	for (long i = 0; i < streams; i++) {
		struct stream stream, cut;

		replay_seed = random;
		stream = make_small_stream(&random);
		cut = stream;
		for (cut.length = 0; cut.length <= stream.length; cut.length++)
			runs += try_both(&cut, random + cut.length);
		for (size_t bit = 0; bit < stream.length * 8; bit++) {
			bytes[bit / 8] ^= (uint8_t)(1 << bit % 8);
			runs += try_both(&stream, random + bit);
			bytes[bit / 8] ^= (uint8_t)(1 << bit % 8);
		}
	}
	printf("inflate_damage_test: %ld streams, %lu runs\n", streams, runs);
	return 0;
}
