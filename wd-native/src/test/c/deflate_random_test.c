// SPDX-License-Identifier: Apache-2.0
/*
 * Streams by chance, each run with several cuts, on fresh and used states: zlib must read them, the bytes be the same.
 * Usage: deflate_random_test [STREAMS [SEED]]
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "deflate_script.h"

static uint8_t source[MOST_INPUT], input[MOST_INPUT], first[MOST_OUTPUT], again[MOST_OUTPUT];

/* Words, numbers, noise and runs by turns: matches of all lengths and distances, and blocks of all kinds. */
static void make_source(uint64_t *seed)
{
	size_t at = 0;

	while (at < sizeof(source)) {
		size_t length = random_below(seed, 9000) + 1;
		uint32_t kind = random_below(seed, 6), letters = random_below(seed, 60) + 2;

		for (size_t i = 0; i < length && at < sizeof(source); i++, at++) {
			uint32_t r = random_below(seed, UINT32_MAX);

			if (kind == 0)
				source[at] = (uint8_t)r;
			else if (kind == 1)
				source[at] = (uint8_t)('a' + r % letters);
			else if (kind == 2 || at < 40000)
				source[at] = at && r % 200 ? source[at - 1] : (uint8_t)(r >> 8);
			else if (kind == 3)
				source[at] = r % 30 ? source[at - letters] : (uint8_t)(r >> 8);
			else
				source[at] = r % 12 ? source[at - 1 - at % 40000 / 7 * 3] : (uint8_t)('0' + (r >> 8) % 10);
		}
	}
}

static size_t random_length(uint64_t *seed)
{
	switch (random_below(seed, 8)) {
	case 0:
		return random_below(seed, 4);
	case 1:
	case 2:
		return random_below(seed, 300);
	case 3:
	case 4:
		return random_below(seed, 6000);
	case 5:
	case 6:
		return random_below(seed, 60000);
	default:
		return random_below(seed, 200000);
	}
}

static void random_dictionary(struct step *step, uint64_t *seed)
{
	step->action = ACTION_DICTIONARY;
	step->dictionary_length = random_length(seed) % 50000;
	step->dictionary = source + random_below(seed, (uint32_t)(MOST_INPUT - step->dictionary_length));
}

static void make_script(struct script *script, uint64_t *seed)
{
	uint32_t steps = random_below(seed, 4) ? random_below(seed, 4) : random_below(seed, (uint32_t)(MOST_STEPS - 3));
	size_t left = MOST_INPUT, used = 0;

	memset(script, 0, sizeof(*script));
	script->format = random_below(seed, 2) ? WDZ_RAW : WDZ_ZLIB;
	script->level = (int)(random_below(seed, 10));
	script->strategy = random_below(seed, 8) ? WDZ_DEFAULT_STRATEGY : (int)(random_below(seed, 3));
	script->input = input;
	if (random_below(seed, 4) == 0)
		random_dictionary(&script->steps[script->count++], seed);
	for (uint32_t i = 0; i <= steps; i++) {
		struct step *step = &script->steps[script->count++];
		uint32_t kind = random_below(seed, 16);

		step->length = random_length(seed) % (left + 1);
		left -= step->length;
		if (random_below(seed, 2))
			memcpy(input + used, source + random_below(seed, (uint32_t)(MOST_INPUT - step->length)), step->length);
		else
			memcpy(input + used, source + used, step->length);
		used += step->length;
		if (i == steps) {
			step->action = ACTION_FINISH;
		} else if (kind < 4) {
			step->action = ACTION_PARAMS;
			step->level = (int)(random_below(seed, 11)) - 1;
			step->strategy = random_below(seed, 4) ? script->strategy : (int)(random_below(seed, 3));
		} else if (kind < 12) {
			step->action = kind < 9 ? ACTION_SYNC : ACTION_FULL;
			if (script->format == WDZ_RAW && random_below(seed, 8) == 0 &&
			    script->count + (int)(steps - i) < MOST_STEPS)
				random_dictionary(&script->steps[script->count++], seed);
		}
	}
}

static struct cuts random_cuts(uint64_t *seed, size_t bytes)
{
	static const uint32_t sizes[] = { 0, 1, 7, 30, 600, 5000, 40000, 100000 };
	struct cuts cuts = { sizes[random_below(seed, 8)], sizes[random_below(seed, 8)], *seed };
	/* a byte a call is tried on small streams */
	uint32_t least = (uint32_t)bytes / 3000;

	if (cuts.most_in && cuts.most_in < least)
		cuts.most_in = least;
	if (cuts.most_out && cuts.most_out < least)
		cuts.most_out = least;
	return cuts;
}

/* Reset, or initialized for another format, and sometimes first left in the midst of a stream. */
static void prepare(struct wdz_deflate *state, const struct script *script, bool same_format, uint64_t *seed)
{
	struct wdz_io io = { input, random_below(seed, 70000), again, random_below(seed, 90000) };
	struct wdz_io none = { 0 };

	if (!same_format || random_below(seed, 32) == 0) {
		wdz_deflate_init(state, script->format, script->level, script->strategy);
		return;
	}
	wdz_deflate_reset(state);
	if (random_below(seed, 4) == 0) {
		wdz_deflate(state, &io, random_below(seed, 2) ? WDZ_SYNC_FLUSH : WDZ_NO_FLUSH);
		wdz_deflate_reset(state);
	}
	if (!wdz_deflate_params(state, &none, script->level, script->strategy))
		failed("parameters aren't taken before the first call");
}

int main(int argc, char **argv)
{
	long streams = argc > 1 ? atol(argv[1]) : 300;
	uint64_t seed = argc > 2 ? strtoull(argv[2], NULL, 0) : 0x9E3779B97F4A7C15u, source_seed = 1;
	struct wdz_deflate *fresh = new_state(wdz_deflate_size());
	struct wdz_deflate *used = new_state(wdz_deflate_size()), *moved = new_state(wdz_deflate_size());
	enum wdz_format used_format = WDZ_RAW;
	static struct script script;

	make_source(&source_seed);
	wdz_deflate_init(used, used_format, 6, 0);
	for (long stream = 0; stream < streams; stream++) {
		size_t ends[MOST_STEPS], length, all = 0;

		replay_seed = seed;
		make_script(&script, &seed);
		for (int i = 0; i < script.count; i++)
			all += script.steps[i].length;
		memset(fresh, (int)random_below(&seed, 256), wdz_deflate_size());
		wdz_deflate_init(fresh, script.format, script.level, script.strategy);
		length = run_script(fresh, &script, (struct cuts){ 0, 0, 1 }, first, ends);
		judge_script(&script, first, ends, "whole");
		for (int round = 0; round < 3; round++) {
			struct cuts cuts = random_cuts(&seed, all);
			struct wdz_deflate *free_one = used;

			prepare(used, &script, used_format == script.format, &seed);
			used_format = script.format;
			if (run_script(used, &script, cuts, again, NULL) != length || memcmp(first, again, length))
				failed("stream %ld: other bytes in cuts of %u and %u", stream, cuts.most_in, cuts.most_out);
			/* the state holds no pointers */
			memcpy(moved, used, wdz_deflate_size());
			memset(used, 0x5a, wdz_deflate_size());
			used = moved;
			moved = free_one;
		}
	}
	printf("deflate_random_test: %ld streams, each run four times\n", streams);
	return 0;
}
