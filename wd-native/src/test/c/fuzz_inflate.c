// SPDX-License-Identifier: Apache-2.0
/* Arbitrary bytes inflated beside zlib. Two bytes say how, the rest is the stream. */
#include "fuzz.h"

#include <string.h>

#include "inflate_pair.h"
#include "inflate_streams.h"

enum { MOST_MADE = 1 << 14, MOST_CALLS = 300, HOW = 2, MOST_DATA = 700, STREAM_ROOM = 4000 };

/* Those of an error are in their order, behind the statuses that are not one. */
const char *const outcome_names[] = { "goes on", "ended", "dictionary wanted", ERROR_TEXTS, NULL };

static const char dictionary[] = "a dictionary of some words, a few words more, and then the last words of all";

struct outcome_of_input try_input(const uint8_t *data, size_t size, uint32_t most)
{
	static const uint32_t cuts[] = { MOST_PIECE, 1, 2, 7, 30, 100, 300, 3000 };
	struct stream stream;
	struct cuts cut;
	struct outcome outcome;

	if (size < HOW)
		return (struct outcome_of_input){ 0 };
	stream.format = data[0] & 1 ? WDZ_ZLIB : WDZ_RAW;
	stream.dictionary = data[0] & 2 ? (const uint8_t *)dictionary : NULL;
	stream.dictionary_length = stream.dictionary ? sizeof(dictionary) - 1 : 0;
	stream.bytes = data + HOW;
	stream.length = size - HOW;
	cut = (struct cuts){ cuts[data[1] & 7], cuts[data[1] >> 3 & 7], data[0] >> 2 & 1, data[0] + data[1] * 256u + 1 };
	/* calls cost the most: not too many of them */
	stream.most = cut.output < most / MOST_CALLS ? cut.output * MOST_CALLS : most;
	outcome = run_pair(&stream, cut);
	return (struct outcome_of_input){
		.kind = outcome.status == WDZ_DATA_ERROR ? WDZ_DATA_ERROR + (uint32_t)outcome.error : outcome.status,
		.way = (uint32_t)outcome.used << 12 ^ (uint32_t)outcome.made,
	};
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	try_input(data, size, MOST_MADE);
	return 0;
}

size_t make_input(uint64_t *random, uint8_t *data, size_t most)
{
	static uint8_t text[MOST_DATA], stream[STREAM_ROOM];
	enum wdz_format format = random_below(random, 4) ? WDZ_RAW : WDZ_ZLIB;
	bool preset = !random_below(random, 4);
	size_t length = random_below(random, 8u << random_below(random, 7)), n;

	make_data(random, text, length);
	if (format == WDZ_RAW && random_below(random, 2))
		n = make_odd_stream(random, stream, sizeof(stream));
	else
		n = make_zlib_stream(random, format, preset ? (const uint8_t *)dictionary : NULL, sizeof(dictionary) - 1,
				     text, length, stream, sizeof(stream));
	if (n + HOW > most)
		return 0;
	data[0] = (uint8_t)(random_below(random, 64) << 2 | (preset ? 2u : 0) | (format == WDZ_ZLIB));
	data[1] = (uint8_t)random_below(random, 64);
	memcpy(data + HOW, stream, n);
	return n + HOW;
}

void forgo_cuts(uint8_t *data, size_t size)
{
	if (size < HOW)
		return;
	data[0] |= 4;
	data[1] = 0;
}
