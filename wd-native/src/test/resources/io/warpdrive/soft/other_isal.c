// SPDX-License-Identifier: Apache-2.0
/*
 * A library of ISA-L's name in front of the real one, REAL. MOVED is how many
 * bytes lower than in 2.24 the members of struct inflate_state lie from the
 * one on that 2.23 did not have. With FORGETS the history is lost at each
 * call. With neither it is as good as the real one.
 */
#include <dlfcn.h>
#include <stdint.h>
#include <string.h>

#define HIST_BITS 21180
#define TMP_OUT_VALID 21208
#define TMP_OUT_BUFFER 21544
#define SIZE 87368

static void *real(const char *name)
{
	static void *library;

	if (!library)
		library = dlopen(REAL, RTLD_NOW | RTLD_LOCAL);
	return dlsym(library, name);
}

static void to_real(uint8_t *state)
{
	memmove(state + HIST_BITS + MOVED, state + HIST_BITS,
		SIZE - HIST_BITS - MOVED);
	memset(state + HIST_BITS, 0, MOVED);
}

static void from_real(uint8_t *state)
{
	memmove(state + HIST_BITS, state + HIST_BITS + MOVED,
		SIZE - HIST_BITS - MOVED);
}

void isal_inflate_init(uint8_t *state)
{
	to_real(state);
	((void (*)(uint8_t *))real("isal_inflate_init"))(state);
	from_real(state);
}

int isal_inflate(uint8_t *state)
{
	int32_t valid;
	int result;

	to_real(state);
	memcpy(&valid, state + TMP_OUT_VALID, sizeof(valid));
	if (FORGETS && valid > 0 && valid < SIZE - TMP_OUT_BUFFER)
		memset(state + TMP_OUT_BUFFER, '?', (size_t)valid);
	result = ((int (*)(uint8_t *))real("isal_inflate"))(state);
	from_real(state);
	return result;
}

void isal_deflate_init(void *stream)
{
	((void (*)(void *))real("isal_deflate_init"))(stream);
}

void isal_deflate_reset(void *stream)
{
	((void (*)(void *))real("isal_deflate_reset"))(stream);
}

int isal_deflate_set_dict(void *stream, uint8_t *dictionary, uint32_t length)
{
	return ((int (*)(void *, uint8_t *, uint32_t))real(
		"isal_deflate_set_dict"))(stream, dictionary, length);
}

int isal_deflate(void *stream)
{
	return ((int (*)(void *))real("isal_deflate"))(stream);
}

uint32_t isal_adler32(uint32_t sum, const uint8_t *data, uint64_t length)
{
	return ((uint32_t (*)(uint32_t, const uint8_t *, uint64_t))real(
		"isal_adler32"))(sum, data, length);
}
