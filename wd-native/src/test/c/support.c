// SPDX-License-Identifier: Apache-2.0
#define _DEFAULT_SOURCE
#include "support.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

uint64_t replay_seed = 1;

void failed(const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	vfprintf(stderr, format, arguments);
	va_end(arguments);
	fprintf(stderr, " (seed %#llx)\n", (unsigned long long)replay_seed);
	abort();
}

uint32_t random_below(uint64_t *random, uint32_t limit)
{
	/* xorshift64*; the state must not be 0 */
	*random ^= *random >> 12;
	*random ^= *random << 25;
	*random ^= *random >> 27;
	return (uint32_t)((*random * UINT64_C(2685821657736338717)) >> 32) % limit;
}

size_t random_piece(uint64_t *random, uint32_t most, size_t left)
{
	size_t length = random_below(random, most + 1);

	return length < left ? length : left;
}

struct arena new_arena(size_t size)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	uint8_t *memory;

	size = (size + page - 1) / page * page;
	memory = mmap(NULL, size + 2 * page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (memory == MAP_FAILED || mprotect(memory + page, size, PROT_READ | PROT_WRITE) != 0)
		failed("no memory for %zu bytes between guard pages", size);
	return (struct arena){ memory + page, size };
}

void *new_state(size_t size)
{
	struct arena arena = new_arena(size);

	return arena.start + (arena.size - size) / 64 * 64;
}
