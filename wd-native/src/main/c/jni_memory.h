/* SPDX-License-Identifier: Apache-2.0 */
/* Java's memory and results, for the files named jni: they alone know Java, and they alone allocate. */
#ifndef WDZ_JNI_MEMORY_H
#define WDZ_JNI_MEMORY_H

#include <jni.h>
#include <stdbool.h>

#include "wdz.h"

/* The beginning of a function that Java calls. */
#define NATIVE(type, name) JNIEXPORT type JNICALL Java_io_warpdrive_soft_Wdz_##name
#define STATIC __attribute__((unused)) JNIEnv *env, __attribute__((unused)) jclass class

/* The answer where memory could not be had: no call that used and made 2^31 - 1 bytes fails as well. */
#define NO_MEMORY ((jlong)-1)

/* A part of an array or of a direct buffer; Java has checked its bounds. */
struct part {
	jarray array;
	jobject buffer;
	jint offset;
	jint length;
	/* of all of it, while it is held */
	uint8_t *start;
};

/*
 * Passed on by address: a copy is loaded in larger pieces than it was just stored in, for which a processor has to wait
 * longer than the call of a short message may take.
 */
#define ARRAY(object, from, count) (&(struct part){ .array = (object), .offset = (from), .length = (count) })
#define BUFFER(object, from, count) (&(struct part){ .buffer = (object), .offset = (from), .length = (count) })

/*
 * Gets hold of both, so that nothing of Java's moves until they are released: no call to Java may be made before that.
 * False: memory was short, nothing is held.
 */
bool wdz_hold(JNIEnv *env, struct part *in, struct part *out, struct wdz_io *io);
void wdz_release(JNIEnv *env, struct part *in, struct part *out);

/* The same for a dictionary alone; NULL if memory was short. */
const uint8_t *wdz_hold_dictionary(JNIEnv *env, struct part *dictionary);
void wdz_release_dictionary(JNIEnv *env, struct part *dictionary);

/* Bits 0-30 the input used, bits 31-61 the output made, bits 62-63 the status. */
jlong wdz_packed(jint used, jint made, unsigned int status);

/*
 * Memory for a state, aligned as wdz.h wants; NULL if it is short. It comes in pages: much of a state is never touched, and
 * what goes is the system's at once, whatever has been allocated behind it.
 */
void *wdz_new_state(size_t size);
void wdz_free_state(void *state, size_t size);

/* Memory for what is left of a state at rest. */
void *wdz_new_rest(size_t size);
void wdz_free_rest(void *rest);

/* Java holds a state as a number. */
static inline void *state_of(jlong number)
{
	return (void *)(uintptr_t)number;
}

static inline jlong number_of(const void *state)
{
	return (jlong)(uintptr_t)state;
}

#endif
