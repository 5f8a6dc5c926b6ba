// SPDX-License-Identifier: Apache-2.0
/* What both halves need to serve Java, and the version that Java asks for. */
#define _DEFAULT_SOURCE
#include <stdlib.h>
#include <sys/mman.h>

#include "adler.h"
#include "jni_memory.h"

enum { VERSION = 3 };

NATIVE(jint, version)(STATIC)
{
	return VERSION;
}

NATIVE(jint, adler32)(STATIC, jint adler, jobject bytes, jint offset, jint length)
{
	const uint8_t *start = (*env)->GetDirectBufferAddress(env, bytes);

	return (jint)wdz_adler32((uint32_t)adler, start + offset, (size_t)length);
}

static bool hold_array(JNIEnv *env, struct part *part)
{
	if (part->array)
		part->start = (*env)->GetPrimitiveArrayCritical(env, part->array, NULL);
	return part->start;
}

/* Before any array is held, as a call to Java. A file of no bytes is mapped nowhere: any address will do for it. */
static void find_buffer(JNIEnv *env, struct part *part)
{
	static uint8_t nowhere;

	if (part->buffer)
		part->start = (*env)->GetDirectBufferAddress(env, part->buffer);
	if (part->buffer && !part->start && part->length == 0)
		part->start = &nowhere;
}

/* What was only read need not be copied back, where the virtual machine made a copy. */
static void release_array(JNIEnv *env, struct part *part, jint mode)
{
	if (part->array)
		(*env)->ReleasePrimitiveArrayCritical(env, part->array, part->start, mode);
}

bool wdz_hold(JNIEnv *env, struct part *in, struct part *out, struct wdz_io *io)
{
	find_buffer(env, in);
	find_buffer(env, out);
	if (!hold_array(env, in))
		return false;
	if (!hold_array(env, out)) {
		release_array(env, in, JNI_ABORT);
		return false;
	}
	io->in = in->start + in->offset;
	io->in_len = (size_t)in->length;
	io->out = out->start + out->offset;
	io->out_len = (size_t)out->length;
	return true;
}

void wdz_release(JNIEnv *env, struct part *in, struct part *out)
{
	release_array(env, out, 0);
	release_array(env, in, JNI_ABORT);
}

const uint8_t *wdz_hold_dictionary(JNIEnv *env, struct part *dictionary)
{
	find_buffer(env, dictionary);
	return hold_array(env, dictionary) ? dictionary->start + dictionary->offset : NULL;
}

void wdz_release_dictionary(JNIEnv *env, struct part *dictionary)
{
	release_array(env, dictionary, JNI_ABORT);
}

jlong wdz_packed(jint used, jint made, unsigned int status)
{
	return (jlong)((uint64_t)used | (uint64_t)made << 31 | (uint64_t)status << 62);
}

void *wdz_new_state(size_t size)
{
	void *state = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	return state == MAP_FAILED ? NULL : state;
}

void wdz_free_state(void *state, size_t size)
{
	munmap(state, size);
}

void *wdz_new_rest(size_t size)
{
	return malloc(size);
}

void wdz_free_rest(void *rest)
{
	free(rest);
}

NATIVE(void, freeRest)(STATIC, jlong rest)
{
	wdz_free_rest(state_of(rest));
}
