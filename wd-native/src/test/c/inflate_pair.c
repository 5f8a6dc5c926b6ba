// SPDX-License-Identifier: Apache-2.0
#include "inflate_pair.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

/* RARELY: one in so many times something is done that takes longer than a short stream. */
enum { LOST = 0xdb, GIVE_UP = 40, RARELY = 64, MOST_REST = 40000 };

struct pair {
	z_stream zlib;
	/* the state lives in one of two places by turns */
	struct wdz_inflate *state, *other;
	struct arena in, out, expected, rest;
	enum wdz_format format;
};

const char *error_text(enum wdz_error error)
{
	static const char *const texts[] = { ERROR_TEXTS };

	return texts[error];
}

/* To the other place, as it is or, where it can rest, through what is left of it then. */
static void move_state(struct pair *pair, bool rests)
{
	struct wdz_inflate *from = pair->state;
	size_t size = rests ? wdz_inflate_rest_size(from) : 0;

	if (size > pair->rest.size)
		failed("%zu bytes at rest", size);
	if (size > 0) {
		uint8_t *rest = pair->rest.start + pair->rest.size - size;

		wdz_inflate_rest(from, rest);
		memset(pair->other, LOST, wdz_inflate_size());
		wdz_inflate_wake(pair->other, rest);
	} else {
		memcpy(pair->other, from, wdz_inflate_size());
	}
	memset(from, LOST, wdz_inflate_size());
	pair->state = pair->other;
	pair->other = from;
}

/* One pair of each format serves all streams of the process: a reset must leave nothing of the last. */
static struct pair *pair_for(enum wdz_format format, struct cuts *cuts)
{
	static struct pair pairs[2];
	struct pair *pair = &pairs[format];
	size_t size = wdz_inflate_size();

	if (!pair->state) {
		pair->format = format;
		pair->state = new_state(size);
		pair->other = new_state(size);
		pair->in = new_arena(MOST_PIECE);
		pair->out = new_arena(MOST_PIECE);
		pair->expected = new_arena(MOST_PIECE);
		pair->rest = new_arena(MOST_REST);
		if (inflateInit2(&pair->zlib, format == WDZ_RAW ? -15 : 15) != Z_OK)
			failed("no memory");
		memset(pair->state, LOST, size);
		wdz_inflate_init(pair->state, format);
	} else if (random_below(&cuts->random, 2)) {
		if (random_below(&cuts->random, RARELY) == 0)
			memset(pair->state, LOST, size);
		wdz_inflate_init(pair->state, format);
	} else {
		wdz_inflate_reset(pair->state);
	}
	inflateReset(&pair->zlib);
	return pair;
}

static enum wdz_status status_of(int zlib)
{
	switch (zlib) {
	case Z_OK:
	case Z_BUF_ERROR:
		return WDZ_OK;
	case Z_STREAM_END:
		return WDZ_STREAM_END;
	case Z_NEED_DICT:
		return WDZ_NEED_DICT;
	case Z_DATA_ERROR:
		return WDZ_DATA_ERROR;
	default:
		failed("zlib answers %d", zlib);
	}
}

static void set_dictionary(struct pair *pair, const uint8_t *dictionary, size_t length)
{
	bool zlib = inflateSetDictionary(&pair->zlib, dictionary, (uInt)length) == Z_OK;
	bool ours = wdz_inflate_set_dictionary(pair->state, dictionary, length);

	if (zlib != ours)
		failed("dictionary of %zu bytes: taken %d, zlib %d", length, ours, zlib);
}

