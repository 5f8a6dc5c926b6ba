// SPDX-License-Identifier: Apache-2.0
/* A block's kind by what each would take to the bit, its codes and its header (RFC 1951, 3.2.3 to 3.2.7). */
#include "deflate.h"
#include "deflate_constants.h"

enum {
	/* Fewer tokens never pay for codes of their own. */
	LEAST_DYNAMIC = 15,
	HEADER_BITS = 3,

	/* Symbols of the precode, and how many lengths they stand for. */
	COPY_LENGTH = 16,
	ZEROS = 17,
	MANY_ZEROS = 18,
	LEAST_COPIES = 3,
	MOST_COPIES = 6,
	LEAST_ZEROS = 3,
	LEAST_MANY_ZEROS = 11,
	MOST_MANY_ZEROS = 138,
	/* Behind the lengths. */
	NO_LENGTH = 255,
	/* A step's symbol, and above it the extra bits. */
	STEP_EXTRA_SHIFT = 5,
	/* Another step of at most 14 bits still fits into wdz_put_bits()'s 56. */
	MOST_GATHERED = 42,
};

/* The order in which the precode's lengths are written. */
static const uint8_t precode_order[PRECODE_SYMBOLS] = {
	16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15,
};

static const uint8_t step_extra_bits[PRECODE_SYMBOLS] = { [COPY_LENGTH] = 2, [ZEROS] = 3, [MANY_ZEROS] = 7 };

/* What a dynamic block's header says. */
struct header {
	/* what is behind the last one is read, eight at a time, and not used */
	uint8_t lengths[LITERAL_SYMBOLS + DISTANCE_SYMBOLS + 8];
	uint32_t literals, distances, precodes;
	uint8_t precode_lengths[PRECODE_SYMBOLS];
	uint32_t precode_codes[PRECODE_SYMBOLS];
	uint16_t steps[LITERAL_SYMBOLS + DISTANCE_SYMBOLS + LEAST_COPIES];
	uint32_t step_count;
};

void wdz_clear_block(struct wdz_deflate *state)
{
	memset(state->literal_counts, 0, sizeof(state->literal_counts));
	memset(state->distance_counts, 0, sizeof(state->distance_counts));
	memset(state->mix, 0, sizeof(state->mix));
	state->tokens = state->emitted = state->mixed = 0;
	state->next_check = 512;
	state->min_length = 0;
	state->block = state->next;
}

static void add_step(struct header *header, uint32_t *counts, uint32_t symbol, uint32_t extra)
{
	counts[symbol]++;
	header->steps[header->step_count++] = (uint16_t)(symbol | extra << STEP_EXTRA_SHIFT);
}

static void add_run(struct header *header, uint32_t *counts, uint32_t length, uint32_t run)
{
	if (!length) {
		while (run >= LEAST_MANY_ZEROS) {
			uint32_t n = run < MOST_MANY_ZEROS ? run : MOST_MANY_ZEROS;

			add_step(header, counts, MANY_ZEROS, n - LEAST_MANY_ZEROS);
			run -= n;
		}
		if (run >= LEAST_ZEROS) {
			add_step(header, counts, ZEROS, run - LEAST_ZEROS);
			run = 0;
		}
	} else if (run > LEAST_COPIES) {
		add_step(header, counts, length, 0);
		run--;
		while (run >= LEAST_COPIES) {
			uint32_t n = run < MOST_COPIES ? run : MOST_COPIES;

			add_step(header, counts, COPY_LENGTH, n - LEAST_COPIES);
			run -= n;
		}
	}
	for (; run; run--)
		add_step(header, counts, length, 0);
}

/* How many lengths are the same as the first one. Behind the last is one that none is. */
ALWAYS_INLINE uint32_t count_run(const uint8_t *lengths)
{
	uint64_t same = lengths[0] * (uint64_t)0x0101010101010101, difference;
	uint32_t run = 0;

	while (unlikely(!(difference = load64(lengths + run) ^ same)))
		run += 8;
	return run + ((uint32_t)__builtin_ctzll(difference) >> 3);
}

