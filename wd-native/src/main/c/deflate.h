/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the files of deflate share: the state and the steps of a stream.
 *
 *	deflate.c		the stream: format, window, flushes
 *	deflate_window.c	the window and the tables, from stream to stream
 *	deflate_rest.c		a stream that waits, in little memory
 *	deflate_parse.c		bytes to tokens, by levels (deflate_match.h finds the matches)
 *	deflate_fast.c		the same for levels 1 and 2
 *	deflate_split.c		where a block ends
 *	deflate_block.c		a block's kind, codes and header
 *	deflate_emit.c		bits to the caller, cut anywhere
 *	huffman.c		codes of limited length
 *
 * The compressed bytes depend on the stream's bytes, level, strategy and flush points alone. So nothing is decided from
 * what happens to be at hand: a step is taken at a position when LOOKAHEAD bytes are known behind it, or all up to the
 * flush, and nothing in it depends on where in the window the position lies or on what the state was used for before.
 */
#ifndef WDZ_DEFLATE_H
#define WDZ_DEFLATE_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "wdz.h"

#if __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#error "bits are stored and bytes compared eight at a time, the lowest first"
#endif

/*
 * A short message takes a few microseconds, and up to 4 % more where its loops begin in the middle of 32 bytes of code:
 * none does, whatever is linked before it.
 */
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC optimize("align-loops=32")
#endif

#define ALWAYS_INLINE static inline __attribute__((always_inline))
#define likely(x) __builtin_expect(!!(x), 1)
#define unlikely(x) __builtin_expect(!!(x), 0)

enum {
	/*
	 * Positions are 16 bits in the tables, 0 is no position, and none is entered before its four bytes are known. So
	 * 64 KB fit in without a move.
	 */
	WINDOW = 65536 + 3,
	WINDOW_START = 1,
	/* Behind the window up to the longest match is read, eight bytes at a time, and never used. */
	WINDOW_SPILL = 269,

	/* The ring of links between positions with the same hash. A distance is less than its size. */
	LINKS = 32768,
	MAX_DISTANCE = LINKS - 1,

	MIN_MATCH = 3,
	MAX_MATCH = 258,
	/* A step looks for matches at a position and the two behind it, each with the four bytes that are hashed. */
	LOOKAHEAD = 320,
	/* The first step of a block also looks at the block's first bytes. */
	SAMPLE = 4096,

	/* What the window moves by: whole chunks of the ring, and all of MAX_DISTANCE stays in it. */
	LINK_CHUNK = 4096,
	SLIDE = 7 * LINK_CHUNK,

	/*
	 * Bits of hash4's index, and of those in use in a stream's first bytes if it is flushed, or in fewer ends, there:
	 * what sends a little at a time and waits in between, or is made for one message, touches little memory.
	 */
	HASH4_BITS = 15,
	SHORT_HASH4_BITS = 12,
	SHORT_STREAM = 4096,
	SHORT_MESSAGE = 1024,
	HASH3_BITS = 12,

	LITERAL_SYMBOLS = 286,
	DISTANCE_SYMBOLS = 30,
	PRECODE_SYMBOLS = 19,
	END_OF_BLOCK = 256,
	FIRST_LENGTH = 257,
	/* Four literals and what was left of a byte fit into 64 bits. */
	MAX_LITERAL_CODE = 14,
	MAX_DISTANCE_CODE = 15,
	MAX_PRECODE_CODE = 7,

	/* A block's tokens. A step adds up to three after the limit was looked at; the end of the block is one too. */
	MAX_TOKENS = 32000,
	TOKENS = MAX_TOKENS + 4,
	/* A longer block can't be stored: its bytes are copied to the tokens' place. */
	MAX_STORED = 32767,

	/* Kinds of tokens whose mix tells where a block ends: eight of literals, short and long matches. */
	KINDS = 10,

	/* Output that waits for room: a block's header or 64 tokens or the end of a stream, and what a store writes behind. */
	PENDING = 2048,
};

_Static_assert(WINDOW - SAMPLE - SLIDE >= MAX_DISTANCE + WINDOW_START, "the window moves what may still be used out");
_Static_assert(1 << HASH4_BITS == LINKS, "links are by hash as well");
_Static_assert(LOOKAHEAD >= 2 + MAX_MATCH + 4 && SAMPLE >= LOOKAHEAD, "a step would see the end of what is at hand");
_Static_assert(SAMPLE >= SHORT_STREAM, "whether a stream is short would depend on what is at hand");
_Static_assert(MAX_STORED <= TOKENS * 4, "a stored block has no place");

