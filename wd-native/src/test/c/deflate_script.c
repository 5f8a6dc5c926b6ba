// SPDX-License-Identifier: Apache-2.0
#include "deflate_script.h"

#include <string.h>

enum {
	MOST_CALLS = 50000000,
	LOST = 0xdb,
	MOST_REST = 40000,
};

struct call {
	struct wdz_deflate *state;
	struct cuts *cuts;
	uint8_t *output;
	size_t capacity, length;
};

static size_t cut(uint64_t *seed, uint32_t most, size_t all)
{
	return most ? random_piece(seed, most, all) : all;
}

/* Nothing behind what is handed out may have been written. */
static size_t receive(struct call *call, const struct wdz_io *io, size_t room)
{
	size_t length = room - io->out_len;

	for (size_t i = 0; i < io->out_len && i < BEHIND; i++) {
		if (io->out[i] != UNTOUCHED)
			failed("byte %zu behind the output has been written", i);
	}
	call->length += length;
	return length;
}

static size_t make_room(struct call *call)
{
	return cut(&call->cuts->seed, call->cuts->most_out, call->capacity - call->length);
}

/* One call after the other until all input is taken and, with a flush, room is left. */
static enum wdz_status deflate_all(struct call *call, const uint8_t *input, size_t length, enum wdz_flush flush)
{
	struct wdz_io io = { .in = input, .in_len = length };
	enum wdz_status status;
	long calls = 0;

	do {
		size_t room = make_room(call);

		io.out = call->output + call->length;
		io.out_len = room;
		status = wdz_deflate(call->state, &io, flush);
		receive(call, &io, room);
		if (status == WDZ_OK && io.in_len && io.out_len)
			failed("neither all input nor all room has been used");
		if (++calls > MOST_CALLS)
			failed("goes on for ever");
	} while (status == WDZ_OK && (io.in_len || (flush != WDZ_NO_FLUSH && !io.out_len) || flush == WDZ_FINISH));
	if (io.in_len)
		failed("ended with %zu bytes of input left", io.in_len);
	return status;
}

static void change_parameters(struct call *call, const uint8_t *input, size_t length, const struct step *step)
{
	struct wdz_io io = { .in = input, .in_len = length };
	long calls = 0;
	int changed;

	do {
		size_t room = make_room(call);

		io.out = call->output + call->length;
		io.out_len = room;
		changed = wdz_deflate_params(call->state, &io, step->level, step->strategy);
		receive(call, &io, room);
		if (!changed && io.out_len)
			failed("parameters aren't changed though there is room");
		if (++calls > MOST_CALLS)
			failed("goes on for ever");
	} while (!changed);
	if (io.in_len)
		deflate_all(call, io.in, io.in_len, WDZ_NO_FLUSH);
}

/* In one of two times, where there are cuts: what comes next is to be the same. */
static void rest(struct call *call)
{
	static struct arena arena;
	size_t size = call->cuts->most_in || call->cuts->most_out ? wdz_deflate_rest_size(call->state) : 0;
	uint8_t *bytes;

	if (!arena.start)
		arena = new_arena(MOST_REST);
	if (!size || random_below(&call->cuts->seed, 2))
		return;
	if (size > arena.size)
		failed("%zu bytes at rest", size);
	bytes = arena.start + arena.size - size;
	wdz_deflate_rest(call->state, bytes);
	memset(call->state, LOST, wdz_deflate_size());
	wdz_deflate_wake(call->state, bytes);
}

static void take_step(struct call *call, const uint8_t *input, const struct step *step)
{
	static const enum wdz_flush flushes[] = {
		[ACTION_NONE] = WDZ_NO_FLUSH,
		[ACTION_SYNC] = WDZ_SYNC_FLUSH,
		[ACTION_FULL] = WDZ_FULL_FLUSH,
		[ACTION_FINISH] = WDZ_FINISH,
	};
	size_t left = step->length;

	while (call->cuts->most_in && left) {
		size_t piece = cut(&call->cuts->seed, call->cuts->most_in, left);

		if (!piece || piece == left)
			break;
		deflate_all(call, input, piece, WDZ_NO_FLUSH);
		input += piece;
		left -= piece;
	}
	if (step->action == ACTION_PARAMS || step->action == ACTION_DICTIONARY) {
		/* what is left goes in first: whether params() takes it is zlib's to decide */
		if (left)
			deflate_all(call, input, left, WDZ_NO_FLUSH);
		if (step->action == ACTION_PARAMS)
			change_parameters(call, NULL, 0, step);
		else if (!wdz_deflate_set_dictionary(call->state, step->dictionary, step->dictionary_length))
			failed("the dictionary isn't taken");
	} else if (left || step->action != ACTION_NONE) {
		enum wdz_status status = deflate_all(call, input, left, flushes[step->action]);

		if ((status == WDZ_STREAM_END) != (step->action == ACTION_FINISH))
			failed("answer %d to action %d", status, step->action);
	}
	rest(call);
}

size_t run_script(struct wdz_deflate *state, const struct script *script, struct cuts cuts, uint8_t *output,
		  size_t *ends)
{
	struct call call = { state, &cuts, output, 4096, 0 };
	const uint8_t *input = script->input;

	for (int i = 0; i < script->count; i++)
		call.capacity += script->steps[i].length + script->steps[i].length / 8;
	memset(output, UNTOUCHED, call.capacity);
	for (int i = 0; i < script->count; i++) {
		take_step(&call, input, &script->steps[i]);
		input += script->steps[i].length;
		if (ends)
			ends[i] = call.length;
	}
	return call.length;
}
