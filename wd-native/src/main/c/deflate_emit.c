// SPDX-License-Identifier: Apache-2.0
/*
 * Bits to the caller. They go to his array directly, eight bytes at a time, as long as more tokens follow than what a
 * store may write behind the last whole byte; the last ones and what the array's end is too near for go through
 * state->pending. So nothing is written behind what is handed out.
 */
#include "deflate.h"
#include "deflate_constants.h"

enum {
	/* Each takes at least one bit: enough to overwrite what a store wrote beyond. */
	LAST_TOKENS = 64,
	/* Bytes that tokens may take through pending at a time: each at most 14 + 5 + 15 + 13 bits. */
	LAST_BYTES = LAST_TOKENS * 6 + 8,
	STORE = 8,
	LEAST_ROOM = 2 * STORE,
};

struct writer {
	uint8_t *out;
	uint64_t bits;
	uint32_t count;
};

/* Up to 56 bits until store() is called. */
ALWAYS_INLINE void add_bits(struct writer *writer, uint64_t value, uint32_t count)
{
	writer->bits |= value << writer->count;
	writer->count += count;
}

ALWAYS_INLINE void store(struct writer *writer)
{
	__builtin_memcpy(writer->out, &writer->bits, STORE);
	writer->out += writer->count >> 3;
	writer->bits >>= writer->count & 56;
	writer->count &= 7;
}

static struct writer open_pending(struct wdz_deflate *state)
{
	return (struct writer){ state->pending + state->pending_to, state->bits, state->bit_count };
}

static void close_pending(struct wdz_deflate *state, const struct writer *writer)
{
	state->bits = writer->bits;
	state->bit_count = writer->count;
	state->pending_to = (uint32_t)(writer->out - state->pending);
}

void wdz_put_bits(struct wdz_deflate *state, uint64_t value, uint32_t count)
{
	struct writer writer = open_pending(state);

	add_bits(&writer, value, count);
	store(&writer);
	close_pending(state, &writer);
}

static void put_rest_of_byte(struct wdz_deflate *state)
{
	wdz_put_bits(state, 0, -state->bit_count & 7);
}

void wdz_put_bytes(struct wdz_deflate *state, const uint8_t *bytes, uint32_t length)
{
	memcpy(state->pending + state->pending_to, bytes, length);
	state->pending_to += length;
}

static void put_stored_header(struct wdz_deflate *state, bool last, uint32_t length)
{
	wdz_put_bits(state, (uint64_t)last | BLOCK_STORED << 1, 3);
	put_rest_of_byte(state);
	wdz_put_bits(state, length | (uint64_t)(length ^ 0xffff) << 16, 32);
}

void wdz_put_marker(struct wdz_deflate *state)
{
	put_stored_header(state, false, 0);
}

/* A block with fixed codes that ends at once: ten bits (RFC 1951, 3.2.6). */
void wdz_put_empty_block(struct wdz_deflate *state)
{
	wdz_put_bits(state, BLOCK_FIXED << 1, 3 + 7);
}

static bool drain(struct wdz_deflate *state, struct wdz_io *io)
{
	size_t count = state->pending_to - state->pending_from;

	if (count > io->out_len)
		count = io->out_len;
	memcpy(io->out, state->pending + state->pending_from, count);
	io->out += count;
	io->out_len -= count;
	state->pending_from += (uint32_t)count;
	if (state->pending_from != state->pending_to)
		return false;
	state->pending_from = state->pending_to = 0;
	return true;
}

