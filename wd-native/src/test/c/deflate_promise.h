/* SPDX-License-Identifier: Apache-2.0 */
/* What the tests of deflate's promises share: a state, buffers and zlib. */
#ifndef DEFLATE_PROMISE_H
#define DEFLATE_PROMISE_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "deflate_script.h"

#define CHECK(condition, ...) \
	do { \
		if (!(condition)) { \
			fprintf(stderr, "%s:%d: %s: ", __func__, __LINE__, #condition); \
			failed(__VA_ARGS__); \
		} \
	} while (0)

enum { ROOM = 1 << 18 };

typedef void promise(void);

extern struct wdz_deflate *state;
extern uint8_t input[ROOM], output[2 * ROOM], other[2 * ROOM];

/* The input's first bytes, and room at the output's start. */
struct wdz_io io_of(size_t in, size_t out);

/* What one call makes of no input. */
size_t flush_nothing(enum wdz_flush flush, size_t room);

void open_zlib(z_stream *stream, enum wdz_format format, int level, int strategy);

void fill_input(uint64_t seed, uint32_t letters);

/* Each after the other, with the state. */
void keep_promises(const char *name, promise *const *promises, size_t count);

#endif
