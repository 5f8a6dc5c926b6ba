// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.soft;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;

/** ISA-L's C interface (igzip_lib.h, the same since 2.24). Structures are passed by address. */
final class Isal {
    /** {@code COMP_OK} and {@code ISAL_DECOMP_OK}. */
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

    /** Offsets into {@code struct inflate_state}. */
    static final int I_NEXT_OUT = 0;

    static final int I_AVAIL_OUT = 8;
    static final int I_NEXT_IN = 16;
    static final int I_READ_IN = 24;
    static final int I_AVAIL_IN = 32;
    static final int I_READ_IN_LENGTH = 36;
    static final int I_BLOCK_STATE = 21_160;
    static final int I_BFINAL = 21_168;
    static final int I_TMP_OUT_VALID = 21_208;
    static final int I_TMP_OUT_PROCESSED = 21_212;
    static final int I_TMP_OUT_BUFFER = 21_544;
    /** {@code sizeof(struct inflate_state)} is 87368; some room for a later minor version. */
    static final int I_SIZE = 88 * 1024;

    /** {@code enum isal_block_state}. */
    static final int BLOCK_NEW_HDR = 0;

    static final int BLOCK_CODED = 3;
    /** The final block has ended, its output may be waiting. */
    static final int BLOCK_INPUT_DONE = 4;

    private Isal() {}

    /** Binds this class to a library, for good: a class can have only one, and states made by another would be lost. */
    static void bind(NativeLibrary library) {
        Native.register(Isal.class, library);
    }

    static native void isal_deflate_init(long stream);

    static native void isal_deflate_reset(long stream);

    static native int isal_deflate_set_dict(long stream, long dictionary, int length);

    static native int isal_deflate(long stream);

    /** Adler-32 as RFC 1950 has it. */
    static native int isal_adler32(int adler, long data, long length);

    static native void isal_inflate_init(long state);

    static native int isal_inflate(long state);
}
