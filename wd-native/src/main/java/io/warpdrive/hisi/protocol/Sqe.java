// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.hisi.protocol;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;

/**
 * The submission queue entry: 128 bytes, 32 little-endian dwords. What the device writes is marked {@code <}; dwords
 * without a name are zero.
 *
 * <pre>
 *      +0            +4            +8            +12
 *   0  consumed &lt;    produced &lt;    lz77 only &lt;   status &lt;       [7:0] status  [8] last block seen
 *  16  input length  .             .             control        [23:0] sge offset  [25] finish  [26] stateful
 *  32  sge offset    kind          .             .              [27] first of stream  [31:28] type of entry
 *  48  .             tag (type 0)  output space  context 0      kind: [7:0] algorithm  [11:8] buffers  [15:12] window
 *  64  .             .             source, 64 bit
 *  80  destination, 64 bit         stream context, 64 bit
 *  96  .             .             tag (type 3)  .
 * 112  context 1     context 2     isize         checksum
 * </pre>
 *
 * <p>All methods work on an entry at {@code base} in a little-endian direct buffer and allocate nothing.
 */
public final class Sqe {
    public static final int SIZE = 128;

    public static final int CONSUMED = 0;
    public static final int PRODUCED = 4;
    public static final int STATUS = 12;
    public static final int INPUT_LENGTH = 16;
    public static final int CONTROL = 28;
    public static final int KIND = 36;
    public static final int OUTPUT_SPACE = 56;
    /** {@code ctx_dw0}: [3:0] {@link StreamState}, [7] the last block has begun, [15:10] bits not written out yet. */
    public static final int CONTEXT_0 = 60;

    public static final int SOURCE = 72;
    public static final int DESTINATION = 80;
    public static final int STREAM_CONTEXT = 88;
    /** {@code ctx_dw1}: [18:0] bytes left of a stored block. */
    public static final int CONTEXT_1 = 112;
    /** {@code ctx_dw2}: [15:0] bytes of window in the stream context. */
    public static final int CONTEXT_2 = 116;

    public static final int ISIZE = 120;
    public static final int CHECKSUM = 124;

    private static final int STATUS_MASK = 0xff;
    private static final int LAST_BLOCK = 1 << 8;
    private static final int FINISH = 1 << 25;
    private static final int STATEFUL = 1 << 26;
    private static final int FIRST_OF_STREAM = 1 << 27;
    private static final int TYPE_SHIFT = 28;
    private static final int IMPOSSIBLE_CONTROL = 0x7bad_f00d;
    private static final int ALGORITHM_MASK = 0xff;
    private static final int BUFFERS_SHIFT = 8;
    private static final int BUFFERS_MASK = 0xf;
    private static final int WINDOW_SHIFT = 12;
    private static final int WINDOW_MASK = 0xf;
    private static final int STREAM_STATE_MASK = 0xf;
    private static final int CACHED_BITS_SHIFT = 10;
    private static final int CACHED_BITS_MASK = 0x3f;

    /** Largest value of the window field: 32 KiB. */
    public static final int WINDOW_32K = 4;

    private static final VarHandle INT = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private Sqe() {}

    /** Which of its two layouts an entry has; they differ in the place of the tag. */
    public enum Type {
        TYPE_0(0, 52),
        TYPE_3(3, 104);

        private final int code;
        private final int tagOffset;

        Type(int code, int tagOffset) {
            this.code = code;
            this.tagOffset = tagOffset;
        }

        /** The value of the field. */
        public int code() {
            return code;
        }

        /** Byte offset of the tag. */
        public int tagOffset() {
            return tagOffset;
        }

        /** Interface version 2 knows type 0 for zlib and gzip; raw DEFLATE, and everything from version 3 on, is type 3. */
        public static Type of(HisiApi api, Algorithm algorithm) {
            return algorithm == Algorithm.RAW_DEFLATE || api.version() >= 3 ? TYPE_3 : TYPE_0;
        }
    }

    /** The framing that the device makes or expects. */
    public enum Algorithm {
        RAW_DEFLATE(1),
        ZLIB(2),
        GZIP(3);

        private final int code;

        Algorithm(int code) {
            this.code = code;
        }

        /** Empty for a number without a meaning. */
        public static Optional<Algorithm> of(int code) {
            return Arrays.stream(values())
                    .filter(algorithm -> algorithm.code == code)
                    .findFirst();
        }
    }

    /** The control dword. */
    public static int control(Type type, boolean finish, boolean stateful, boolean first) {
        return type.code << TYPE_SHIFT
                | (first ? FIRST_OF_STREAM : 0)
                | (stateful ? STATEFUL : 0)
                | (finish ? FINISH : 0);
    }

    /** The kind dword, for flat buffers. */
    public static int kind(Algorithm algorithm, int window) {
        return window << WINDOW_SHIFT | algorithm.code;
    }

