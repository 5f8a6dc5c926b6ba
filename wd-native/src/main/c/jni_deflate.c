// SPDX-License-Identifier: Apache-2.0
/* Deflate for io.warpdrive.soft.Wdz. */
#include "jni_memory.h"

NATIVE(jlong, newDeflate)(STATIC, jint level, jint strategy, jboolean nowrap)
{
	struct wdz_deflate *state = wdz_new_state(wdz_deflate_size());

	if (state)
		wdz_deflate_init(state, nowrap ? WDZ_RAW : WDZ_ZLIB, level, strategy);
	return number_of(state);
}

NATIVE(void, freeDeflate)(STATIC, jlong state)
{
	wdz_free_state(state_of(state), wdz_deflate_size());
}

/* Returns what is left of the state, which is gone then; 0 if it can't rest. */
NATIVE(jlong, restDeflate)(STATIC, jlong number)
{
	struct wdz_deflate *state = state_of(number);
	size_t size = wdz_deflate_rest_size(state);
	void *rest = size > 0 ? wdz_new_rest(size) : NULL;

	if (rest) {
		wdz_deflate_rest(state, rest);
		wdz_free_state(state, wdz_deflate_size());
	}
	return number_of(rest);
}

/* The way back; 0 if memory is short. */
NATIVE(jlong, wakeDeflate)(STATIC, jlong rest)
{
	struct wdz_deflate *state = wdz_new_state(wdz_deflate_size());

	if (state) {
		wdz_deflate_wake(state, state_of(rest));
		wdz_free_rest(state_of(rest));
	}
	return number_of(state);
}

NATIVE(void, beginDeflate)(STATIC, jlong state, jint level, jint strategy, jboolean nowrap)
{
	wdz_deflate_begin(state_of(state), nowrap ? WDZ_RAW : WDZ_ZLIB, level, strategy);
}

NATIVE(void, resumeDeflate)(STATIC, jlong state, jint adler)
{
	wdz_deflate_resume(state_of(state), (uint32_t)adler);
}

NATIVE(jint, deflateAdler)(STATIC, jlong state)
{
	return (jint)wdz_deflate_adler(state_of(state));
}

static jlong deflate(JNIEnv *env, jlong state, struct part *in, struct part *out, jint flush)
{
	struct wdz_io io;
	enum wdz_status status;

	if (!wdz_hold(env, in, out, &io))
		return NO_MEMORY;
	status = wdz_deflate(state_of(state), &io, (enum wdz_flush)flush);
	wdz_release(env, in, out);
	return wdz_packed(in->length - (jint)io.in_len, out->length - (jint)io.out_len, status);
}

NATIVE(jlong, deflateBytesBytes)
(STATIC, jlong state, jbyteArray in, jint inOff, jint inLen, jbyteArray out, jint outOff, jint outLen, jint flush)
{
	return deflate(env, state, ARRAY(in, inOff, inLen), ARRAY(out, outOff, outLen), flush);
}

NATIVE(jlong, deflateBytesBuffer)
(STATIC, jlong state, jbyteArray in, jint inOff, jint inLen, jobject out, jint outOff, jint outLen, jint flush)
{
	return deflate(env, state, ARRAY(in, inOff, inLen), BUFFER(out, outOff, outLen), flush);
}

NATIVE(jlong, deflateBufferBytes)
(STATIC, jlong state, jobject in, jint inOff, jint inLen, jbyteArray out, jint outOff, jint outLen, jint flush)
{
	return deflate(env, state, BUFFER(in, inOff, inLen), ARRAY(out, outOff, outLen), flush);
}

NATIVE(jlong, deflateBufferBuffer)
(STATIC, jlong state, jobject in, jint inOff, jint inLen, jobject out, jint outOff, jint outLen, jint flush)
{
	return deflate(env, state, BUFFER(in, inOff, inLen), BUFFER(out, outOff, outLen), flush);
}

static jlong set_parameters(JNIEnv *env, jlong state, struct part *in, struct part *out, jint level, jint strategy)
{
	enum { DONE, NO_ROOM };
	struct wdz_io io;
	int done;

	if (!wdz_hold(env, in, out, &io))
		return NO_MEMORY;
	done = wdz_deflate_params(state_of(state), &io, level, strategy);
	wdz_release(env, in, out);
	return wdz_packed(in->length - (jint)io.in_len, out->length - (jint)io.out_len, done ? DONE : NO_ROOM);
}

NATIVE(jlong, deflateParamsBytesBytes)
(STATIC, jlong state, jbyteArray in, jint inOff, jint inLen, jbyteArray out, jint outOff, jint outLen, jint level,
 jint strategy)
{
	return set_parameters(env, state, ARRAY(in, inOff, inLen), ARRAY(out, outOff, outLen), level, strategy);
}

NATIVE(jlong, deflateParamsBytesBuffer)
(STATIC, jlong state, jbyteArray in, jint inOff, jint inLen, jobject out, jint outOff, jint outLen, jint level,
 jint strategy)
{
	return set_parameters(env, state, ARRAY(in, inOff, inLen), BUFFER(out, outOff, outLen), level, strategy);
}

NATIVE(jlong, deflateParamsBufferBytes)
(STATIC, jlong state, jobject in, jint inOff, jint inLen, jbyteArray out, jint outOff, jint outLen, jint level,
 jint strategy)
{
	return set_parameters(env, state, BUFFER(in, inOff, inLen), ARRAY(out, outOff, outLen), level, strategy);
}

NATIVE(jlong, deflateParamsBufferBuffer)
(STATIC, jlong state, jobject in, jint inOff, jint inLen, jobject out, jint outOff, jint outLen, jint level,
 jint strategy)
{
	return set_parameters(env, state, BUFFER(in, inOff, inLen), BUFFER(out, outOff, outLen), level, strategy);
}

static jboolean set_dictionary(JNIEnv *env, jlong state, struct part *dictionary)
{
	const uint8_t *bytes = wdz_hold_dictionary(env, dictionary);
	int taken;

	if (!bytes)
		return JNI_FALSE;
	taken = wdz_deflate_set_dictionary(state_of(state), bytes, (size_t)dictionary->length);
	wdz_release_dictionary(env, dictionary);
	return taken ? JNI_TRUE : JNI_FALSE;
}

NATIVE(jboolean, deflateDictionaryBytes)(STATIC, jlong state, jbyteArray dictionary, jint offset, jint length)
{
	return set_dictionary(env, state, ARRAY(dictionary, offset, length));
}

NATIVE(jboolean, deflateDictionaryBuffer)(STATIC, jlong state, jobject dictionary, jint offset, jint length)
{
	return set_dictionary(env, state, BUFFER(dictionary, offset, length));
}
