// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.benchmarks.peers;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

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
    private static final int FLUSH = 58;
    private static final int GZIP_FLAG = 60;

    /** Offsets into {@code struct inflate_state}. */
    private static final int INFLATE_NEXT_OUT = 0;

    private static final int INFLATE_AVAIL_OUT = 8;
    private static final int INFLATE_NEXT_IN = 16;
    private static final int INFLATE_AVAIL_IN = 32;
    /** Behind the two tables of codes, 18912 and 2208 bytes, and three ints. */
    private static final int CRC_FLAG = 40 + 18_912 + 2208 + 12;

    /** More than either structure takes. */
    private static final int STRUCTURE = 96 << 10;

    /** {@code ISAL_DEF_LVL3_DEFAULT}. */
    private static final int ROOM = 348_160;

    /** {@code SYNC_FLUSH}. */
    private static final short SYNC_FLUSH = 1;

    private final int level;
    private final Wrapping wrapping;
    private final Memory stream = new Memory(STRUCTURE);
    private final Memory state = new Memory(STRUCTURE);
    private final Memory levelBuffer = new Memory(ROOM);
    private final long streamAddress = Pointer.nativeValue(stream);
    private final long stateAddress = Pointer.nativeValue(state);
    /** The structures as JIT-compiled code reaches them without a call. */
    private final ByteBuffer streamFields = fields(stream);

    private final ByteBuffer stateFields = fields(state);

    /** @param level its level 1 stands for level 1, its level 3 for all above */
    NativeIsal(int level, Wrapping wrapping) throws IOException {
        C.load();
        this.level = level == 1 ? 1 : 3;
        this.wrapping = wrapping;
        C.isal_deflate_init(streamAddress);
        begin();
    }

    private static ByteBuffer fields(Memory structure) {
        return structure.getByteBuffer(0, STRUCTURE).order(ByteOrder.nativeOrder());
    }

    /** Begins a stream that is written. */
    void begin() {
        C.isal_deflate_reset(streamAddress);
        streamFields.putInt(LEVEL, level);
        streamFields.putInt(LEVEL_BUFFER_SIZE, ROOM);
        streamFields.putLong(LEVEL_BUFFER, Pointer.nativeValue(levelBuffer));
        // IGZIP_DEFLATE, IGZIP_GZIP, IGZIP_ZLIB
        streamFields.putShort(GZIP_FLAG, (short) code(0, 1, 3));
    }

    private int code(int raw, int gzip, int zlib) {
        return switch (wrapping) {
            case RAW -> raw;
            case GZIP -> gzip;
            case ZLIB -> zlib;
        };
    }

    @Override
    public long compress(long in, long length, long out, long room) {
        begin();
        return write(in, length, out, room, true);
    }

    /** As {@link #compress}, with a preset dictionary. */
    long compress(long dictionary, long dictionaryLength, long in, long length, long out, long room) {
        begin();
        return C.isal_deflate_set_dict(streamAddress, dictionary, (int) dictionaryLength) == 0
                ? write(in, length, out, room, true)
                : 0;
    }

    /**
     * Goes on with a stream that has {@linkplain #begin begun}.
     *
     * @param last whether it ends, else it is flushed
     * @return bytes written, 0 on failure
     */
    long write(long in, long length, long out, long room, boolean last) {
        streamFields.putShort(END_OF_STREAM, (short) (last ? 1 : 0));
        streamFields.putShort(FLUSH, last ? 0 : SYNC_FLUSH);
        streamFields.putLong(NEXT_IN, in);
        streamFields.putInt(AVAIL_IN, (int) length);
        streamFields.putLong(NEXT_OUT, out);
        streamFields.putInt(AVAIL_OUT, (int) room);
        boolean done = C.isal_deflate(streamAddress) == 0 && streamFields.getInt(AVAIL_IN) == 0;
        return done ? room - streamFields.getInt(AVAIL_OUT) : 0;
    }

    @Override
    public boolean decompress(long in, long length, long out, long room) {
        return decompress(0, 0, in, length, out, room);
    }

    /** As above, with a preset dictionary where its length is not 0. */
    boolean decompress(long dictionary, long dictionaryLength, long in, long length, long out, long room) {
        C.isal_inflate_init(stateAddress);
        // ISAL_DEFLATE, ISAL_GZIP, ISAL_ZLIB
        stateFields.putInt(CRC_FLAG, code(0, 1, 3));
        if (dictionaryLength > 0) {
            C.isal_inflate_set_dict(stateAddress, dictionary, (int) dictionaryLength);
        }
        stateFields.putLong(INFLATE_NEXT_IN, in);
        stateFields.putInt(INFLATE_AVAIL_IN, (int) length);
        stateFields.putLong(INFLATE_NEXT_OUT, out);
        stateFields.putInt(INFLATE_AVAIL_OUT, (int) room);
        return C.isal_inflate(stateAddress) == 0 && stateFields.getInt(INFLATE_AVAIL_OUT) == 0;
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

        static native int isal_deflate_set_dict(long stream, long dictionary, int length);

        static native int isal_inflate_set_dict(long state, long dictionary, int length);

        static native void isal_inflate_init(long state);

        static native int isal_inflate(long state);
    }
}
