// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.soft;

import java.nio.ByteBuffer;

/**
 * The native engine's functions, bare: {@code wdz.h} says what they promise. Usable once {@link WdzLibrary#failure()} is
 * empty.
 *
 * <p>A state is a number from {@code new…}, 0 when memory is short, and must be freed once. Nothing is checked here: a
 * state must be live and used by one thread at a time; offset and length must lie within the array or buffer; a buffer
 * must be direct, and its position and limit mean nothing. While a call runs, the arrays it names may keep the garbage
 * collector from moving them, or from running.
 *
 * <p>A packed result holds the input used in bits 0 to 30, the output made in bits 31 to 61 and a status in bits 62 and
 * 63: {@link #consumed}, {@link #produced} and {@link #status} take it apart. {@link #NO_MEMORY} in its place says that an
 * array could not be reached and nothing was done.
 */
final class Wdz {
    /** What {@link #version} answers in the library that fits these declarations. */
    static final int VERSION = 1;

    /** In place of a packed result: the virtual machine was short of memory. */
    static final long NO_MEMORY = -1;

    /** Wants more input or more room. Of {@code deflateParams…}: done. */
    static final int OK = 0;
    /** The end of the stream; of {@code deflate…}: all of it has been handed out. */
    static final int STREAM_END = 1;
    /** Of {@code deflateParams…}: room ran out before it was done, and the parameters are as they were. */
    static final int NO_ROOM = 1;
    /** Of {@code inflate…}: the dictionary is wanted whose Adler-32 is {@link #inflateAdler}. */
    static final int NEED_DICTIONARY = 2;
    /** Of {@code inflate…}: {@link #inflateError} says what is wrong. */
    static final int DATA_ERROR = 3;

    private static final long COUNT = 0x7fff_ffffL;

    private Wdz() {}

    /** How many bytes of input the call used. */
    static int consumed(long result) {
        return (int) (result & COUNT);
    }

    /** How many bytes of output the call made. */
    static int produced(long result) {
        return (int) (result >>> 31 & COUNT);
    }

    /** How the call ended. */
    static int status(long result) {
        return (int) (result >>> 62);
    }

    static native int version();

    static native long newInflate(boolean nowrap);

    static native void freeInflate(long state);

    static native void resetInflate(long state);

    static native long inflateBytesBytes(
            long state, byte[] in, int inOff, int inLen, byte[] out, int outOff, int outLen);

    static native long inflateBytesBuffer(
            long state, byte[] in, int inOff, int inLen, ByteBuffer out, int outOff, int outLen);

    static native long inflateBufferBytes(
            long state, ByteBuffer in, int inOff, int inLen, byte[] out, int outOff, int outLen);

    static native long inflateBufferBuffer(
            long state, ByteBuffer in, int inOff, int inLen, ByteBuffer out, int outOff, int outLen);

    /** {@code enum wdz_error}: 0, or the place of the message in the list of {@code wdz.h}. */
    static native int inflateError(long state);

    /** zlib format: of the output so far, or of the dictionary that is wanted; raw: 0, as zlib has it under Java. */
    static native int inflateAdler(long state);

    static native boolean inflateDictionaryBytes(long state, byte[] dictionary, int off, int len);

    static native boolean inflateDictionaryBuffer(long state, ByteBuffer dictionary, int off, int len);

    static native long newDeflate(int level, int strategy, boolean nowrap);

    static native void freeDeflate(long state);

    static native void resetDeflate(long state);

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
