// SPDX-License-Identifier: Apache-2.0
#include "mutator_pool.h"

#include <string.h>

void keep_sample(struct pool *pool, const uint8_t *bytes, size_t length)
{
	if (length == 0 || length > pool->longest || pool->kept == POOL / 2)
		return;
	memcpy(pool->samples[pool->kept].bytes, bytes, length);
	pool->samples[pool->kept].length = (uint16_t)length;
	pool->count = ++pool->kept;
}

void add_sample(struct pool *pool, const uint8_t *bytes, size_t length, uint64_t *random)
{
	struct sample *sample;

	if (pool->count < POOL)
		sample = &pool->samples[pool->count++];
	else
		sample = &pool->samples[pool->kept + random_below(random, POOL - pool->kept)];
	memcpy(sample->bytes, bytes, length);
	sample->length = (uint16_t)length;
}

/* One change of the bytes; returns their new number, from 1 to the longest. */
static uint32_t change(const struct pool *pool, uint8_t *bytes, uint32_t length, uint64_t *random)
{
	uint32_t at = random_below(random, length), kind = random_below(random, 10), other, size;
	const struct sample *from;

	switch (kind) {
	case 0:
	case 1:
	case 2:
	case 3:
		bytes[at] ^= (uint8_t)(1u << random_below(random, 8));
		return length;
	case 4:
	case 5:
		bytes[at] = (uint8_t)random_below(random, 256);
		return length;
	case 6:
		/* a piece goes */
		size = 1 + random_below(random, length - at);
		if (size == length)
			return length;
		memmove(bytes + at, bytes + at + size, length - at - size);
		return length - size;
	case 7:
		/* a piece comes twice */
		size = 1 + random_below(random, length - at);
		if (size > pool->longest - length)
			return length;
		memmove(bytes + at + size, bytes + at, length - at);
		return length + size;
	default:
		/* the rest is another's */
		from = &pool->samples[random_below(random, pool->count)];
		other = random_below(random, from->length);
		size = from->length - other < pool->longest - at ? from->length - other : pool->longest - at;
		memcpy(bytes + at, from->bytes + other, size);
		return at + size;
	}
}

uint32_t draw_input(const struct pool *pool, uint8_t *bytes, uint64_t *random)
{
	const struct sample *sample = &pool->samples[random_below(random, pool->count)];
	uint32_t length = sample->length;

	memcpy(bytes, sample->bytes, length);
	for (uint32_t changes = 1 + random_below(random, 3); changes; changes--)
		length = change(pool, bytes, length, random);
	return length;
}
