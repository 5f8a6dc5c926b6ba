// SPDX-License-Identifier: Apache-2.0
/* The stream: format (RFC 1950), window, flushes. Answers as zlib 1.2.13 does. */
#include "deflate.h"

#include "adler.h"

enum {
	DEFAULT_LEVEL = 6,
	BEST_LEVEL = 9,

	ZLIB_DEFLATE_32K = 0x78 << 8,
	ZLIB_HAS_DICTIONARY = 0x20,
	ZLIB_LEVEL_SHIFT = 6,
	ZLIB_CHECK = 31,

	/* Ends the block, as zlib's Z_BLOCK, and pushes its last bits out. Weaker than all flushes. */
	BLOCK_FLUSH = 1,
};

_Static_assert((int)BLOCK_FLUSH > (int)WDZ_NO_FLUSH && (int)BLOCK_FLUSH < (int)WDZ_SYNC_FLUSH &&
	       WDZ_SYNC_FLUSH < WDZ_FULL_FLUSH, "flushes are compared by strength");

static const struct effort efforts[BEST_LEVEL + 1] = {
	{ .parser = PARSE_STORED },
	{ .parser = PARSE_FASTEST, .depth = 4, .nice = 32, .lazy = 8 },
	{ .parser = PARSE_FAST, .depth = 12, .nice = 64 },
	{ .parser = PARSE_GREEDY, .depth = 4, .nice = 24 },
	{ .parser = PARSE_LAZY, .depth = 4, .nice = 32, .lazy = 8, .good = 8 },
	{ .parser = PARSE_LAZY, .depth = 12, .nice = 64, .lazy = 16, .good = 10 },
	{ .parser = PARSE_LAZY, .depth = 24, .nice = 258, .lazy = 40, .good = 24 },
	{ .parser = PARSE_LAZY, .depth = 40, .nice = 258, .lazy = 48, .good = 24 },
	{ .parser = PARSE_LAZY, .depth = 240, .nice = 258, .lazy = 128, .good = 64 },
	{ .parser = PARSE_LAZIER, .depth = 300, .nice = 258, .lazy = 200, .good = 64 },
};

/* What zlib means by another function: there all input is compressed before the level changes. */
static uint32_t level_group(uint32_t level)
{
	return level == 0 ? 0 : level < 4 ? 1 : 2;
}

static void set_effort(struct wdz_deflate *state, uint32_t level, uint32_t strategy)
{
	state->level = state->next_level = (uint8_t)level;
	state->strategy = state->next_strategy = (uint8_t)strategy;
	state->changing = false;
	state->effort = efforts[level];
	if (strategy == WDZ_HUFFMAN_ONLY && level)
		state->effort.parser = PARSE_LITERALS;
}

/* The next parser finds tables that are all its own, and looks at the bytes that it begins with as at a block's. */
static void make_due_change(struct wdz_deflate *state)
{
	/* no match is held where these change: only levels 4 to 9 hold one, and none at the flush that leads out of them */
	enum tables tables = tables_of(state);

	if (!state->changing || state->next < state->change_at)
		return;
	set_effort(state, state->next_level, state->next_strategy);
	if (tables_of(state) != tables)
		wdz_rebuild_tables(state);
	state->min_length = 0;
}

void wdz_deflate_reset(struct wdz_deflate *state)
{
	enum tables tables = tables_of(state);

	wdz_forget_window(state);
	set_effort(state, state->next_level, state->next_strategy);
	if (tables_of(state) != tables)
		wdz_rebuild_tables(state);
	if (state->phase != PHASE_ENDED)
		wdz_clear_block(state);
	state->block = state->next;
	state->held_length = state->misses = 0;
	state->started = state->has_dictionary = false;
	state->flushed = WDZ_NO_FLUSH;
	state->since_change = WINDOW;
	state->adler = WDZ_ADLER_EMPTY;
	state->phase = PHASE_IDLE;
	state->bits = state->bit_count = 0;
	state->pending_from = state->pending_to = 0;
}

size_t wdz_deflate_size(void)
{
	return sizeof(struct wdz_deflate);
}

static uint32_t level_from(int level)
{
	return level >= 0 && level <= BEST_LEVEL ? (uint32_t)level : DEFAULT_LEVEL;
}

static uint32_t strategy_from(int strategy)
{
	return strategy == WDZ_FILTERED || strategy == WDZ_HUFFMAN_ONLY ? (uint32_t)strategy : WDZ_DEFAULT_STRATEGY;
}

