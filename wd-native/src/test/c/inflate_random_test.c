// SPDX-License-Identifier: Apache-2.0
/*
 * Streams by chance, good and damaged, cut by chance: the engine and zlib must agree at every call.
 * Usage: inflate_random_test STREAMS [SEED]
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "inflate_pair.h"
#include "inflate_streams.h"

enum { MOST_DATA = 200000, ROOM = MOST_DATA + MOST_DATA / 4 + 4096, DICTIONARY = 40000 };

static uint8_t data[MOST_DATA], bytes[ROOM], dictionary[DICTIONARY];

static void damage(uint64_t *random, struct stream *stream)
{
	/* where streams begin there is the most to break */
	size_t most = random_below(random, 2) && stream->length > 100 ? 100 : stream->length;

	if (random_below(random, 4) == 0)
		stream->length = random_below(random, (uint32_t)stream->length + 1);
	for (uint32_t n = random_below(random, 4); n > 0 && most > 0; n--)
		bytes[random_below(random, (uint32_t)most)] ^= (uint8_t)(1 << random_below(random, 8));
}

static struct stream make_stream(uint64_t *random)
{
	struct stream stream = { .format = random_below(random, 2) ? WDZ_ZLIB : WDZ_RAW, .bytes = bytes };
	size_t length = random_below(random, 1u << (4 + random_below(random, 14)));

	length = length < MOST_DATA ? length : MOST_DATA;
	if (random_below(random, 4) == 0) {
		make_data(random, dictionary, DICTIONARY);
		stream.dictionary = dictionary;
		stream.dictionary_length = random_below(random, random_below(random, 2) ? 300 : DICTIONARY);
	}
	make_data(random, data, length);
	if (stream.dictionary && length > 100)
		memcpy(data, dictionary, 100);
	if (random_below(random, 3) == 0) {
		stream.format = WDZ_RAW;
		stream.length = make_odd_stream(random, bytes, ROOM);
		length = MOST_PIECE;
	} else {
		stream.length = make_zlib_stream(random, stream.format, stream.dictionary, stream.dictionary_length, data,
						 length, bytes, ROOM - 16);
		/* what follows the stream must stay */
		memset(bytes + stream.length, 0x5a, 16);
		stream.length += random_below(random, 16);
	}
	if (random_below(random, 3) == 0)
		damage(random, &stream);
	stream.most = length + 300;
	return stream;
}

int main(int argc, char **argv)
{
	static const uint32_t cuts[] = { 0, 1, 2, 9, 25, 70, 400, 5000, MOST_PIECE };
	long streams = argc > 1 ? atol(argv[1]) : 2000;
	uint64_t random = argc > 2 ? strtoull(argv[2], NULL, 0) : 1;
	unsigned long ends[WDZ_BAD_DATA_CHECK + 1] = { 0 };

	for (long i = 0; i < streams; i++) {
		struct stream stream;

		replay_seed = random;
		stream = make_stream(&random);
		for (int run = 0; run < 3; run++) {
			struct cuts cut = { cuts[1 + random_below(&random, 8)], cuts[1 + random_below(&random, 8)],
					    random_below(&random, 2), random };

			if (stream.length > 20000 && cut.input < 9)
				cut.input = 9;
			if (stream.most > 20000 && cut.output < 9)
				cut.output = 9;
			ends[run_pair(&stream, cut).error]++;
		}
	}
	printf("inflate_random_test: %ld streams three times, the last from seed %#llx\n", streams,
	       (unsigned long long)replay_seed);
	for (int i = 0; i <= WDZ_BAD_DATA_CHECK; i++)
		printf("\t%8lu %s\n", ends[i], i ? error_text((enum wdz_error)i) : "no error");
	return 0;
}
