// SPDX-License-Identifier: Apache-2.0
/*
 * The bytes of one version of ours are the same on every machine: SHA-256 of what comes out of generated inputs, by
 * level. If they change on purpose, `deflate_golden_test print` says what to write here.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "deflate_script.h"
#include "sha256.h"

enum { LEVELS = 10, INPUT = 300000 };

static const char *const sums[LEVELS] = {
#include "deflate_golden.inc"
};

static uint8_t input[INPUT], output[MOST_OUTPUT];

/* Sentences over a vocabulary, then records of numbers, then noise, then runs. No floating point, no library. */
static void make_input(void)
{
	uint64_t seed = 0x2545F4914F6CDD1Du;
	char words[512][12];
	size_t at = 0;

	for (int i = 0; i < 512; i++) {
		uint32_t length = 2 + random_below(&seed, 9);

		memset(words[i], 0, sizeof(words[i]));
		for (uint32_t c = 0; c < length; c++)
			words[i][c] = (char)('a' + random_below(&seed, 26) * (random_below(&seed, 3)) / 2);
	}
	while (at + sizeof(words[0]) < INPUT * 6 / 10) {
		uint32_t r = random_below(&seed, UINT32_MAX);
		const char *word = words[(r & 511) * (r >> 9 & 511) >> 9];

		for (; *word; word++)
			input[at++] = (uint8_t)*word;
		input[at++] = (r >> 20) % 11 ? ' ' : '\n';
	}
	for (uint32_t record = 0; at < INPUT * 8 / 10; record++) {
		uint32_t values[4] = { record, random_below(&seed, 1000), record * record, random_below(&seed, 256) << 16 };

		memcpy(input + at, values, sizeof(values));
		at += sizeof(values);
	}
	while (at < INPUT * 9 / 10)
		input[at++] = (uint8_t)random_below(&seed, UINT32_MAX);
	while (at < INPUT) {
		uint32_t r = random_below(&seed, UINT32_MAX), length = r % 700;

		for (; length && at < INPUT; length--)
			input[at++] = (uint8_t)(r >> 12 & 3);
	}
}

static void add_stream(struct sha256 *sum, struct wdz_deflate *state, const struct script *script, struct cuts cuts)
{
	wdz_deflate_init(state, script->format, script->level, script->strategy);
	sha256_add(sum, output, run_script(state, script, cuts, output, NULL));
}

/* Whole, flushed, small, with a dictionary and with other parameters from the middle on. */
static void sum_level(struct wdz_deflate *state, int level, struct cuts cuts, char *text)
{
	struct script script = { .format = WDZ_ZLIB, .level = level, .input = input };
	struct sha256 sum;

	sha256_init(&sum);
	script.count = 1;
	script.steps[0] = (struct step){ .length = INPUT, .action = ACTION_FINISH };
	add_stream(&sum, state, &script, cuts);
	script.strategy = WDZ_HUFFMAN_ONLY;
	add_stream(&sum, state, &script, cuts);
	script.strategy = WDZ_DEFAULT_STRATEGY;
	for (size_t length = 0; length < 3000; length = length * 2 + 1) {
		script.steps[0].length = length;
		add_stream(&sum, state, &script, cuts);
	}
	script.format = WDZ_RAW;
	script.count = 30;
	for (int i = 0; i < script.count; i++)
		script.steps[i] = (struct step){ .length = (size_t)i * 600, .action = i % 7 ? ACTION_SYNC : ACTION_FULL };
	script.steps[script.count - 1].action = ACTION_FINISH;
	add_stream(&sum, state, &script, cuts);
	script.count = 4;
	script.steps[0] = (struct step){ .action = ACTION_DICTIONARY };
	script.steps[0].dictionary = input + 5000;
	script.steps[0].dictionary_length = 40000;
	script.steps[1] = (struct step){ .length = 100000 };
	script.steps[2] = (struct step){ .action = ACTION_PARAMS, .level = (level + 1) % LEVELS };
	script.steps[3] = (struct step){ .length = INPUT - 100000, .action = ACTION_FINISH };
	add_stream(&sum, state, &script, cuts);
	sha256_finish(&sum, text);
}

int main(int count, char **arguments)
{
	struct wdz_deflate *state = new_state(wdz_deflate_size());
	bool print = count > 1 && !strcmp(arguments[1], "print");
	struct cuts all = { 0, 0, 1 }, some = { 5000, 3000, 99 };
	char text[65], cut_text[65];

	make_input();
	for (int level = 0; level < LEVELS; level++) {
		sum_level(state, level, all, text);
		sum_level(state, level, some, cut_text);
		if (strcmp(text, cut_text))
			failed("level %d: %s, with cuts %s", level, text, cut_text);
		if (print)
			printf("\"%s\",\n", text);
		else if (strcmp(text, sums[level]))
			failed("level %d: %s, not %s", level, text, sums[level]);
	}
	if (!print)
		printf("deflate_golden_test: %d levels have the sums they had\n", LEVELS);
	return 0;
}
