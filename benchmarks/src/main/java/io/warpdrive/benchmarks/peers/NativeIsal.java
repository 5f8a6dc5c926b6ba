// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.benchmarks.peers;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.io.IOException;

/** ISA-L's C interface: the system's library, or the copy that GKL carries. */
final class NativeIsal implements OffHeapCodec.Calls {
    /** Offsets into {@code struct isal_zstream} (igzip_lib.h). */
    private static final int NEXT_IN = 0;

    private static final int AVAIL_IN = 8;
    private static final int NEXT_OUT = 16;
    private static final int AVAIL_OUT = 24;
    private static final int LEVEL = 40;
    private static final int LEVEL_BUFFER_SIZE = 44;
    private static final int LEVEL_BUFFER = 48;
    private static final int END_OF_STREAM = 56;

    /** Offsets into {@code struct inflate_state}. */
    private static final int INFLATE_NEXT_OUT = 0;

    private static final int INFLATE_AVAIL_OUT = 8;
    private static final int INFLATE_NEXT_IN = 16;
    private static final int INFLATE_AVAIL_IN = 32;

    /** More than either structure takes. */
    private static final int STRUCTURE = 96 << 10;

    /** {@code ISAL_DEF_LVL3_DEFAULT}. */
    private static final int ROOM = 348_160;

    private final int level;
    private final Memory stream = new Memory(STRUCTURE);
    private final Memory state = new Memory(STRUCTURE);
    private final Memory levelBuffer = new Memory(ROOM);

    NativeIsal(int level) throws IOException {
        C.load();
        this.level = level;
        C.isal_deflate_init(Pointer.nativeValue(stream));
    }

    @Override
    public long compress(long in, long length, long out, long room) {
        long address = Pointer.nativeValue(stream);
        C.isal_deflate_reset(address);
        stream.setInt(LEVEL, level);
        stream.setInt(LEVEL_BUFFER_SIZE, ROOM);
        stream.setPointer(LEVEL_BUFFER, levelBuffer);
        stream.setShort(END_OF_STREAM, (short) 1);
        stream.setLong(NEXT_IN, in);
        stream.setInt(AVAIL_IN, (int) length);
        stream.setLong(NEXT_OUT, out);
        stream.setInt(AVAIL_OUT, (int) room);
        boolean done = C.isal_deflate(address) == 0 && stream.getInt(AVAIL_IN) == 0;
        return done ? room - stream.getInt(AVAIL_OUT) : 0;
    }

    @Override
    public boolean decompress(long in, long length, long out, long room) {
        long address = Pointer.nativeValue(state);
        C.isal_inflate_init(address);
        state.setLong(INFLATE_NEXT_IN, in);
        state.setInt(INFLATE_AVAIL_IN, (int) length);
        state.setLong(INFLATE_NEXT_OUT, out);
        state.setInt(INFLATE_AVAIL_OUT, (int) room);
        return C.isal_inflate(address) == 0 && state.getInt(INFLATE_AVAIL_OUT) == 0;
    }

    /** Direct mapping: JNA's fastest. */
    private static final class C {
        private static boolean loaded;

        static synchronized void load() throws IOException {
            if (!loaded) {
                Native.register(C.class, library());
                loaded = true;
            }
        }

        private static NativeLibrary library() throws IOException {
            try {
                return NativeLibrary.getInstance("libisal.so.2");
            } catch (UnsatisfiedLinkError e) {
                String resource = "/com/intel/gkl/native/libgkl_compression.so";
                return NativeLibrary.getInstance(Native.extractFromResourcePath(resource, C.class.getClassLoader())
                        .getPath());
            }
        }

        static native void isal_deflate_init(long stream);

        static native void isal_deflate_reset(long stream);

        static native int isal_deflate(long stream);

        static native void isal_inflate_init(long state);

        static native int isal_inflate(long state);
    }
}
