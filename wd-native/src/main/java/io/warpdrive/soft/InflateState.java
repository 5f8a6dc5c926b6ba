// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.soft;

import io.warpdrive.queue.WdException;
import io.warpdrive.queue.WdMemory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.Arrays;

/**
 * A {@code struct inflate_state} of ISA-L that is made to decode one block at a time, from any bit, into its own window:
 * {@code tmp_out_buffer}, where history and output lie one behind the other.
 *
 * <p>Two things do it. ISA-L is never given room in the caller's output, so it decodes into the window only. And while
 * {@code tmp_out_processed} differs from {@code tmp_out_valid}, the end of a block with {@code bfinal} set ends the call
 * but not the stream: {@code read_in} keeps the bits that follow.
 */
final class InflateState {
    /** Bytes of history and output that the window holds. */
    static final int WINDOW_SIZE = 2 * DeflateFormat.WINDOW;
    /** Bytes of a header that may be kept. */
    static final int HEADER_LENGTH = BlockHeader.MAX_BYTES + 1;
    /** Some bytes may be read behind it. */
    private static final int HEADER_ROOM = HEADER_LENGTH + Long.BYTES;
    /** Of a context: the structure, and two places for headers of blocks. */
    static final int SIZE = Isal.I_SIZE + 2 * HEADER_ROOM;

    private static final int NEVER_PROCESSED = -1;

    /** No member's value. */
    private static final byte UNTOUCHED = 0x5a;

    private static final int[] CLEARED = {
        Isal.I_NEXT_OUT,
        Isal.I_AVAIL_OUT,
        Isal.I_NEXT_IN,
        Isal.I_READ_IN,
        Isal.I_AVAIL_IN,
        Isal.I_READ_IN_LENGTH,
        Isal.I_BLOCK_STATE,
        Isal.I_BFINAL,
        Isal.I_TMP_OUT_VALID,
        Isal.I_TMP_OUT_PROCESSED
    };

    private final ByteBuffer buffer;
    /** The same as 64-bit words: members that lie side by side are written and read together, once a call. */
    private final LongBuffer words;

    private final long address;
    private long hold;
    private int held;
    private int avail;
    private int valid;
    private boolean blockEnded;

    /** @param context {@link #SIZE} bytes */
    InflateState(WdMemory context) {
        buffer = context.buffer();
        words = buffer.duplicate().order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();
        address = context.address();
        init();
    }

