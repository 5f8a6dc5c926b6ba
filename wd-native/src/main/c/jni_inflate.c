// SPDX-License-Identifier: Apache-2.0
/* Inflate for io.warpdrive.soft.Wdz. */
#include "jni_memory.h"

NATIVE(jlong, newInflate)(STATIC, jboolean nowrap)
{
	struct wdz_inflate *state = wdz_new_state(wdz_inflate_size());

	if (state)
		wdz_inflate_init(state, nowrap ? WDZ_RAW : WDZ_ZLIB);
	return number_of(state);
}

NATIVE(void, freeInflate)(STATIC, jlong state)
{
	wdz_free_state(state_of(state));
}

NATIVE(void, beginInflate)(STATIC, jlong state, jboolean nowrap)
{
	wdz_inflate_init(state_of(state), nowrap ? WDZ_RAW : WDZ_ZLIB);
}

NATIVE(jint, inflateError)(STATIC, jlong state)
{
	return (jint)wdz_inflate_error(state_of(state));
}

NATIVE(jint, inflateAdler)(STATIC, jlong state)
{
	return (jint)wdz_inflate_adler(state_of(state));
}

static jlong inflate(JNIEnv *env, jlong state, struct part in, struct part out)
{
	struct wdz_io io;
	enum wdz_status status;

	if (!wdz_hold(env, &in, &out, &io))
		return NO_MEMORY;
	status = wdz_inflate(state_of(state), &io);
	wdz_release(env, &in, &out);
	return wdz_packed(&in, &out, &io, status);
}

NATIVE(jlong, inflateBytesBytes)
(STATIC, jlong state, jbyteArray in, jint inOff, jint inLen, jbyteArray out, jint outOff, jint outLen)
{
	return inflate(env, state, ARRAY(in, inOff, inLen), ARRAY(out, outOff, outLen));
}

NATIVE(jlong, inflateBytesBuffer)
(STATIC, jlong state, jbyteArray in, jint inOff, jint inLen, jobject out, jint outOff, jint outLen)
{
	return inflate(env, state, ARRAY(in, inOff, inLen), BUFFER(out, outOff, outLen));
}

NATIVE(jlong, inflateBufferBytes)
(STATIC, jlong state, jobject in, jint inOff, jint inLen, jbyteArray out, jint outOff, jint outLen)
{
	return inflate(env, state, BUFFER(in, inOff, inLen), ARRAY(out, outOff, outLen));
}

NATIVE(jlong, inflateBufferBuffer)
(STATIC, jlong state, jobject in, jint inOff, jint inLen, jobject out, jint outOff, jint outLen)
{
	return inflate(env, state, BUFFER(in, inOff, inLen), BUFFER(out, outOff, outLen));
}

static jboolean set_dictionary(JNIEnv *env, jlong state, struct part dictionary)
{
	const uint8_t *bytes = wdz_hold_dictionary(env, &dictionary);
	int taken;

	if (!bytes)
		return JNI_FALSE;
	taken = wdz_inflate_set_dictionary(state_of(state), bytes, (size_t)dictionary.length);
	wdz_release_dictionary(env, &dictionary);
	return taken ? JNI_TRUE : JNI_FALSE;
}

NATIVE(jboolean, inflateDictionaryBytes)(STATIC, jlong state, jbyteArray dictionary, jint offset, jint length)
{
	return set_dictionary(env, state, ARRAY(dictionary, offset, length));
}

NATIVE(jboolean, inflateDictionaryBuffer)(STATIC, jlong state, jobject dictionary, jint offset, jint length)
{
	return set_dictionary(env, state, BUFFER(dictionary, offset, length));
}