void wdz_deflate_init(struct wdz_deflate *state, enum wdz_format format, int level, int strategy)
{
	memset(state, 0, offsetof(struct wdz_deflate, token_codes));
	wdz_clear_tables(state);
	state->format = (uint8_t)format;
	state->end = WINDOW_START;
	set_effort(state, level_from(level), strategy_from(strategy));
	wdz_deflate_reset(state);
}

void wdz_deflate_begin(struct wdz_deflate *state, enum wdz_format format, int level, int strategy)
{
	state->format = (uint8_t)format;
	state->next_level = (uint8_t)level_from(level);
	state->next_strategy = (uint8_t)strategy_from(strategy);
	wdz_deflate_reset(state);
}

int wdz_deflate_set_dictionary(struct wdz_deflate *state, const uint8_t *dictionary, size_t length)
{
	if (state->next != state->end || (state->format == WDZ_ZLIB && state->started))
		return 0;
	if (!length)
		return 1;
	state->has_dictionary = true;
	/* several are one, as zlib has it */
	if (state->format == WDZ_ZLIB)
		state->adler = wdz_adler32(state->adler, dictionary, length);
	if (length > MAX_DISTANCE) {
		dictionary += length - MAX_DISTANCE;
		length = MAX_DISTANCE;
	}
	/* at most twice; what goes is too old behind the dictionary */
	while (length > WINDOW - state->end)
		wdz_slide_window(state);
	memcpy(state->window + state->end, dictionary, length);
	state->end += (uint32_t)length;
	state->next = state->block = state->end;
	return 1;
}

void wdz_deflate_resume(struct wdz_deflate *state, uint32_t adler)
{
	state->started = true;
	state->has_dictionary = false;
	state->flushed = WDZ_SYNC_FLUSH;
	if (state->format == WDZ_ZLIB)
		state->adler = adler;
}

static void start_stream(struct wdz_deflate *state)
{
	uint32_t level, header;
	uint8_t bytes[6];

	state->started = true;
	if (state->format != WDZ_ZLIB)
		return;
	level = state->strategy == WDZ_HUFFMAN_ONLY || state->level < 2 ? 0 :
		state->level < 6 ? 1 : state->level == 6 ? 2 : 3;
	header = ZLIB_DEFLATE_32K | level << ZLIB_LEVEL_SHIFT;
	if (state->has_dictionary)
		header |= ZLIB_HAS_DICTIONARY;
	header += ZLIB_CHECK - header % ZLIB_CHECK;
	bytes[0] = (uint8_t)(header >> 8);
	bytes[1] = (uint8_t)header;
	for (int i = 0; i < 4; i++)
		bytes[2 + i] = (uint8_t)(state->adler >> (24 - 8 * i));
	wdz_put_bytes(state, bytes, state->has_dictionary ? 6 : 2);
	state->adler = WDZ_ADLER_EMPTY;
}

static void take_input(struct wdz_deflate *state, struct wdz_io *io)
{
	size_t length = WINDOW - state->end;

	if (length > io->in_len)
		length = io->in_len;
	if (!length)
		return;
	if (state->format == WDZ_ZLIB)
		state->adler = wdz_adler32(state->adler, io->in, length);
	memcpy(state->window + state->end, io->in, length);
	state->end += (uint32_t)length;
	if (state->since_change < WINDOW)
		state->since_change += (uint32_t)length;
	io->in += length;
	io->in_len -= length;
	state->flushed = WDZ_NO_FLUSH;
}

/* How far steps may go: to the end of what is at hand if it's known that a flush comes there, else with LOOKAHEAD. */
static uint32_t find_stop(struct wdz_deflate *state, bool flush_at_end)
{
	uint32_t known = state->end - state->next, stop = state->end;

	if (!flush_at_end) {
		if (known <= (state->min_length ? LOOKAHEAD : SAMPLE))
			return state->next;
		stop -= LOOKAHEAD;
	}
	if (state->changing && state->change_at < stop)
		stop = state->change_at;
	return state->grow_at > state->next && state->grow_at < stop ? state->grow_at : stop;
}

/*
 * Takes all steps that can be taken, or those to the block's end: then that is ready to be emitted. flush comes at the
 * end of what is at hand.
 */