    /**
     * Looks at what ISA-L sets when it prepares the structure: a library has no other way to tell what members it has.
     *
     * @throws IllegalStateException if they are not where 2.24 and later have them
     */
    static void checkLayout() {
        try (WdMemory memory = WdMemory.allocate(Isal.I_SIZE)) {
            ByteBuffer state = memory.buffer();
            byte[] untouched = new byte[Isal.I_SIZE];
            Arrays.fill(untouched, UNTOUCHED);
            state.put(0, untouched);
            Isal.isal_inflate_init(memory.address());
            boolean known = true;
            for (int member : CLEARED) {
                known &= state.getInt(member) == 0;
            }
            // what follows the last of them are buffers
            for (int i = Isal.I_TMP_OUT_PROCESSED + Integer.BYTES; i < Isal.I_TMP_OUT_BUFFER; i++) {
                known &= state.get(i) == UNTOUCHED;
            }
            SelfTest.require(known, "another struct inflate_state than that of ISA-L 2.24 and later");
        } catch (WdException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Everything as ISA-L begins with, and its output in the window. */
    private void init() {
        Isal.isal_inflate_init(address);
        buffer.putLong(Isal.I_NEXT_OUT, address + window());
        buffer.putInt(Isal.I_AVAIL_OUT, 0);
        expectBody();
    }

    /** The next call decodes a body and ends with it. */
    private void expectBody() {
        buffer.putInt(Isal.I_BLOCK_STATE, Isal.BLOCK_CODED);
        buffer.putInt(Isal.I_BFINAL, 1);
    }

    /** A new stream: of the structure's other members none keeps anything once a call was good. */
    void begin() {
        valid = 0;
    }

    /** The memory that holds everything: the window and the header. */
    ByteBuffer buffer() {
        return buffer;
    }

    /** Where in {@link #buffer} the window begins. */
    static int window() {
        return Isal.I_TMP_OUT_BUFFER;
    }

    /** Where in {@link #buffer} there is room for {@link #HEADER_LENGTH} bytes of a header. */
    static int header() {
        return Isal.I_SIZE;
    }

    /** Bytes of history and output in the window. */
    int valid() {
        return valid;
    }

    void valid(int valid) {
        this.valid = valid;
    }

    /** Moves the last 32 KiB of the window to its beginning; all of it is history then. */
    void slide() {
        if (valid > DeflateFormat.WINDOW) {
            buffer.put(window(), buffer, window() + valid - DeflateFormat.WINDOW, DeflateFormat.WINDOW);
            valid = DeflateFormat.WINDOW;
        }
    }

    /**
     * Makes ISA-L read a header that is known to be right.
     *
     * @param start its first bit in {@link #buffer}
     * @param end the bit behind it
     * @param brief whether what it is the header of is so short that tables quick to make are better than quick tables
     */
    boolean readHeader(long start, long end, boolean brief) {
        // so that it ends with a byte, and ISA-L sees nothing of the body, its first 1 to 8 bits are given as read
        // already
        int lead = (int) (end - start - 1 & 7) + 1;
        int rest = (int) (end - start - lead) / Byte.SIZE;
        // to ISA-L BFINAL, the first bit, says how to make its tables
        long first = buffer.getLong((int) (start >>> 3)) >>> (start & 7) & ((1 << lead) - 1) & ~1;
        int copy = header() + HEADER_ROOM;
        long from = start + lead;
        for (int i = 0; i < rest; i += Integer.BYTES, from += Integer.SIZE) {
            buffer.putInt(copy + i, (int) (buffer.getLong((int) (from >>> 3)) >>> (from & 7)));
        }
        int before = valid;
        buffer.putInt(Isal.I_BLOCK_STATE, Isal.BLOCK_NEW_HDR);
        boolean good = run(brief ? first | 1 : first, lead, address + copy, rest) == Isal.OK;
        boolean read = buffer.getInt(Isal.I_BLOCK_STATE) == Isal.BLOCK_CODED && valid == before && avail == 0;
        if (read) {
            expectBody();
        } else {
            init();
        }
        return good && read;
    }

    /**
     * Decodes the body of the block whose header was read last, or goes on with it.
     *
     * @param hold bits that come first, lowest first
     * @param held how many, up to 64
     * @param length bytes that follow, at {@code input}
     * @return false if ISA-L says that the data is invalid; then only {@link #valid} is of use, and as it was
     */
    boolean decode(long hold, int held, long input, int length) {
        int before = valid;
        boolean good = run(hold, held, input, length) == Isal.OK;
        valid = good ? valid : before;
        blockEnded = good && buffer.getInt(Isal.I_BLOCK_STATE) == Isal.BLOCK_INPUT_DONE;
        return good;
    }

    private int run(long hold, int held, long input, int length) {
        words.put(Isal.I_READ_IN / Long.BYTES, hold);
        words.put(Isal.I_AVAIL_IN / Long.BYTES, pair(length, held));
        words.put(Isal.I_NEXT_IN / Long.BYTES, input);
        words.put(Isal.I_TMP_OUT_VALID / Long.BYTES, pair(valid, NEVER_PROCESSED));
        int result = Isal.isal_inflate(address);
        long left = words.get(Isal.I_AVAIL_IN / Long.BYTES);
        avail = (int) left;
        this.held = (int) (left >>> Integer.SIZE);
        this.hold = words.get(Isal.I_READ_IN / Long.BYTES);
        valid = (int) words.get(Isal.I_TMP_OUT_VALID / Long.BYTES);
        if (result != Isal.OK) {
            init();
        }
        return result;
    }

    /** Two members of 32 bits, the first one at the lower address. */
    private static long pair(int first, int second) {
        return (first & 0xffff_ffffL) | ((long) second << Integer.SIZE);
    }

    /** Whether the last call came to the end of the block. */
    boolean blockEnded() {
        return blockEnded;
    }

    /** Bits read and not used. */
    long hold() {
        return held >= Long.SIZE ? hold : hold & ((1L << held) - 1);
    }

    int held() {
        return held;
    }

    /** Bytes not read. */
    int avail() {
        return avail;
    }
}