/* Tokens up to last_token, as long as STORE bytes can be written at a place before out_end. */
ALWAYS_INLINE void write_tokens(struct wdz_deflate *state, struct writer *to, const uint8_t *out_end,
				uint32_t last_token)
{
	struct writer writer = *to;
	const uint32_t *token = state->token + state->emitted, *end = state->token + last_token;
	const uint32_t *codes = state->fixed ? fixed_token_codes : state->token_codes;
	const uint32_t *distances = state->fixed ? fixed_distance_codes : state->distance_codes;

	while (token < end && writer.out <= out_end) {
		uint32_t value = *token++, symbol = value >> TOKEN_DISTANCE_SYMBOL_SHIFT;
		uint32_t code = codes[value >> TOKEN_CODE_SHIFT & TOKEN_CODE_MASK], distance = distances[symbol];
		uint32_t extra = distance_extra_bits[symbol];
		uint64_t bits = value & ((1u << extra) - 1);

		/* at most 14 + 5 + 15 + 13 bits, without a branch: what has no distance has a code of no bits for it */
		bits = bits << (distance >> CODE_LENGTH_SHIFT) | (distance & CODE_MASK);
		bits = bits << (code >> CODE_LENGTH_SHIFT) | (code & CODE_MASK);
		add_bits(&writer, bits, extra + (distance >> CODE_LENGTH_SHIFT) + (code >> CODE_LENGTH_SHIFT));
		store(&writer);
	}
	state->emitted = (uint32_t)(token - state->token);
	*to = writer;
}

static void write_directly(struct wdz_deflate *state, struct wdz_io *io, uint32_t last_token)
{
	struct writer writer = { io->out, state->bits, state->bit_count };

	write_tokens(state, &writer, io->out + io->out_len - LEAST_ROOM, last_token);
	io->out_len -= (size_t)(writer.out - io->out);
	io->out = writer.out;
	state->bits = writer.bits;
	state->bit_count = writer.count;
}

static void write_pending(struct wdz_deflate *state, uint32_t last_token)
{
	struct writer writer = open_pending(state);

	write_tokens(state, &writer, state->pending + PENDING - STORE, last_token);
	close_pending(state, &writer);
}

/* false when room ran out. */
static bool emit_tokens(struct wdz_deflate *state, struct wdz_io *io)
{
	uint32_t end = state->tokens + 1, left = end - state->emitted;

	if (state->pending_to > PENDING - LAST_BYTES || left > LAST_TOKENS) {
		if (!drain(state, io))
			return false;
	}
	if (left <= LAST_TOKENS) {
		write_pending(state, end);
		state->phase = state->last ? PHASE_TRAILER : PHASE_IDLE;
		wdz_clear_block(state);
	} else if (io->out_len >= LEAST_ROOM) {
		write_directly(state, io, end - LAST_TOKENS);
	} else {
		write_pending(state, state->emitted + (left < 2 * LAST_TOKENS ? left - LAST_TOKENS : LAST_TOKENS));
	}
	return true;
}

static bool emit_stored_bytes(struct wdz_deflate *state, struct wdz_io *io)
{
	size_t count = state->stored_length - state->stored_emitted;

	if (!drain(state, io))
		return false;
	if (count > io->out_len)
		count = io->out_len;
	memcpy(io->out, (const uint8_t *)state->token + state->stored_emitted, count);
	io->out += count;
	io->out_len -= count;
	state->stored_emitted += (uint32_t)count;
	if (state->stored_emitted != state->stored_length)
		return false;
	state->phase = state->last ? PHASE_TRAILER : PHASE_IDLE;
	wdz_clear_block(state);
	return true;
}

static void put_trailer(struct wdz_deflate *state)
{
	uint32_t adler = __builtin_bswap32(state->adler);

	put_rest_of_byte(state);
	if (state->format == WDZ_ZLIB)
		wdz_put_bytes(state, (const uint8_t *)&adler, sizeof(adler));
	state->phase = PHASE_ENDED;
}

bool wdz_emit(struct wdz_deflate *state, struct wdz_io *io)
{
	for (;;) {
		switch (state->phase) {
		case PHASE_TOKENS:
			if (!emit_tokens(state, io))
				return false;
			break;
		case PHASE_STORED_HEADER:
			put_stored_header(state, state->last, state->stored_length);
			state->phase = PHASE_STORED_BYTES;
			break;
		case PHASE_STORED_BYTES:
			if (!emit_stored_bytes(state, io))
				return false;
			break;
		case PHASE_TRAILER:
			put_trailer(state);
			break;
		default:
			return drain(state, io);
		}
	}
}
