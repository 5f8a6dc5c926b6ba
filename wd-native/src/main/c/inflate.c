// SPDX-License-Identifier: Apache-2.0
/*
 * Inflate: a state machine that can stop at any bit. Its steps are zlib's, so that it stops, and fails, where zlib
 * does: it goes on without room until a symbol that makes output has been read, and through the ends of blocks.
 */
#include "inflate.h"

#include "adler.h"
#include "cpu.h"

size_t wdz_inflate_size(void)
{
	return sizeof(struct wdz_inflate);
}

void wdz_inflate_init(struct wdz_inflate *s, enum wdz_format format)
{
	s->format = (uint8_t)format;
	s->wide = wdz_cpu_has_avx2();
	wdz_inflate_reset(s);
}

void wdz_inflate_reset(struct wdz_inflate *s)
{
	s->bits = 0;
	s->count = 0;
	s->mode = s->format == WDZ_ZLIB ? MODE_HEADER : MODE_BLOCK;
	s->error = WDZ_NO_ERROR;
	s->last_block = false;
	s->have_dictionary = false;
	s->check = s->format == WDZ_ZLIB ? WDZ_ADLER_EMPTY : 0;
	s->made = 0;
	s->block_at = 0;
}

int wdz_inflate_set_dictionary(struct wdz_inflate *s, const uint8_t *dictionary, size_t length)
{
	if (s->format == WDZ_ZLIB) {
		if (s->mode != MODE_DICTIONARY || wdz_adler32(WDZ_ADLER_EMPTY, dictionary, length) != s->check)
			return 0;
		s->have_dictionary = true;
	}
	wdz_window_append(s, dictionary, length);
	return 1;
}

/* RFC 1950, 2.2 */
static enum step zlib_header(struct wdz_inflate *s, struct cursor *c)
{
	enum { DEFLATE = 8, LARGEST_WINDOW = 7, DICTIONARY = 0x20 };
	uint32_t method, flags;

	if (!need(c, 16))
		return STEP_INPUT;
	method = low_bits(c->bits, 8);
	flags = low_bits(c->bits >> 8, 8);
	drop(c, 16);
	if ((method << 8 | flags) % 31 != 0)
		return bad(s, WDZ_BAD_HEADER_CHECK);
	if ((method & 15) != DEFLATE)
		return bad(s, WDZ_BAD_METHOD);
	if (method >> 4 > LARGEST_WINDOW)
		return bad(s, WDZ_BAD_WINDOW_SIZE);
	s->mode = flags & DICTIONARY ? MODE_DICTIONARY_ID : MODE_BLOCK;
	return STEP_NEXT;
}

static enum step dictionary_id(struct wdz_inflate *s, struct cursor *c)
{
	if (!need(c, 32))
		return STEP_INPUT;
	s->check = __builtin_bswap32((uint32_t)c->bits);
	drop(c, 32);
	s->mode = MODE_DICTIONARY;
	return STEP_NEXT;
}

static enum step dictionary(struct wdz_inflate *s)
{
	if (!s->have_dictionary)
		return STEP_STOP;
	s->check = WDZ_ADLER_EMPTY;
	s->mode = MODE_BLOCK;
	return STEP_NEXT;
}

static enum step stored(struct wdz_inflate *s, struct cursor *c)
{
	size_t n = s->length, input = (size_t)(c->in_end - c->in), room = (size_t)(c->out_end - c->out);

	n = n < input ? n : input;
	n = n < room ? n : room;
	if (n > 0) {
		memcpy(c->out, c->in, n);
		c->in += n;
		c->out += n;
		s->length -= (uint32_t)n;
	}
	if (s->length > 0)
		return STEP_STOP;
	s->mode = MODE_BLOCK;
	return STEP_NEXT;
}

static void check_output(struct wdz_inflate *s, struct cursor *c)
{
	if (s->format == WDZ_ZLIB && c->out > c->checked)
		s->check = wdz_adler32(s->check, c->checked, (size_t)(c->out - c->checked));
	c->checked = c->out;
}

