// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.soft;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;

/** libdeflate's C interface (libdeflate.h), raw DEFLATE only. All addresses and sizes are 64-bit. */
final class Libdeflate {
    /** {@code enum libdeflate_result}. */
    static final int SUCCESS = 0;

    static final int BAD_DATA = 1;
    static final int INSUFFICIENT_SPACE = 3;

    private Libdeflate() {}

    /** Binds this class to a library, for good: a class can have only one, and states made by another would be lost. */
    static void bind(NativeLibrary library) {
        Native.register(Libdeflate.class, library);
    }

    /**
     * Whether a library is 1.19 or later, by a function that came with it. Levels 5 to 9 of 1.14, which Debian 12 has, are
     * 15 to 35 % slower at the same size.
     */
    static boolean isCurrent(NativeLibrary library) {
        try {
            library.getFunction("libdeflate_alloc_compressor_ex");
            return true;
        } catch (UnsatisfiedLinkError e) {
            return false;
        }
    }

    /** A compressor for levels 1 to 12, or 0 when out of memory. */
    static native long libdeflate_alloc_compressor(int level);

    static native void libdeflate_free_compressor(long compressor);

    /** Bytes written, or 0 when they do not fit. */
    static native long libdeflate_deflate_compress(
            long compressor, long in, long inLength, long out, long outAvailable);

    static native int libdeflate_adler32(int adler, long data, long length);

    static native long libdeflate_alloc_decompressor();

    static native void libdeflate_free_decompressor(long decompressor);

    /** Inflates one whole stream; the {@code actual} addresses take a size_t each. */
    static native int libdeflate_deflate_decompress_ex(
            long decompressor,
            long in,
            long inLength,
            long out,
            long outAvailable,
            long actualInLength,
            long actualOutLength);
}
