// SPDX-License-Identifier: Apache-2.0
/* Random streams, each run with several cuts, on fresh and used states: zlib must read them and the bytes be the same. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "deflate_script.h"

static uint8_t source[MOST_INPUT], input[MOST_INPUT], first[MOST_OUTPUT], again[MOST_OUTPUT];

/* Words, numbers, noise and runs by turns: matches of all lengths and distances, and blocks of all kinds. */
static void make_source(uint64_t *seed)
{
	size_t at = 0;

	while (at < sizeof(source)) {
		size_t length = next_random(seed) % 9000 + 1;
		uint32_t kind = next_random(seed) % 6, letters = next_random(seed) % 60 + 2;

		for (size_t i = 0; i < length && at < sizeof(source); i++, at++) {
			uint32_t r = next_random(seed);

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
	switch (next_random(seed) % 8) {
	case 0:
		return next_random(seed) % 4;
	case 1:
	case 2:
		return next_random(seed) % 300;
	case 3:
	case 4:
		return next_random(seed) % 6000;
	case 5:
	case 6:
		return next_random(seed) % 60000;
	default:
		return next_random(seed) % 200000;
	}
}

static void random_dictionary(struct step *step, uint64_t *seed)
{
	step->action = ACTION_DICTIONARY;
	step->dictionary_length = random_length(seed) % 50000;
	step->dictionary = source + next_random(seed) % (MOST_INPUT - step->dictionary_length);
}

static void make_script(struct script *script, uint64_t *seed)
{
	uint32_t steps = next_random(seed) % 4 ? next_random(seed) % 4 : next_random(seed) % (MOST_STEPS - 3);
	size_t left = MOST_INPUT, used = 0;

	memset(script, 0, sizeof(*script));
	script->format = next_random(seed) & 1 ? WDZ_RAW : WDZ_ZLIB;
	script->level = (int)(next_random(seed) % 10);
	script->strategy = next_random(seed) % 8 ? WDZ_DEFAULT_STRATEGY : (int)(next_random(seed) % 3);
	script->input = input;
	if (next_random(seed) % 4 == 0)
		random_dictionary(&script->steps[script->count++], seed);
	for (uint32_t i = 0; i <= steps; i++) {
		struct step *step = &script->steps[script->count++];
		uint32_t kind = next_random(seed) % 16;

		step->length = random_length(seed) % (left + 1);
		left -= step->length;
		if (next_random(seed) & 1)
			memcpy(input + used, source + next_random(seed) % (MOST_INPUT - step->length), step->length);
		else
			memcpy(input + used, source + used, step->length);
		used += step->length;
		if (i == steps) {
			step->action = ACTION_FINISH;
		} else if (kind < 4) {
			step->action = ACTION_PARAMS;
			step->level = (int)(next_random(seed) % 11) - 1;
			step->strategy = next_random(seed) % 4 ? script->strategy : (int)(next_random(seed) % 3);
		} else if (kind < 12) {
			step->action = kind < 9 ? ACTION_SYNC : ACTION_FULL;
			if (script->format == WDZ_RAW && next_random(seed) % 8 == 0 &&
			    script->count + (int)(steps - i) < MOST_STEPS)
				random_dictionary(&script->steps[script->count++], seed);
		}
	}
}

static struct cuts random_cuts(uint64_t *seed, size_t most)
{
	static const size_t sizes[] = { 0, 1, 7, 30, 600, 5000, 40000, 100000 };
	struct cuts cuts = { sizes[next_random(seed) % 8], sizes[next_random(seed) % 8], next_random(seed) | 1u };

	/* a byte a call is tried on small streams */
	if (cuts.most_in && cuts.most_in < most / 3000)
		cuts.most_in = most / 3000;
	if (cuts.most_out && cuts.most_out < most / 3000)
		cuts.most_out = most / 3000;
	return cuts;
}

int main(int count, char **arguments)
{
	double seconds = count > 1 ? atof(arguments[1]) : 10;
	uint64_t seed = count > 2 ? strtoull(arguments[2], NULL, 0) : 0x9E3779B97F4A7C15u;
	struct wdz_deflate *fresh = aligned_alloc(64, (wdz_deflate_size() + 63) / 64 * 64);
	struct wdz_deflate *used = aligned_alloc(64, (wdz_deflate_size() + 63) / 64 * 64);
	struct wdz_deflate *moved = aligned_alloc(64, (wdz_deflate_size() + 63) / 64 * 64);
	enum wdz_format used_format = WDZ_RAW;
	clock_t start = clock();
	long streams = 0;

	make_source(&seed);
	wdz_deflate_init(used, used_format, 6, 0);
	while ((double)(clock() - start) / CLOCKS_PER_SEC < seconds) {
		uint64_t script_seed = seed;
		static struct script script;
		char what[80];
		size_t ends[MOST_STEPS], length, all = 0;

		make_script(&script, &seed);
		snprintf(what, sizeof(what), "stream %ld, seed %#llx", streams, (unsigned long long)script_seed);
		for (int i = 0; i < script.count; i++)
			all += script.steps[i].length;
		memset(fresh, (int)next_random(&seed), wdz_deflate_size());
		wdz_deflate_init(fresh, script.format, script.level, script.strategy);
		length = run_script(fresh, &script, (struct cuts){ 0, 0, 1 }, first, ends);
		judge_script(&script, first, ends, what);
		for (int round = 0; round < 3; round++) {
			struct cuts cuts = random_cuts(&seed, all);
			size_t other;

			/* a used state gets level and strategy as Deflater.reset() would have it */
			if (used_format != script.format || next_random(&seed) % 32 == 0) {
				wdz_deflate_init(used, script.format, script.level, script.strategy);
				used_format = script.format;
			} else {
				struct wdz_io none = { 0 };

				wdz_deflate_reset(used);
				wdz_deflate_params(used, &none, script.level, script.strategy);
			}
			other = run_script(used, &script, cuts, again, NULL);
			if (other != length || memcmp(first, again, length))
				fail("%s: other bytes with cuts %zu %zu", what, cuts.most_in, cuts.most_out);
			/* the next stream may find one that has been left in its midst, somewhere else in memory */
			if (next_random(&seed) % 4 == 0) {
				struct wdz_io io = { input, next_random(&seed) % 70000, again, next_random(&seed) % 90000 };

				wdz_deflate_reset(used);
				wdz_deflate(used, &io, (enum wdz_flush)(next_random(&seed) % 2 * 2));
			}
			memcpy(moved, used, wdz_deflate_size());
			memset(used, 0x5a, wdz_deflate_size());
			{
				struct wdz_deflate *swap = used;

				used = moved;
				moved = swap;
			}
		}
		streams++;
	}
	printf("%ld streams, each run four times\n", streams);
	free(fresh);
	free(used);
	free(moved);
	return 0;
}