static enum step data_check(struct wdz_inflate *s, struct cursor *c)
{
	if (s->format == WDZ_ZLIB) {
		uint32_t wanted;

		if (!need(c, 32))
			return STEP_INPUT;
		wanted = __builtin_bswap32((uint32_t)c->bits);
		drop(c, 32);
		check_output(s, c);
		if (wanted != s->check)
			return bad(s, WDZ_BAD_DATA_CHECK);
	}
	s->mode = MODE_DONE;
	return STEP_STOP;
}

static enum step next_step(struct wdz_inflate *s, struct cursor *c)
{
	switch ((enum inflate_mode)s->mode) {
	case MODE_HEADER:
		return zlib_header(s, c);
	case MODE_DICTIONARY_ID:
		return dictionary_id(s, c);
	case MODE_DICTIONARY:
		return dictionary(s);
	case MODE_BLOCK:
		return wdz_inflate_block(s, c);
	case MODE_STORED_LENGTHS:
		return wdz_inflate_stored_lengths(s, c);
	case MODE_STORED:
		return stored(s, c);
	case MODE_TABLE:
		return wdz_inflate_table(s, c);
	case MODE_PRECODE:
		return wdz_inflate_precode(s, c);
	case MODE_CODE_LENGTHS:
		return wdz_inflate_code_lengths(s, c);
	case MODE_SYMBOLS:
		return wdz_inflate_symbols(s, c);
	case MODE_LITERAL:
		return wdz_inflate_literal(s, c);
	case MODE_MATCH:
		return wdz_inflate_match(s, c);
	case MODE_CHECK:
		return data_check(s, c);
	case MODE_DONE:
	case MODE_BAD:
		break;
	}
	return STEP_STOP;
}

static enum wdz_status status(const struct wdz_inflate *s)
{
	switch (s->mode) {
	case MODE_DICTIONARY:
		return WDZ_NEED_DICT;
	case MODE_DONE:
		return WDZ_STREAM_END;
	case MODE_BAD:
		return WDZ_DATA_ERROR;
	default:
		return WDZ_OK;
	}
}

/* A part of a call makes what fits into the window and the caller's room. */
static void begin_part(struct wdz_inflate *s, struct cursor *c, const struct wdz_io *io)
{
	size_t room;

	if (s->made == WINDOW + FRESH)
		wdz_window_move(s);
	room = WINDOW + FRESH - s->made;
	c->out = s->window + s->made;
	c->out_end = c->out + (io->out_len < room ? io->out_len : room);
	c->start = c->out;
	c->checked = c->out;
}

static void end_part(struct wdz_inflate *s, struct cursor *c, struct wdz_io *io)
{
	size_t n = (size_t)(c->out - c->start);

	check_output(s, c);
	if (n > 0)
		memcpy(io->out, c->start, n);
	io->out += n;
	io->out_len -= n;
	s->made += (uint32_t)n;
}

enum wdz_status wdz_inflate(struct wdz_inflate *s, struct wdz_io *io)
{
	struct cursor c = {
		.in = io->in,
		.in_end = io->in + io->in_len,
		.bits = s->bits,
		.count = s->count,
	};
	enum step step;

	do {
		begin_part(s, &c, io);
		do
			step = next_step(s, &c);
		while (step == STEP_NEXT);
		end_part(s, &c, io);
	} while (step == STEP_STOP && c.out == c.out_end && io->out_len > 0);
	if (step == STEP_STOP)
		give_back(&c);
	s->bits = c.bits;
	s->count = c.count;
	io->in = c.in;
	io->in_len = (size_t)(c.in_end - c.in);
	return status(s);
}

uint32_t wdz_inflate_adler(const struct wdz_inflate *s)
{
	return s->check;
}

enum wdz_error wdz_inflate_error(const struct wdz_inflate *s)
{
	return (enum wdz_error)s->error;
}
