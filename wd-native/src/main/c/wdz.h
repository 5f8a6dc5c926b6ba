/* SPDX-License-Identifier: Apache-2.0 */
/*
 * wdz: streaming DEFLATE (RFC 1951), raw or in zlib format (RFC 1950).
 *
 * The caller owns all memory: a state is wdz_*_size() bytes, aligned to 64, made usable by wdz_*_init(). Nothing is
 * allocated and nothing is global, so states may be used by as many threads as there are states. A state may be
 * moved with memmove() between calls: it holds no pointers. (Pointers into caller's memory end with the call.)
 *
 * Flush values, strategies and levels are zlib's. What zlib's deflate() and inflate() promise as to how much of the input
 * is used and how much output is made, these promise too; where they can't be the same (other compressed bytes) it is said.
 */
#ifndef WDZ_H
#define WDZ_H

#include <stddef.h>
#include <stdint.h>

/* One call's input and output. Each call moves the pointers on by what was used and counts the lengths down. */
struct wdz_io {
	const uint8_t *in;
	size_t in_len;
	uint8_t *out;
	size_t out_len;
};

enum wdz_format {
	WDZ_RAW,
	WDZ_ZLIB,
};

enum wdz_flush {
	WDZ_NO_FLUSH = 0,
	WDZ_SYNC_FLUSH = 2,
	WDZ_FULL_FLUSH = 3,
	WDZ_FINISH = 4,
};

enum wdz_strategy {
	WDZ_DEFAULT_STRATEGY = 0,
	WDZ_FILTERED = 1,
	WDZ_HUFFMAN_ONLY = 2,
};

enum wdz_status {
	/* wants more input or more room; the lengths left tell which */
	WDZ_OK,
	/* the end of the stream, all of it handed out; further calls answer the same and do nothing */
	WDZ_STREAM_END,
	/* inflate: the stream wants the dictionary whose Adler-32 is wdz_inflate_adler(); deflate: never */
	WDZ_NEED_DICT,
	/* inflate: see wdz_inflate_error(); further calls answer the same; deflate: never */
	WDZ_DATA_ERROR,
};

/* What is wrong with the data, in the order of wdz_message()'s texts, which are zlib's. */
enum wdz_error {
	WDZ_NO_ERROR,
	WDZ_BAD_HEADER_CHECK,
	WDZ_BAD_METHOD,
	WDZ_BAD_WINDOW_SIZE,
	WDZ_BAD_BLOCK_TYPE,
	WDZ_BAD_STORED_LENGTHS,
	WDZ_TOO_MANY_SYMBOLS,
	WDZ_BAD_CODE_LENGTHS,
	WDZ_BAD_BIT_LENGTH_REPEAT,
	WDZ_MISSING_END_OF_BLOCK,
	WDZ_BAD_LITERAL_LENGTHS,
	WDZ_BAD_DISTANCES,
	WDZ_BAD_LITERAL_CODE,
	WDZ_BAD_DISTANCE_CODE,
	WDZ_DISTANCE_TOO_FAR,
	WDZ_BAD_DATA_CHECK,
};

struct wdz_deflate;
struct wdz_inflate;

size_t wdz_deflate_size(void);

/* level: 0 to 9, or -1 for 6. May be called again at any time to use the state for another stream. */
void wdz_deflate_init(struct wdz_deflate *state, enum wdz_format format, int level, int strategy);

/* Another stream of the same format, with the level and strategy in force. Cheap: does not clear the tables. */
void wdz_deflate_reset(struct wdz_deflate *state);

/* As wdz_deflate_reset(), for a stream of whatever format, level and strategy. */
void wdz_deflate_begin(struct wdz_deflate *state, enum wdz_format format, int level, int strategy);

/*
 * As zlib's deflateSetDictionary(): in zlib format before the first byte of input only, raw also behind a flush.
 * Returns false where zlib returns Z_STREAM_ERROR; nothing has changed then.
 */
int wdz_deflate_set_dictionary(struct wdz_deflate *state, const uint8_t *dictionary, size_t length);

/*
 * The stream that has been begun with wdz_deflate_begin(), and has had no call but perhaps wdz_deflate_set_dictionary()
 * with the last of the input so far, goes on with what another compressor has made up to a SYNC_FLUSH: without a header,
 * and in zlib format with that compressor's Adler-32.
 */
void wdz_deflate_resume(struct wdz_deflate *state, uint32_t adler);

/*
 * As zlib's deflateParams(): where the change is one of zlib's function (0; 1 to 3; 4 to 9) or of strategy and the stream
 * has had a call of wdz_deflate(), all input, that of io as well, is first compressed as before and handed out: more than
 * zlib's Z_BLOCK, which keeps the last bits. Returns false if room ran out before that was done: the parameters are unchanged, call again.
 */
int wdz_deflate_params(struct wdz_deflate *state, struct wdz_io *io, int level, int strategy);

/*
 * As zlib's deflate(): takes all input as long as there is room for what has to come out. In zlib format the two bytes of
 * the header come out in the first call that has room. With a flush, or at the end, call again while out_len comes
 * back as 0.
 */
enum wdz_status wdz_deflate(struct wdz_deflate *state, struct wdz_io *io, enum wdz_flush flush);

/* zlib format: the Adler-32 of the input taken so far, or of the dictionary before there was any; raw: 1. */
uint32_t wdz_deflate_adler(const struct wdz_deflate *state);

/*
 * A stream that waits, with all that it was given compressed and handed out, needs little of its state.
 * wdz_deflate_rest_size() says how many bytes, and wdz_deflate_rest() puts them there; the state can go then. 0: the
 * stream does not rest, or it is at a level below 3 or HUFFMAN_ONLY. wdz_deflate_wake() makes a state of them again, in any memory of
 * wdz_deflate_size() bytes, without wdz_deflate_init(). What is made after that is the same as without.
 */
size_t wdz_deflate_rest_size(const struct wdz_deflate *state);
void wdz_deflate_rest(const struct wdz_deflate *state, uint8_t *rest);
void wdz_deflate_wake(struct wdz_deflate *state, const uint8_t *rest);

size_t wdz_inflate_size(void);

void wdz_inflate_init(struct wdz_inflate *state, enum wdz_format format);

void wdz_inflate_reset(struct wdz_inflate *state);

/*
 * As zlib's inflateSetDictionary(): zlib format when WDZ_NEED_DICT was answered and the Adler-32 fits; raw at any time.
 * Returns false where zlib does not take it.
 */
int wdz_inflate_set_dictionary(struct wdz_inflate *state, const uint8_t *dictionary, size_t length);

/*
 * As zlib's inflate(…, Z_SYNC_FLUSH). After each call in_len and out_len are what zlib would have left, to the byte: when
 * the room is used up the next symbol has been read as well, and no byte beyond it; at the end of the stream not a
 * byte behind it has been touched. Nothing is written behind what is returned.
 */
enum wdz_status wdz_inflate(struct wdz_inflate *state, struct wdz_io *io);

/* zlib format: Adler-32 of the output so far, or with WDZ_NEED_DICT the dictionary's; raw: 0, as zlib's caller cleared it. */
uint32_t wdz_inflate_adler(const struct wdz_inflate *state);

enum wdz_error wdz_inflate_error(const struct wdz_inflate *state);

/* As wdz_deflate_rest_size() and its like. 0: the stream is within a block that has codes. */
size_t wdz_inflate_rest_size(const struct wdz_inflate *state);
void wdz_inflate_rest(const struct wdz_inflate *state, uint8_t *rest);
void wdz_inflate_wake(struct wdz_inflate *state, const uint8_t *rest);

#endif