/* A call on both, of the piece and room given. Input ends, or starts, at a guard page, and so does output. */
static enum wdz_status call(struct pair *pair, const uint8_t *piece, size_t length, size_t room, bool at_start,
			    size_t *used, size_t *made)
{
	uint8_t *in = at_start ? pair->in.start : pair->in.start + pair->in.size - length;
	uint8_t *out = at_start ? pair->out.start : pair->out.start + pair->out.size - room;
	/* behind the room there may be the guard page or memory that must stay as it is */
	size_t behind = at_start ? (pair->out.size - room < BEHIND ? pair->out.size - room : BEHIND) : 0;
	struct wdz_io io = { in, length, out, room };
	enum wdz_status ours, zlib;

	if (length > 0)
		memcpy(in, piece, length);
	memset(out, UNTOUCHED, room + behind);
	memset(pair->expected.start, UNTOUCHED, room + behind);
	pair->zlib.next_in = in;
	pair->zlib.avail_in = (uInt)length;
	pair->zlib.next_out = pair->expected.start;
	pair->zlib.avail_out = (uInt)room;
	zlib = status_of(inflate(&pair->zlib, Z_SYNC_FLUSH));
	ours = wdz_inflate(pair->state, &io);
	*used = length - io.in_len;
	*made = room - io.out_len;
	if (ours != zlib || io.in_len != pair->zlib.avail_in || io.out_len != pair->zlib.avail_out)
		failed("status %d, used %zu, made %zu; zlib %d, %zu, %zu", ours, *used, *made, zlib,
		       length - pair->zlib.avail_in, room - pair->zlib.avail_out);
	if (io.in != in + *used || io.out != out + *made)
		failed("pointers and lengths disagree");
	if (memcmp(out, pair->expected.start, room + behind) != 0)
		failed("output differs, or more than it was touched: %zu bytes made of room for %zu", *made, room);
	if (length > 0 && memcmp(in, piece, length) != 0)
		failed("input was written to");
	if (wdz_inflate_adler(pair->state) != (pair->format == WDZ_RAW ? 0 : pair->zlib.adler))
		failed("Adler-32 %08x, zlib %08lx", wdz_inflate_adler(pair->state), pair->zlib.adler);
	if (ours == WDZ_DATA_ERROR && strcmp(error_text(wdz_inflate_error(pair->state)), pair->zlib.msg) != 0)
		failed("\"%s\", zlib \"%s\"", error_text(wdz_inflate_error(pair->state)), pair->zlib.msg);
	return ours;
}

static size_t piece(struct cuts *cuts, uint32_t most, size_t left)
{
	if (cuts->fixed)
		return most < left ? most : left;
	return random_piece(&cuts->random, most, left);
}

/* A dictionary that is wanted: sometimes a wrong one first. Returns whether it is there now. */
static bool answer_dictionary(struct pair *pair, const struct stream *stream, struct cuts *cuts)
{
	if (random_below(&cuts->random, 3) == 0)
		set_dictionary(pair, (const uint8_t *)"wrong", 5);
	if (!stream->dictionary)
		return false;
	set_dictionary(pair, stream->dictionary, stream->dictionary_length);
	return true;
}

struct outcome run_pair(const struct stream *stream, struct cuts cuts)
{
	struct pair *pair = pair_for(stream->format, &cuts);
	struct outcome all = { WDZ_OK, WDZ_NO_ERROR, 0, 0 };
	int idle = 0;

	if (stream->format == WDZ_RAW && stream->dictionary)
		set_dictionary(pair, stream->dictionary, stream->dictionary_length);
	/* with all input used a few calls more: what is pending comes out, and the end stays the end */
	while (idle < GIVE_UP && all.made < stream->most) {
		size_t length = piece(&cuts, cuts.input, stream->length - all.used), used, made;
		size_t room = piece(&cuts, cuts.output, stream->most - all.made);

		all.status = call(pair, stream->bytes + all.used, length, room, random_below(&cuts.random, 2), &used, &made);
		if (random_below(&cuts.random, RARELY) == 0)
			move_state(pair, random_below(&cuts.random, 2));
		all.used += used;
		all.made += made;
		/* raw, at any time: as if it had been output */
		if (stream->format == WDZ_RAW && stream->dictionary && random_below(&cuts.random, 50) == 0)
			set_dictionary(pair, stream->dictionary, stream->dictionary_length);
		idle = used > 0 || made > 0 ? 0 : idle + 1;
		if (all.status == WDZ_NEED_DICT && !answer_dictionary(pair, stream, &cuts))
			break;
		if (all.status != WDZ_OK && all.status != WDZ_NEED_DICT && idle > 1)
			break;
	}
	all.error = wdz_inflate_error(pair->state);
	return all;
}
