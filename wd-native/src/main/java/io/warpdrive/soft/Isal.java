// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.soft;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;

/** ISA-L's C interface (igzip_lib.h, the same since 2.30). Structures are passed by address. */
final class Isal {
    /** {@code COMP_OK}. */
    static final int OK = 0;

    /** {@code flush} of {@code struct isal_zstream}. */
    static final int SYNC_FLUSH = 1;

    /** Offsets into {@code struct isal_zstream}. */
    static final int Z_NEXT_IN = 0;

    static final int Z_AVAIL_IN = 8;
    static final int Z_NEXT_OUT = 16;
    static final int Z_AVAIL_OUT = 24;
    static final int Z_LEVEL = 40;
    static final int Z_LEVEL_BUF_SIZE = 44;
    static final int Z_LEVEL_BUF = 48;
    static final int Z_END_OF_STREAM = 56;
    static final int Z_FLUSH = 58;
    /** {@code sizeof(struct isal_zstream)} is 82384; some room for a later minor version. */
    static final int Z_SIZE = 88 * 1024;

    /** {@code ISAL_DEF_LVLx_DEFAULT}, the largest of them that is of use: ISAL_DEF_LVL3_DEFAULT. */
    static final int LEVEL_BUFFER_SIZE = 348_160;

    private Isal() {}

    /** Binds this class to a library, for good: a class can have only one, and states made by another would be lost. */
    static void bind(NativeLibrary library) {
        Native.register(Isal.class, library);
    }

    static native void isal_deflate_init(long stream);

    static native void isal_deflate_reset(long stream);

    static native int isal_deflate_set_dict(long stream, long dictionary, int length);

    static native int isal_deflate(long stream);
}