    /**
     * Writes a stateless request over whatever the entry held. The input length goes last, with release order: a device
     * that looks for work in the entries themselves takes a non-zero length for "this entry is complete".
     */
    public static void write(
            ByteBuffer ring,
            int base,
            int control,
            int kind,
            long source,
            int inputLength,
            long destination,
            int outputSpace,
            Type type,
            int tag) {
        INT.setOpaque(ring, base + INPUT_LENGTH, 0);
        // release, so that no store below is seen before the entry was made invalid
        VarHandle.storeStoreFence();
        for (int dword = 0; dword < SIZE; dword += Integer.BYTES) {
            if (dword != INPUT_LENGTH) {
                ring.putInt(base + dword, 0);
            }
        }
        ring.putInt(base + CONTROL, control);
        ring.putInt(base + KIND, kind);
        ring.putInt(base + OUTPUT_SPACE, outputSpace);
        ring.putLong(base + SOURCE, source);
        ring.putLong(base + DESTINATION, destination);
        ring.putInt(base + type.tagOffset, tag);
        INT.setRelease(ring, base + INPUT_LENGTH, inputLength);
    }

    /**
     * Whether an entry still holds what {@link #write} has put there and no device changes. A load that has failed leaves
     * anything in its register, or in the flags: the two comparisons want opposite results, so that they can't both be
     * right by accident of the flags.
     */
    public static boolean isIntact(ByteBuffer ring, int base, int kind) {
        // opaque: really loaded
        return (int) INT.getOpaque(ring, base + KIND) == kind
                && (int) INT.getOpaque(ring, base + CONTROL) != IMPOSSIBLE_CONTROL;
    }

    /** Whether a device has written anything of what {@link #write} has left zero; a request that is done has a result. */
    public static boolean isAnswered(ByteBuffer ring, int base) {
        return ring.getInt(base + CONSUMED) != 0 || ring.getInt(base + PRODUCED) != 0 || status(ring, base) != 0;
    }

    /** Acquire: a non-zero result makes all of the entry visible, see {@link #write}. */
    public static int inputLengthAcquire(ByteBuffer ring, int base) {
        return (int) INT.getAcquire(ring, base + INPUT_LENGTH);
    }

    /**
     * For a device: whether an entry without input could be a request, from a driver that clears its entries. Only the
     * doorbell can tell for certain.
     */
    public static boolean isUntouched(ByteBuffer ring, int base) {
        return ring.getInt(base + CONSUMED) == 0
                && ring.getInt(base + PRODUCED) == 0
                && ring.getInt(base + STATUS) == 0
                && algorithmCode(ring, base) != 0;
    }

    public static int tag(ByteBuffer ring, int base, Type type) {
        return ring.getInt(base + type.tagOffset);
    }

    /** The device's verdict as a number, see {@link SqeStatus}. */
    public static int status(ByteBuffer ring, int base) {
        return status(ring.getInt(base + STATUS));
    }

    /** As above, of the status dword. */
    public static int status(int statusWord) {
        return statusWord & STATUS_MASK;
    }

    public static boolean lastBlockSeen(ByteBuffer ring, int base) {
        return lastBlockSeen(ring.getInt(base + STATUS));
    }

    /** As above, of the status dword. */
    public static boolean lastBlockSeen(int statusWord) {
        return (statusWord & LAST_BLOCK) != 0;
    }

    /** The status dword. */
    public static int statusWord(int status, boolean lastBlock) {
        return (status & STATUS_MASK) | (lastBlock ? LAST_BLOCK : 0);
    }

    /** {@code ctx_st} as a number, see {@link StreamState}. */
    public static int streamState(ByteBuffer ring, int base) {
        return streamState(ring.getInt(base + CONTEXT_0));
    }

    /** As above, of {@link #CONTEXT_0}. */
    public static int streamState(int context0) {
        return context0 & STREAM_STATE_MASK;
    }

    /** Bits of output that the device holds back because they do not fill a byte. */
    public static int cachedBits(ByteBuffer ring, int base) {
        return cachedBits(ring.getInt(base + CONTEXT_0));
    }

    /** As above, of {@link #CONTEXT_0}. */
    public static int cachedBits(int context0) {
        return context0 >>> CACHED_BITS_SHIFT & CACHED_BITS_MASK;
    }

    /** The entry's type as a number. */
    public static int typeCode(ByteBuffer ring, int base) {
        return ring.getInt(base + CONTROL) >>> TYPE_SHIFT;
    }

    /** The algorithm as a number. */
    public static int algorithmCode(ByteBuffer ring, int base) {
        return ring.getInt(base + KIND) & ALGORITHM_MASK;
    }

    /** 0 for flat buffers, 1 for scatter-gather lists. */
    public static int buffers(ByteBuffer ring, int base) {
        return ring.getInt(base + KIND) >>> BUFFERS_SHIFT & BUFFERS_MASK;
    }

    public static int window(ByteBuffer ring, int base) {
        return ring.getInt(base + KIND) >>> WINDOW_SHIFT & WINDOW_MASK;
    }

    public static boolean isFinish(ByteBuffer ring, int base) {
        return (ring.getInt(base + CONTROL) & FINISH) != 0;
    }

    public static boolean isStateful(ByteBuffer ring, int base) {
        return (ring.getInt(base + CONTROL) & STATEFUL) != 0;
    }

    public static boolean isFirstOfStream(ByteBuffer ring, int base) {
        return (ring.getInt(base + CONTROL) & FIRST_OF_STREAM) != 0;
    }
}
