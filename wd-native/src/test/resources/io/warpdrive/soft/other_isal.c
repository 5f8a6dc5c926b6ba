// SPDX-License-Identifier: Apache-2.0
/*
 * A library of ISA-L's name in front of the real one, REAL. With HOLDS_BACK
 * flushes are not asked for, with FORGETS the history is other bytes. With
 * neither it is as good as the real one.
 */
#include <dlfcn.h>
#include <stdint.h>
#include <string.h>

#define FLUSH 58

static void *real(const char *name)
{
	static void *library;

	if (!library)
		library = dlopen(REAL, RTLD_NOW | RTLD_LOCAL);
	return dlsym(library, name);
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
	uint8_t other[32768];

	for (uint32_t i = 0; i < length && i < sizeof(other); i++)
		other[i] = FORGETS && i + 1 < length ? dictionary[i + 1] :
						       dictionary[i];
	return ((int (*)(void *, uint8_t *, uint32_t))real(
		"isal_deflate_set_dict"))(stream, other, length);
}

int isal_deflate(uint8_t *stream)
{
	if (HOLDS_BACK)
		memset(stream + FLUSH, 0, sizeof(uint16_t));
	return ((int (*)(void *))real("isal_deflate"))(stream);
}
