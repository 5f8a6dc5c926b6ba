// SPDX-License-Identifier: Apache-2.0
/*
 * A fuzzer's inputs without libFuzzer: changes of known ones by chance, many times as many in the same time, but none of
 * them chosen for the code that it reaches. So it is for the finds of libFuzzer.
 *	mutator SECONDS SEED LONGEST FILE…
 * At the end it says how many inputs there were.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "support.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MOST_FILES = 100000, LONGEST = 4096, BETWEEN_LOOKS = 4096 };

struct sample {
	uint8_t *bytes;
	uint32_t length;
};

static struct sample samples[MOST_FILES];
static uint32_t count;

static void read_sample(const char *name, size_t longest)
{
	uint8_t bytes[LONGEST];
	FILE *file = fopen(name, "rb");
	size_t length = file ? fread(bytes, 1, longest, file) : 0;

	if (file)
		fclose(file);
	if (!length || count == MOST_FILES)
		return;
	samples[count].bytes = malloc(length);
	if (!samples[count].bytes)
		failed("no memory");
	memcpy(samples[count].bytes, bytes, length);
	samples[count++].length = (uint32_t)length;
}

/* One change of the bytes; returns their new number, from 1 to longest. */
static uint32_t change(uint8_t *bytes, uint32_t length, uint32_t longest, uint64_t *random)
{
	uint32_t at = random_below(random, length), kind = random_below(random, 8), other, size;
	const struct sample *from;

	switch (kind) {
	case 0:
	case 1:
	case 2:
		bytes[at] ^= (uint8_t)(1u << random_below(random, 8));
		return length;
	case 3:
		bytes[at] = (uint8_t)random_below(random, 256);
		return length;
	case 4:
		/* a piece goes */
		size = 1 + random_below(random, length - at);
		if (size == length)
			return length;
		memmove(bytes + at, bytes + at + size, length - at - size);
		return length - size;
	case 5:
		/* a piece comes twice */
		size = 1 + random_below(random, length - at);
		if (size > longest - length)
			return length;
		memmove(bytes + at + size, bytes + at, length - at);
		return length + size;
	default:
		/* the rest is another's */
		from = &samples[random_below(random, count)];
		other = random_below(random, from->length);
		size = from->length - other < longest - at ? from->length - other : longest - at;
		memcpy(bytes + at, from->bytes + other, size);
		return at + size;
	}
}

int main(int argc, char **argv)
{
	static uint8_t bytes[LONGEST];
	uint64_t seed, random, inputs = 0;
	uint32_t longest;
	time_t end;

	if (argc < 5)
		failed("mutator SECONDS SEED LONGEST FILE…");
	end = time(NULL) + atol(argv[1]);
	seed = strtoull(argv[2], NULL, 0);
	random = seed * 2654435761u + 1;
	longest = (uint32_t)atol(argv[3]);
	if (longest < 1 || longest > LONGEST)
		failed("the longest is 1 to %d", LONGEST);
	for (int i = 4; i < argc; i++)
		read_sample(argv[i], longest);
	if (!count)
		failed("no file could be read");
	do {
		for (int i = 0; i < BETWEEN_LOOKS; i++) {
			const struct sample *sample = &samples[random_below(&random, count)];
			uint32_t length = sample->length;

			replay_seed = random;
			memcpy(bytes, sample->bytes, length);
			for (uint32_t changes = 1 + random_below(&random, 4); changes; changes--)
				length = change(bytes, length, longest, &random);
			LLVMFuzzerTestOneInput(bytes, length);
		}
		inputs += BETWEEN_LOOKS;
	} while (time(NULL) < end);
	printf("%llu inputs from %u, seed %llu\n", (unsigned long long)inputs, count, (unsigned long long)seed);
	return 0;
}
