// SPDX-License-Identifier: Apache-2.0
/*
 * The bytes are a list of calls on two states, one given everything at once, the other in cuts; the outputs must be the
 * same and zlib must read them.
 */
#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "deflate_script.h"

enum { LONGEST = 15 * 256 + 255 * 256, MOST_MADE = 5 << 15, MOST_CALLS = 300, HOW = 3 };

const char *const outcome_names[] = {
	"level 0", "level 1", "level 2", "level 3", "level 4", "level 5", "level 6", "level 7", "level 8", "level 9", NULL,
};

struct reader {
	const uint8_t *at, *end;
};

static uint32_t next_byte(struct reader *reader)
{
	return reader->at < reader->end ? *reader->at++ : 0;
}

static uint32_t next_two(struct reader *reader)
{
	return next_byte(reader) << 8 | next_byte(reader);
}

/* Most pieces are small, some longer than the window's half. */
static uint32_t next_length(struct reader *reader)
{
	uint32_t length = next_byte(reader);

	return length < 240 ? length * 4 : (length - 240) * 256 + next_byte(reader) * 256;
}

/* Bytes of the fuzzer's, noise, or what came before again: repeats reach beyond the window in few bytes of data. */
static size_t make_piece(struct reader *reader, uint8_t *input, size_t used)
{
	uint32_t kind = next_byte(reader), length;
	uint64_t seed;

	switch (kind & 3) {
	case 0:
		length = kind >> 2;
		for (uint32_t i = 0; i < length; i++)
			input[used + i] = (uint8_t)next_byte(reader);
		return length;
	case 1:
		length = next_length(reader);
		seed = length * 2654435761u + kind + 1;
		for (uint32_t i = 0; i < length; i++)
			input[used + i] = (uint8_t)(random_below(&seed, 2u << (kind >> 2) % 8) + kind);
		return length;
	default:
		length = next_length(reader);
		seed = next_two(reader);
		if (seed >= used)
			return 0;
		for (uint32_t i = 0; i < length; i++)
			input[used + i] = input[used + i - seed - 1];
		return length;
	}
}

static void make_step(struct reader *reader, struct script *script, const uint8_t *input, size_t used)
{
	struct step *step = &script->steps[script->count++];
	uint32_t byte = next_byte(reader), kind = byte & 7;
	bool flushed = script->count > 1 && step[-1].action >= ACTION_SYNC && !step->length;

	if (kind < 2) {
		step->action = ACTION_NONE;
	} else if (kind == 2) {
		step->action = ACTION_PARAMS;
		step->level = (int)(byte >> 3) % 11 - 1;
		step->strategy = (int)next_byte(reader) % 3;
	} else if (kind < 5) {
		step->action = kind == 3 ? ACTION_SYNC : ACTION_FULL;
	} else if (kind == 5 && script->format == WDZ_RAW && used && (flushed || script->count == 1)) {
		/* only where nothing is waiting to be compressed */
		step->action = ACTION_DICTIONARY;
		step->dictionary_length = next_two(reader) % used;
		step->dictionary = input + next_two(reader) % (used - step->dictionary_length);
		if (script->count == 1)
			step->action = ACTION_NONE;
	}
}

static struct wdz_deflate *begun_state(void)
{
	struct wdz_deflate *state = new_state(wdz_deflate_size());

	wdz_deflate_init(state, WDZ_RAW, 6, 0);
	return state;
}

/* The kind of the first block, and how much it was all in all. */
static uint32_t way_of(const struct script *script, const uint8_t *output, size_t length)
{
	uint32_t first = output[script->format == WDZ_ZLIB && length > 2 ? 2 : 0] & 7u;

	return (uint32_t)length << 12 ^ (uint32_t)script->count << 5 ^ first << 2 ^ (uint32_t)script->strategy;
}

struct outcome_of_input try_input(const uint8_t *data, size_t size, uint32_t most)
{
	static uint8_t input[MOST_MADE], first[MOST_OUTPUT], again[MOST_OUTPUT];
	static struct wdz_deflate *state, *used_state;
	static enum wdz_format used_format = WDZ_RAW;
	struct reader reader = { data, data + size };
	struct script script = { .input = input };
	struct cuts cuts;
	size_t ends[MOST_STEPS], length, used = 0;
	uint32_t byte;

	if (!state) {
		state = begun_state();
		used_state = begun_state();
	}
	byte = next_byte(&reader);
	script.format = byte & 1 ? WDZ_ZLIB : WDZ_RAW;
	script.level = (int)(byte >> 1) % 10;
	script.strategy = byte >= 200 ? (int)byte % 3 : WDZ_DEFAULT_STRATEGY;
	cuts = (struct cuts){ next_byte(&reader) * 8, next_byte(&reader) * 8, byte + 1 };
	while (reader.at < reader.end && script.count < MOST_STEPS - 1 && used < most) {
		size_t piece = make_piece(&reader, input, used);

		if (piece > most && most < MOST_MADE - LONGEST)
			piece = most;
		script.steps[script.count].length = piece;
		used += piece;
		make_step(&reader, &script, input, used);
	}
	script.steps[script.count++].action = ACTION_FINISH;
	/* a byte a call is tried on small streams */
	if (cuts.most_in && cuts.most_in < used / MOST_CALLS)
		cuts.most_in = (uint32_t)used / MOST_CALLS;
	if (cuts.most_out && cuts.most_out < used / MOST_CALLS)
		cuts.most_out = (uint32_t)used / MOST_CALLS;
	wdz_deflate_init(state, script.format, script.level, script.strategy);
	length = run_script(state, &script, (struct cuts){ 0, 0, 1 }, first, ends);
	judge_script(&script, first, ends, "whole");
	/* the other state has been used for all streams since one of another format came */
	if (used_format != script.format || byte >= 250) {
		wdz_deflate_init(used_state, script.format, script.level, script.strategy);
		used_format = script.format;
	} else {
		struct wdz_io none = { 0 };

		wdz_deflate_reset(used_state);
		wdz_deflate_params(used_state, &none, script.level, script.strategy);
	}
	if (run_script(used_state, &script, cuts, again, NULL) != length || memcmp(first, again, length))
		failed("other bytes in cuts of %u and %u", cuts.most_in, cuts.most_out);
	return (struct outcome_of_input){ (uint32_t)script.level, way_of(&script, first, length) };
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	try_input(data, size, MOST_MADE - LONGEST);
	return 0;
}

/* Any bytes are calls. */
size_t make_input(uint64_t *random, uint8_t *data, size_t most)
{
	size_t length = HOW + random_below(random, 60);

	if (length > most)
		return 0;
	for (size_t i = 0; i < length; i++)
		data[i] = (uint8_t)random_below(random, 256);
	return length;
}

void forgo_cuts(uint8_t *data, size_t size)
{
	for (size_t i = 1; i < HOW && i < size; i++)
		data[i] = 0;
}
