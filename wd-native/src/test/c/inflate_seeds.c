// SPDX-License-Identifier: Apache-2.0
/* Writes the seeds of fuzz_inflate.c: small streams of every kind. Usage: inflate_seeds DIRECTORY */
#include <stdio.h>
#include <string.h>

#include "inflate_streams.h"

enum { SEEDS = 40, LARGEST = 240, ROOM = 4000, MOST_DATA = 700 };

static uint8_t data[MOST_DATA], bytes[ROOM];

int main(int argc, char **argv)
{
	static const char dictionary[] =
		"a dictionary of some words, a few words more, and then the last words of all";
	uint64_t random = 42;

	for (int seed = 0; argc > 1 && seed < SEEDS;) {
		uint8_t how = (uint8_t)random_below(&random, 8), cut = (uint8_t)random_below(&random, 64);
		enum wdz_format format = how & 1 ? WDZ_ZLIB : WDZ_RAW;
		size_t length = random_below(&random, MOST_DATA), n;
		char name[4096];
		FILE *file;

		make_data(&random, data, length);
		if (how & 2 && length > 70)
			memcpy(data, dictionary, 70);
		if (format == WDZ_RAW && seed % 3 == 0)
			n = make_odd_stream(&random, bytes, ROOM);
		else
			n = make_zlib_stream(&random, format, how & 2 ? (const uint8_t *)dictionary : NULL,
					     sizeof(dictionary) - 1, data, length, bytes, ROOM);
		if (n > LARGEST)
			continue;
		snprintf(name, sizeof(name), "%s/%02d", argv[1], seed++);
		file = fopen(name, "wb");
		if (!file)
			failed("can't write %s", name);
		fputc(how, file);
		fputc(cut, file);
		fwrite(bytes, 1, n, file);
		fclose(file);
	}
	return argc < 2;
}
