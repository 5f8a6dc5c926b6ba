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
	wdz_free_state(state_of(state), wdz_inflate_size());
}

/* Returns what is left of the state, which is gone then; 0 if it can't rest. */
NATIVE(jlong, restInflate)(STATIC, jlong number)
{
	struct wdz_inflate *state = state_of(number);
	size_t size = wdz_inflate_rest_size(state);
	void *rest = size > 0 ? wdz_new_rest(size) : NULL;

	if (rest) {
		wdz_inflate_rest(state, rest);
		wdz_free_state(state, wdz_inflate_size());
	}
	return number_of(rest);
}

/* The way back; 0 if memory is short. */
NATIVE(jlong, wakeInflate)(STATIC, jlong rest)
{
	struct wdz_inflate *state = wdz_new_state(wdz_inflate_size());

	if (state) {
		wdz_inflate_wake(state, state_of(rest));
		wdz_free_rest(state_of(rest));
	}
	return number_of(state);
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

/*
 * A short message is copied, which takes two calls of the virtual machine where holding two arrays takes four, and never
 * keeps the garbage collector waiting. Where the output turns out to be long, the rest goes to the array itself.
 */
enum { SHORT_INPUT = 256, SHORT_OUTPUT = 1024 };

struct message {
	struct part *in;
	struct part *out;
	enum wdz_status status;
	/* input and output so far */
	jint used;
	jint made;
};

static bool is_short(const struct message *m)
{
	return m->in->array && m->out->array && m->in->length <= SHORT_INPUT;
}

/* Returns false if there is more to do. */
static bool inflate_short(JNIEnv *env, struct wdz_inflate *state, struct message *m)
{
	uint8_t input[SHORT_INPUT], output[SHORT_OUTPUT];
	jint room = m->out->length < SHORT_OUTPUT ? m->out->length : SHORT_OUTPUT;
	struct wdz_io io = { .in = input, .in_len = (size_t)m->in->length, .out = output, .out_len = (size_t)room };

	(*env)->GetByteArrayRegion(env, m->in->array, m->in->offset, m->in->length, (jbyte *)input);
	m->status = wdz_inflate(state, &io);
	m->used = m->in->length - (jint)io.in_len;
	m->made = room - (jint)io.out_len;
	(*env)->SetByteArrayRegion(env, m->out->array, m->out->offset, m->made, (const jbyte *)output);
	return m->status != WDZ_OK || io.out_len > 0 || room == m->out->length;
}

static bool inflate_long(JNIEnv *env, struct wdz_inflate *state, struct message *m)
{
	struct wdz_io io;

	if (!wdz_hold(env, m->in, m->out, &io))
		return false;
	io.in += m->used;
	io.in_len -= (size_t)m->used;
	io.out += m->made;
	io.out_len -= (size_t)m->made;
	m->status = wdz_inflate(state, &io);
	m->used = m->in->length - (jint)io.in_len;
	m->made = m->out->length - (jint)io.out_len;
	wdz_release(env, m->in, m->out);
	return true;
}

/* begin: an enum wdz_format if another stream begins with this call, else negative. */
static jlong inflate(JNIEnv *env, jlong number, jint begin, struct part *in, struct part *out)
{
	struct wdz_inflate *state = state_of(number);
	struct message m = { .in = in, .out = out };
	bool done;

	if (begin >= 0)
		wdz_inflate_init(state, (enum wdz_format)begin);
	done = is_short(&m) && inflate_short(env, state, &m);
	if (!done && !inflate_long(env, state, &m) && m.used + m.made == 0)
		return NO_MEMORY;
	return wdz_packed(m.used, m.made, m.status);
}

NATIVE(jlong, inflateBytesBytes)
(STATIC, jlong state, jint begin, jbyteArray in, jint inOff, jint inLen, jbyteArray out, jint outOff, jint outLen)
{
	return inflate(env, state, begin, ARRAY(in, inOff, inLen), ARRAY(out, outOff, outLen));
}

NATIVE(jlong, inflateBytesBuffer)
(STATIC, jlong state, jint begin, jbyteArray in, jint inOff, jint inLen, jobject out, jint outOff, jint outLen)
{
	return inflate(env, state, begin, ARRAY(in, inOff, inLen), BUFFER(out, outOff, outLen));
}

NATIVE(jlong, inflateBufferBytes)
(STATIC, jlong state, jint begin, jobject in, jint inOff, jint inLen, jbyteArray out, jint outOff, jint outLen)
{
	return inflate(env, state, begin, BUFFER(in, inOff, inLen), ARRAY(out, outOff, outLen));
}

NATIVE(jlong, inflateBufferBuffer)
(STATIC, jlong state, jint begin, jobject in, jint inOff, jint inLen, jobject out, jint outOff, jint outLen)
{
	return inflate(env, state, begin, BUFFER(in, inOff, inLen), BUFFER(out, outOff, outLen));
}

static jboolean set_dictionary(JNIEnv *env, jlong state, struct part *dictionary)
{
	const uint8_t *bytes = wdz_hold_dictionary(env, dictionary);
	int taken;

	if (!bytes)
		return JNI_FALSE;
	taken = wdz_inflate_set_dictionary(state_of(state), bytes, (size_t)dictionary->length);
	wdz_release_dictionary(env, dictionary);
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
