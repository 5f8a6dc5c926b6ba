// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.soft;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * The native engine's functions, bare: {@code wdz.h} says what they promise. Usable once {@link WdzLibrary#failure()} is
 * empty.
 *
 * <p>A state is a number from {@code new…}, 0 when memory is short, and must be freed once. Nothing is checked here: a
 * state must be live and used by one thread at a time; offset and length must lie within the array or buffer; a buffer
 * must be direct, and its position and limit mean nothing. While a call runs, the arrays it names may keep the garbage
 * collector from moving them, or from running.
 *
 * <p>A packed result is {@link io.warpdrive.queue.InPlace}'s; {@code deflateParams…} has {@code STREAM_END} for "the room
 * ran out first". {@link #NO_MEMORY} in its place says that an array could not be reached and nothing was done.
 */
final class Wdz {
    /** What {@link #version} answers in the library that fits these declarations. */
    static final int VERSION = 3;

    /** In place of a packed result: the virtual machine was short of memory. */
    static final long NO_MEMORY = -1;

    /** No other stream begins. */
    static final int GOES_ON = -1;
    /** {@code enum wdz_format}. */
    static final int RAW = 0;

    static final int ZLIB = 1;

    /** Zlib's words, by {@code enum wdz_error}. */
    private static final List<String> MESSAGES = List.of(
            "",
            "incorrect header check",
            "unknown compression method",
            "invalid window size",
            "invalid block type",
            "invalid stored block lengths",
            "too many length or distance symbols",
            "invalid code lengths set",
            "invalid bit length repeat",
            "invalid code -- missing end-of-block",
            "invalid literal/lengths set",
            "invalid distances set",
            "invalid literal/length code",
            "invalid distance code",
            "invalid distance too far back",
            "incorrect data check");

    private Wdz() {}

    /** Zlib's words for an {@code enum wdz_error}. */
    static String message(int error) {
        return MESSAGES.get(error);
    }

    /** A packed result, unless it says that memory is short. */
    static long checked(long result) {
        if (result == NO_MEMORY) {
            throw new OutOfMemoryError("an array can't be reached");
        }
        return result;
    }

    static native int version();

    /** Adler-32 (RFC 1950) of bytes that follow others whose Adler-32 is {@code adler}. */
    static native int adler32(int adler, ByteBuffer bytes, int off, int len);

    /*
     * A state between two blocks, with nothing to hand out, can rest: rest… answers with the address of what is left, and
     * the state is gone; 0: it can't. wake… makes a state of that again; 0: memory is short.
     */
    static native long restInflate(long state);

    static native long wakeInflate(long rest);

    static native long restDeflate(long state);

    static native long wakeDeflate(long rest);

    /** Instead of waking it. */
    static native void freeRest(long rest);

    static native long newInflate(boolean nowrap);

    static native void freeInflate(long state);

    /** Begins another stream, perhaps of the other format. */
    static native void beginInflate(long state, boolean nowrap);

    /*
     * The first argument of those below after the state says whether another stream begins with this call: GOES_ON or an
     * enum wdz_format. A call of its own would take as long as a short message.
     */
    static native long inflateBytesBytes(
            long state, int begin, byte[] in, int inOff, int inLen, byte[] out, int outOff, int outLen);

    static native long inflateBytesBuffer(
            long state, int begin, byte[] in, int inOff, int inLen, ByteBuffer out, int outOff, int outLen);

    static native long inflateBufferBytes(
            long state, int begin, ByteBuffer in, int inOff, int inLen, byte[] out, int outOff, int outLen);

    static native long inflateBufferBuffer(
            long state, int begin, ByteBuffer in, int inOff, int inLen, ByteBuffer out, int outOff, int outLen);

    /** {@code enum wdz_error}: 0, or the place of the message in the list of {@code wdz.h}. */
    static native int inflateError(long state);

    /** zlib format: of the output so far, or of the dictionary that is wanted; raw: 0, as zlib has it under Java. */
    static native int inflateAdler(long state);

    static native boolean inflateDictionaryBytes(long state, byte[] dictionary, int off, int len);

    static native boolean inflateDictionaryBuffer(long state, ByteBuffer dictionary, int off, int len);

    static native long newDeflate(int level, int strategy, boolean nowrap);

    static native void freeDeflate(long state);

    /** Begins another stream, perhaps of the other format, level and strategy. */
    static native void beginDeflate(long state, int level, int strategy, boolean nowrap);

    /** The stream that has just begun, but for a dictionary, is another's that ends with a {@code SYNC_FLUSH}. */
    static native void resumeDeflate(long state, int adler);

    static native long deflateBytesBytes(
            long state, byte[] in, int inOff, int inLen, byte[] out, int outOff, int outLen, int flush);

    static native long deflateBytesBuffer(
            long state, byte[] in, int inOff, int inLen, ByteBuffer out, int outOff, int outLen, int flush);

    static native long deflateBufferBytes(
            long state, ByteBuffer in, int inOff, int inLen, byte[] out, int outOff, int outLen, int flush);

    static native long deflateBufferBuffer(
            long state, ByteBuffer in, int inOff, int inLen, ByteBuffer out, int outOff, int outLen, int flush);

    static native long deflateParamsBytesBytes(
            long state, byte[] in, int inOff, int inLen, byte[] out, int outOff, int outLen, int level, int strategy);

    static native long deflateParamsBytesBuffer(
            long state,
            byte[] in,
            int inOff,
            int inLen,
            ByteBuffer out,
            int outOff,
            int outLen,
            int level,
            int strategy);

    static native long deflateParamsBufferBytes(
            long state,
            ByteBuffer in,
            int inOff,
            int inLen,
            byte[] out,
            int outOff,
            int outLen,
            int level,
            int strategy);

    static native long deflateParamsBufferBuffer(
            long state,
            ByteBuffer in,
            int inOff,
            int inLen,
            ByteBuffer out,
            int outOff,
            int outLen,
            int level,
            int strategy);

    /** zlib format: of the input so far, or of the dictionary; raw: 1. */
    static native int deflateAdler(long state);

    static native boolean deflateDictionaryBytes(long state, byte[] dictionary, int off, int len);

    static native boolean deflateDictionaryBuffer(long state, ByteBuffer dictionary, int off, int len);
}
