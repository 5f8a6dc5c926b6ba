/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The engine and zlib, call by call on the same pieces of a stream. After each call both must have used and made the
 * same bytes and say the same, and nothing else may have been touched: input and output lie at guard pages, the state
 * moves between some calls, and what is behind the output is looked at. A difference ends the process.
 */
#ifndef INFLATE_PAIR_H
#define INFLATE_PAIR_H

#include <stdbool.h>

#include "support.h"
#include "wdz.h"

/* How the stream is cut: a call gets up to so many bytes of each, by chance; fixed: always that many. */
struct cuts {
	uint32_t input;
	uint32_t output;
	bool fixed;
	uint64_t random;
};

struct stream {
	enum wdz_format format;
	const uint8_t *bytes;
	size_t length;
	/* given when it is wanted, or before the first byte of a raw stream; NULL if none */
	const uint8_t *dictionary;
	size_t dictionary_length;
	/* ends the run once so much has been made: damaged streams make much of little */
	size_t most;
};

struct outcome {
	enum wdz_status status;
	enum wdz_error error;
	size_t used;
	size_t made;
};

/* The largest piece that a call gets. */
enum { MOST_PIECE = 1 << 20 };

struct outcome run_pair(const struct stream *stream, struct cuts cuts);

/* zlib's, in the order of enum wdz_error. */
#define ERROR_TEXTS                                                                                                    \
	"",                                                                                                            \
	"incorrect header check",                                                                                      \
	"unknown compression method",                                                                                  \
	"invalid window size",                                                                                         \
	"invalid block type",                                                                                          \
	"invalid stored block lengths",                                                                                \
	"too many length or distance symbols",                                                                         \
	"invalid code lengths set",                                                                                    \
	"invalid bit length repeat",                                                                                   \
	"invalid code -- missing end-of-block",                                                                        \
	"invalid literal/lengths set",                                                                                 \
	"invalid distances set",                                                                                       \
	"invalid literal/length code",                                                                                 \
	"invalid distance code",                                                                                       \
	"invalid distance too far back",                                                                               \
	"incorrect data check"

const char *error_text(enum wdz_error error);

#endif
