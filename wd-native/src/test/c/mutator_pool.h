/* SPDX-License-Identifier: Apache-2.0 */
/* Inputs that others are made of by chance. */
#ifndef MUTATOR_POOL_H
#define MUTATOR_POOL_H

#include <stdbool.h>

#include "support.h"

enum { POOL = 16384, LONGEST_INPUT = 512 };

struct pool {
	/* None is longer than this. */
	uint32_t longest;
	uint32_t count;
	/* Before this one they stay; those behind it give way to others once the pool is full. */
	uint32_t kept;
	struct sample {
		uint16_t length;
		uint8_t bytes[LONGEST_INPUT];
	} samples[POOL];
};

/* Adds one that stays, unless it is empty, too long or the pool half full of such. */
void keep_sample(struct pool *pool, const uint8_t *bytes, size_t length);

/* Adds one that has shown something new. */
void add_sample(struct pool *pool, const uint8_t *bytes, size_t length, uint64_t *random);

/* One of the pool with a few changes; returns its length, which is 1 at least. */
uint32_t draw_input(const struct pool *pool, uint8_t *bytes, uint64_t *random);

#endif