/*
 * A token: distance - 1 in the lowest bits, above it length - 3, or FIRST_LITERAL and a literal or END_OF_BLOCK, and on
 * top the distance's symbol, for what has none NO_DISTANCE. So all are put out in the same way, without a branch.
 */
enum {
	TOKEN_CODE_SHIFT = 15,
	TOKEN_CODE_MASK = 1023,
	TOKEN_DISTANCE_SYMBOL_SHIFT = 26,
	FIRST_LITERAL = 256,
	NO_DISTANCE = DISTANCE_SYMBOLS,
	/* By length - 3 with its extra bits, then by FIRST_LITERAL + symbol. */
	TOKEN_CODES = FIRST_LITERAL + LITERAL_SYMBOLS,
};

/* A code in the order in which its bits are stored, its length above it. */
#define CODE_LENGTH_SHIFT 24
#define CODE_MASK ((1u << CODE_LENGTH_SHIFT) - 1)

enum parser {
	PARSE_STORED,
	PARSE_LITERALS,
	PARSE_FASTEST,
	PARSE_FAST,
	PARSE_GREEDY,
	PARSE_LAZY,
	PARSE_LAZIER,
};

struct effort {
	uint8_t parser;
	/* Positions of a chain that are looked at (PARSE_FAST: of a match that are entered); a length that is not bettered. */
	uint16_t depth, nice;
	/* From the first length on the next position is not looked at; from the second on only with an eighth of the depth. */
	uint16_t lazy, good;
};

/* What comes out next. TOKENS and STORED_* end in IDLE, or behind the last block in TRAILER, which ends in ENDED. */
enum phase {
	PHASE_IDLE,
	PHASE_TOKENS,
	PHASE_STORED_HEADER,
	PHASE_STORED_BYTES,
	PHASE_TRAILER,
	PHASE_ENDED,
};

enum block_kind {
	BLOCK_STORED,
	BLOCK_FIXED,
	BLOCK_DYNAMIC,
};

/* A step's answer. */
enum verdict {
	BLOCK_GOES_ON,
	/* ends here unless it would be stored: the next one would be as well */
	BLOCK_MAY_END,
	BLOCK_ENDS,
};

struct wdz_deflate {
	/* Positions in the window: the next byte to be compressed, the end of those at hand, the oldest to be used. */
	uint32_t next, end, low;
	/* Positions before this one are in the tables. */
	uint32_t entered;
	/* Of the bits of hash4's index in use: 64 bits, so that the compiler sees that no token stored changes it. */
	uint64_t hash4_mask;
	/* The position from which on all are in use; 0 when they are. */
	uint32_t grow_at;
	/* hash4 has been written beyond what a short stream uses */
	bool grown_before;
	/* no step of this stream has been taken */
	bool size_undecided;
	/* The block's first byte. Moves below 0 with the window, next - block stays its length. */
	uint32_t block;
	/* A match at next, found when the byte before it was looked at; length 0: none. */
	uint32_t held_length, held_distance;
	/* Bytes since the last one at which a match was found. */
	uint32_t misses;
	/* Shorter matches are not looked for in this block; 0: the block's first bytes have to be looked at. */
	uint32_t min_length;
	/* Matches of three bytes that are farther away are not taken. */
	uint32_t near;
	struct effort effort;

	uint8_t format, level, strategy;
	/* Asked for from position change_at on, if changing. */
	uint8_t next_level, next_strategy;
	bool changing;
	uint32_t change_at;
	/* Bytes of input since one was asked for, up to WINDOW: then it has been made. */
	uint32_t since_change;

	/* a call has been made that had room */
	bool started;
	bool has_dictionary;
	/* The last flush that was made, if there was no input since. */
	uint8_t flushed;
	uint32_t adler;

	uint8_t phase;
	/* the block that is coming out is the last one */
	bool last;
	bool fixed;
	uint32_t tokens, emitted;
	uint32_t stored_length, stored_emitted;
	uint32_t bit_count;
	uint64_t bits;
	uint32_t pending_from, pending_to;