/* Makes the codes and the header; what block, codes and header take, in bits, without the symbols' extra bits. */
static uint32_t plan_dynamic(struct wdz_deflate *state, struct header *header)
{
	uint8_t distance_lengths[DISTANCE_SYMBOLS];
	uint32_t counts[PRECODE_SYMBOLS] = { 0 };
	uint32_t bits, all, i = 0;

	bits = wdz_make_code(state->literal_counts, LITERAL_SYMBOLS, MAX_LITERAL_CODE, header->lengths,
			     state->token_codes + FIRST_LITERAL);
	bits += wdz_make_code(state->distance_counts, DISTANCE_SYMBOLS, MAX_DISTANCE_CODE, distance_lengths,
			      state->distance_codes);
	header->literals = LITERAL_SYMBOLS;
	while (!header->lengths[header->literals - 1])
		header->literals--;
	header->distances = DISTANCE_SYMBOLS;
	while (!distance_lengths[header->distances - 1])
		header->distances--;
	memcpy(header->lengths + header->literals, distance_lengths, header->distances);
	all = header->literals + header->distances;
	header->step_count = 0;
	memset(header->lengths + all, NO_LENGTH, 8);
	while (i < all) {
		uint32_t length = header->lengths[i], run = count_run(header->lengths + i);

		/* most are short: no branch tells one from two */
		if (likely(run < LEAST_ZEROS || (run == LEAST_COPIES && length))) {
			for (uint32_t copy = 0; copy < LEAST_COPIES; copy++)
				header->steps[header->step_count + copy] = (uint16_t)length;
			header->step_count += run;
			counts[length] += run;
		} else {
			add_run(header, counts, length, run);
		}
		i += run;
	}
	bits += wdz_make_code(counts, PRECODE_SYMBOLS, MAX_PRECODE_CODE, header->precode_lengths,
			      header->precode_codes);
	header->precodes = PRECODE_SYMBOLS;
	while (header->precodes > 4 && !header->precode_lengths[precode_order[header->precodes - 1]])
		header->precodes--;
	for (uint32_t symbol = COPY_LENGTH; symbol <= MANY_ZEROS; symbol++)
		bits += counts[symbol] * step_extra_bits[symbol];
	return bits + HEADER_BITS + 5 + 5 + 4 + 3 * header->precodes;
}

static uint32_t sum(const uint32_t *counts, uint32_t from, uint32_t to)
{
	uint32_t total = 0;

	for (uint32_t i = from; i < to; i++)
		total += counts[i];
	return total;
}

static uint32_t plan_fixed(const struct wdz_deflate *state)
{
	const uint32_t *counts = state->literal_counts;

	return HEADER_BITS + 8 * (sum(counts, 0, 144) + sum(counts, 280, LITERAL_SYMBOLS)) + 9 * sum(counts, 144, 256) +
	       7 * sum(counts, 256, 280) + 5 * sum(state->distance_counts, 0, DISTANCE_SYMBOLS);
}

static uint32_t count_extra_bits(const struct wdz_deflate *state)
{
	uint32_t bits = 0;

	for (uint32_t symbol = 8; symbol < 28; symbol++)
		bits += state->literal_counts[FIRST_LENGTH + symbol] * length_extra_bits[symbol];
	for (uint32_t symbol = 4; symbol < DISTANCE_SYMBOLS; symbol++)
		bits += state->distance_counts[symbol] * distance_extra_bits[symbol];
	return bits;
}

/* Codes of lengths that occur, with each of the extra bits that may follow. */
static void add_length_codes(struct wdz_deflate *state)
{
	for (uint32_t symbol = 0; symbol < LITERAL_SYMBOLS - FIRST_LENGTH; symbol++) {
		uint32_t code = state->token_codes[FIRST_LITERAL + FIRST_LENGTH + symbol], extra = length_extra_bits[symbol];
		uint32_t length = code >> CODE_LENGTH_SHIFT, count = symbol == 27 ? 31 : 1u << extra;

		if (!state->literal_counts[FIRST_LENGTH + symbol])
			continue;
		code += extra << CODE_LENGTH_SHIFT;
		for (uint32_t i = 0; i < count; i++)
			state->token_codes[length_bases[symbol] + i] = code + (i << length);
	}
	state->distance_codes[NO_DISTANCE] = 0;
}

