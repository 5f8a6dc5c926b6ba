// SPDX-License-Identifier: Apache-2.0
/* For libFuzzer: arbitrary bytes inflated beside zlib. Two bytes say how, the rest is the stream. */
#include "inflate_pair.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const uint32_t cuts[] = { MOST_PIECE, 1, 2, 7, 30, 100, 300, 3000 };
	static const uint8_t dictionary[] = "a dictionary of some words, a few words more, and then the last words of all";
	struct stream stream;
	struct cuts cut;

	if (size < 2)
		return 0;
	stream.format = data[0] & 1 ? WDZ_ZLIB : WDZ_RAW;
	stream.dictionary = data[0] & 2 ? dictionary : NULL;
	stream.dictionary_length = stream.dictionary ? sizeof(dictionary) - 1 : 0;
	stream.bytes = data + 2;
	stream.length = size - 2;
	cut = (struct cuts){ cuts[data[1] & 7], cuts[data[1] >> 3 & 7], data[0] >> 2 & 1, data[0] + data[1] * 256u + 1 };
	/* calls cost the most: not too many of them */
	stream.most = cut.output < 100 ? cut.output * 300 : 1 << 14;
	run_pair(&stream, cut);
	return 0;
}