	/* The mix of the block's tokens up to token mixed, and the token at which it's looked at again. */
	uint32_t mix[KINDS];
	uint32_t mixed, next_check;

	uint32_t literal_counts[LITERAL_SYMBOLS], distance_counts[DISTANCE_SYMBOLS];
	uint32_t token_codes[TOKEN_CODES], distance_codes[DISTANCE_SYMBOLS + 1];
	uint8_t pending[PENDING];

	uint16_t hash4[1 << HASH4_BITS], hash3[1 << HASH3_BITS], links[LINKS];
	uint8_t window[WINDOW + WINDOW_SPILL];
	uint32_t token[TOKENS];
};

/* The builtin is inline where the library is compiled as freestanding, too. */
ALWAYS_INLINE uint32_t load32(const uint8_t *p)
{
	uint32_t v;

	__builtin_memcpy(&v, p, sizeof(v));
	return v;
}

ALWAYS_INLINE uint64_t load64(const uint8_t *p)
{
	uint64_t v;

	__builtin_memcpy(&v, p, sizeof(v));
	return v;
}

ALWAYS_INLINE uint32_t literal_token(uint32_t literal)
{
	return (FIRST_LITERAL + literal) << TOKEN_CODE_SHIFT | (uint32_t)NO_DISTANCE << TOKEN_DISTANCE_SYMBOL_SHIFT;
}

/* What links is, beside hash4 and hash3; a parser finds no other kind's. */
enum tables {
	/* not used */
	TABLES_NEWEST,
	/* by hash, the position before hash4's */
	TABLES_PAIRS,
	/* by position in a ring, the one before it of the same hash */
	TABLES_CHAINS,
};

ALWAYS_INLINE enum tables tables_of(const struct wdz_deflate *state)
{
	return state->effort.parser >= PARSE_GREEDY ? TABLES_CHAINS :
	       state->effort.parser == PARSE_FAST ? TABLES_PAIRS : TABLES_NEWEST;
}

/* deflate_window.c: makes room for SLIDE bytes. */
void wdz_slide_window(struct wdz_deflate *state);
void wdz_clear_tables(struct wdz_deflate *state);
/* Another stream begins: nothing before end is used any more. */
void wdz_forget_window(struct wdz_deflate *state);
/* From grow_at on, before a step: hash4 gets all its bits, or not yet. flush: what comes at the end of what is at hand. */
void wdz_size_tables(struct wdz_deflate *state, enum wdz_flush flush);
/* Enters all that may be used into empty tables: after another kind of tables. */
void wdz_rebuild_tables(struct wdz_deflate *state);

/* deflate_parse.c: tokens for the bytes up to stop, or less if the block ends; next may come to lie behind stop. */
enum verdict wdz_parse(struct wdz_deflate *state, uint32_t stop);

/* deflate_fast.c */
enum verdict wdz_parse_fastest(struct wdz_deflate *state, uint32_t stop);
enum verdict wdz_parse_fast(struct wdz_deflate *state, uint32_t stop);

/* deflate_split.c */
enum verdict wdz_check_block(struct wdz_deflate *state, uint32_t tokens, uint32_t position);
/* At a block's first byte. */
void wdz_look_at_sample(struct wdz_deflate *state);

/* deflate_block.c: makes the block of all tokens ready for wdz_emit(). A block that may end but would be stored goes on. */
void wdz_begin_block(struct wdz_deflate *state, enum verdict verdict, bool last);
void wdz_clear_block(struct wdz_deflate *state);

/* deflate_emit.c: hands out what is ready; false when room ran out. */
bool wdz_emit(struct wdz_deflate *state, struct wdz_io *io);
void wdz_put_bits(struct wdz_deflate *state, uint64_t value, uint32_t count);
void wdz_put_bytes(struct wdz_deflate *state, const uint8_t *bytes, uint32_t length);
/* An empty stored block, up to a whole byte. */
void wdz_put_marker(struct wdz_deflate *state);
void wdz_put_empty_block(struct wdz_deflate *state);

/*
 * huffman.c: lengths and codes for symbols that occur as often as counts says, at most max_length long. There are at
 * least two codes. Returns what all of them take, in bits. codes of symbols that don't occur are left as they were.
 */
uint32_t wdz_make_code(const uint32_t *counts, uint32_t symbols, uint32_t max_length, uint8_t *lengths, uint32_t *codes);

#endif