static void put_dynamic_header(struct wdz_deflate *state, const struct header *header)
{
	/* bits are gathered and put by the word: each step is at most 7 + 7 */
	uint64_t bits = (uint64_t)state->last | BLOCK_DYNAMIC << 1 | (header->literals - FIRST_LENGTH) << 3 |
			(header->distances - 1) << 8 | (header->precodes - 4) << 13;
	uint32_t count = 17;

	for (uint32_t i = 0; i < header->precodes; i++) {
		bits |= (uint64_t)header->precode_lengths[precode_order[i]] << count;
		count += 3;
		if (count > MOST_GATHERED) {
			wdz_put_bits(state, bits, count);
			bits = count = 0;
		}
	}
	for (uint32_t i = 0; i < header->step_count; i++) {
		uint32_t symbol = header->steps[i] & ((1 << STEP_EXTRA_SHIFT) - 1), extra = header->steps[i] >> STEP_EXTRA_SHIFT;
		uint32_t code = header->precode_codes[symbol], length = code >> CODE_LENGTH_SHIFT;

		bits |= (uint64_t)((code & CODE_MASK) | extra << length) << count;
		count += length + step_extra_bits[symbol];
		if (count > MOST_GATHERED) {
			wdz_put_bits(state, bits, count);
			bits = count = 0;
		}
	}
	wdz_put_bits(state, bits, count);
}

static enum block_kind plan_block(struct wdz_deflate *state, struct header *header, uint32_t bytes, bool last)
{
	/* at most MAX_TOKENS * (9 + 5 + 5 + 13) bits */
	uint32_t extra, fixed, dynamic = UINT32_MAX, stored = UINT32_MAX;

	if (state->effort.parser == PARSE_STORED && bytes)
		return BLOCK_STORED;
	extra = count_extra_bits(state);
	fixed = plan_fixed(state) + extra;
	if (state->tokens >= LEAST_DYNAMIC)
		dynamic = plan_dynamic(state, header) + extra;
	/* an empty last block is shorter as a fixed one */
	if (bytes <= MAX_STORED && (bytes || !last))
		stored = HEADER_BITS + (-(state->bit_count + HEADER_BITS) & 7) + 32 + 8 * bytes;
	if (stored <= fixed && stored <= dynamic)
		return BLOCK_STORED;
	return fixed <= dynamic ? BLOCK_FIXED : BLOCK_DYNAMIC;
}

void wdz_begin_block(struct wdz_deflate *state, enum verdict verdict, bool last)
{
	uint32_t bytes = state->next - state->block;
	struct header header;
	enum block_kind kind;

	state->token[state->tokens] = literal_token(END_OF_BLOCK);
	state->literal_counts[END_OF_BLOCK] = 1;
	kind = plan_block(state, &header, bytes, last);
	if (kind == BLOCK_STORED && verdict == BLOCK_MAY_END) {
		state->literal_counts[END_OF_BLOCK] = 0;
		return;
	}
	state->last = last;
	if (kind == BLOCK_STORED) {
		/* bytes <= MAX_STORED: they are still in the window, and the window may move while they come out */
		memcpy(state->token, state->window + state->block, bytes);
		state->stored_length = bytes;
		state->stored_emitted = 0;
		state->phase = PHASE_STORED_HEADER;
		return;
	}
	state->fixed = kind == BLOCK_FIXED;
	state->phase = PHASE_TOKENS;
	if (state->fixed)
		wdz_put_bits(state, (uint64_t)last | BLOCK_FIXED << 1, HEADER_BITS);
	else {
		add_length_codes(state);
		put_dynamic_header(state, &header);
	}
}