static void compress(struct wdz_deflate *state, enum wdz_flush flush)
{
	for (;;) {
		enum verdict verdict;
		uint32_t stop;

		make_due_change(state);
		stop = find_stop(state, flush != WDZ_NO_FLUSH);
		if (state->next >= stop)
			return;
		if (state->grow_at && state->next >= state->grow_at)
			wdz_size_tables(state, flush);
		if (!state->min_length)
			wdz_look_at_sample(state);
		verdict = wdz_parse(state, stop);
		if (verdict != BLOCK_GOES_ON) {
			wdz_begin_block(state, verdict, false);
			if (state->phase != PHASE_IDLE)
				return;
		}
	}
}

/* A marker, unless the flush before was at least as strong and there was no input since. */
static bool mark_flush(struct wdz_deflate *state, uint32_t flush)
{
	uint32_t before = state->flushed;

	state->flushed = (uint8_t)flush;
	if (before >= flush)
		return false;
	if (flush == BLOCK_FLUSH) {
		/* zlib keeps up to seven bits, which may be the last symbol's: whoever flushes by this wants that too */
		if (!state->bit_count)
			return false;
		wdz_put_empty_block(state);
		return true;
	}
	wdz_put_marker(state);
	if (flush == WDZ_FULL_FLUSH)
		state->low = state->entered = state->next;
	return true;
}

static enum wdz_status run(struct wdz_deflate *state, struct wdz_io *io, uint32_t flush)
{
	if (!state->started)
		start_stream(state);
	for (;;) {
		if (!wdz_emit(state, io))
			return WDZ_OK;
		if (state->phase == PHASE_ENDED)
			return WDZ_STREAM_END;
		take_input(state, io);
		compress(state, io->in_len ? WDZ_NO_FLUSH : (enum wdz_flush)flush);
		if (state->phase != PHASE_IDLE)
			continue;
		if (io->in_len)
			wdz_slide_window(state);
		else if (flush == WDZ_NO_FLUSH)
			return WDZ_OK;
		else if (flush == WDZ_FINISH)
			wdz_begin_block(state, BLOCK_ENDS, true);
		else if (state->next != state->block)
			wdz_begin_block(state, BLOCK_ENDS, false);
		else if (!mark_flush(state, flush))
			return WDZ_OK;
	}
}

enum wdz_status wdz_deflate(struct wdz_deflate *state, struct wdz_io *io, enum wdz_flush flush)
{
	if (state->phase == PHASE_ENDED && state->pending_from == state->pending_to)
		return WDZ_STREAM_END;
	if (!io->out_len)
		return WDZ_OK;
	if (flush == WDZ_NO_FLUSH)
		state->flushed = WDZ_NO_FLUSH;
	return run(state, io, flush);
}

/* Nothing that has been taken is still to be compressed or handed out. */
static bool is_at_rest(const struct wdz_deflate *state)
{
	return state->phase == PHASE_IDLE && state->next == state->end && state->next == state->block &&
	       state->pending_from == state->pending_to;
}

int wdz_deflate_params(struct wdz_deflate *state, struct wdz_io *io, int level, int strategy)
{
	uint32_t new_level = level_from(level), new_strategy = strategy_from(strategy);
	bool changes = new_level != state->next_level || new_strategy != state->next_strategy;
	bool flush = level_group(new_level) != level_group(state->next_level) || new_strategy != state->next_strategy;
	/* zlib would not, but an earlier change could still be waiting for its bytes to be compressed */
	bool settle = changes && state->since_change < WINDOW;
	struct wdz_io taken = { .in = io->in, .out = io->out, .out_len = io->out_len };

	if ((flush || settle) && state->started && state->phase != PHASE_ENDED) {
		bool rests;

		if (io->out_len)
			run(state, flush ? io : &taken, BLOCK_FLUSH);
		rests = is_at_rest(state);
		/* without room the same bytes are made: what comes of the flush alone can wait */
		if (!io->out_len && rests && !(flush && io->in_len))
			mark_flush(state, BLOCK_FLUSH);
		if (!flush) {
			io->out = taken.out;
			io->out_len = taken.out_len;
		}
		if (((flush && io->in_len) || !rests) && state->phase != PHASE_ENDED)
			return 0;
	}
	if (!changes)
		return 1;
	make_due_change(state);
	state->since_change = flush || settle || !state->started ? WINDOW : 0;
	state->change_at = state->end;
	state->changing = true;
	state->next_level = (uint8_t)new_level;
	state->next_strategy = (uint8_t)new_strategy;
	make_due_change(state);
	return 1;
}

uint32_t wdz_deflate_adler(const struct wdz_deflate *state)
{
	return state->adler;
}
