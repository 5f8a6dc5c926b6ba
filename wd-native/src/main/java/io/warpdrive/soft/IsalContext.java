// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.soft;

import io.warpdrive.queue.ContextReader;
import io.warpdrive.queue.WdMemory;
import java.nio.ByteBuffer;

/**
 * Reads a {@code struct inflate_state} of ISA-L between two calls of isal_inflate; see igzip_inflate.c. Output that was
 * handed over stays in {@code tmp_out_buffer} for later matches: 32 KiB at least, once there was as much.
 */
final class IsalContext implements ContextReader {
    /** {@code enum isal_block_state}: nothing of the next block's header is read, some of it is, its codes are known. */
    private static final int BLOCK_NEW_HEADER = 0;

    private static final int BLOCK_HEADER = 1;
    private static final int BLOCK_CODED = 3;

    /** How the tables of {@code lit_huff_code} and {@code dist_huff_code} are indexed and what their entries hold. */
    private static final int LITERAL_BITS = 12;

    private static final int LITERAL_LONG = 1 << 25;
    private static final int LITERAL_LENGTH_SHIFT = 26;
    private static final int LITERAL_COUNT_SHIFT = 26;
    private static final int LITERAL_SHORT_LENGTH_SHIFT = 28;
    private static final int LITERAL_SYMBOL = (1 << 16) - 1;
    private static final int LAST_LITERAL = (1 << 8) - 1;
    private static final int DISTANCE_BITS = 10;
    private static final int DISTANCE_LONG = 1 << 10;
    private static final int DISTANCE_LENGTH_SHIFT = 11;
    private static final int DISTANCE_SYMBOL = (1 << 9) - 1;

    @Override
    public int length(WdMemory context) {
        return Isal.I_TMP_OUT_BUFFER + context.buffer().getInt(Isal.I_TMP_OUT_VALID);
    }

    @Override
    public int headerBits(WdMemory context) {
        ByteBuffer state = context.buffer();
        if (state.getInt(Isal.I_TMP_OUT_VALID) != state.getInt(Isal.I_TMP_OUT_PROCESSED)) {
            return -1;
        }
        int unused = state.getInt(Isal.I_READ_IN_LENGTH);
        return switch (state.getInt(Isal.I_BLOCK_STATE)) {
            case BLOCK_NEW_HEADER -> unused;
            case BLOCK_HEADER -> unused + Byte.SIZE * state.getShort(Isal.I_TMP_IN_SIZE);
            default -> -1;
        };
    }

    @Override
    public int window(WdMemory context, byte[] window) {
        ByteBuffer state = context.buffer();
        int end = state.getInt(Isal.I_TMP_OUT_VALID);
        int length = Math.min(end, WINDOW);
        state.get(Isal.I_TMP_OUT_BUFFER + end - length, window, 0, length);
        return length;
    }

    /**
     * ISA-L looks up some literals at once, up to three, and hands none over before it has the bits of all. What bits mean
     * is known when those that are missing make no difference: when all of them 0 and all of them 1 mean the same, since
     * codes are numbered in order.
     */
    @Override
    public int heldBack(WdMemory context, byte[] heldBack) {
        ByteBuffer state = context.buffer();
        if (state.getInt(Isal.I_BLOCK_STATE) != BLOCK_CODED
                || state.getInt(Isal.I_TMP_OUT_VALID) != state.getInt(Isal.I_TMP_OUT_PROCESSED)) {
            return 0;
        }
        int length = Math.min(state.getInt(Isal.I_READ_IN_LENGTH), LITERAL_BITS);
        int bits = (int) state.getLong(Isal.I_READ_IN) & ((1 << length) - 1);
        int entry = literal(state, bits);
        if ((entry & LITERAL_LONG) != 0 || count(entry) == 1) {
            return 0;
        }
        int count = 0;
        int used = 0;
        for (int end = 1; end <= length; end++) {
            int known = (bits >>> used) & ((1 << (end - used)) - 1);
            int symbol = firstSymbol(state, known);
            if (symbol == firstSymbol(state, known | (-1 << (end - used)))) {
                if (symbol > LAST_LITERAL || count == heldBack.length) {
                    break;
                }
                heldBack[count++] = (byte) symbol;
                used = end;
            }
        }
        return count;
    }

    /** The first symbol of those that bits mean; more than a literal if it isn't one or has a long code. */
    private static int firstSymbol(ByteBuffer state, int bits) {
        int entry = literal(state, bits);
        if ((entry & LITERAL_LONG) != 0 || (entry >>> LITERAL_SHORT_LENGTH_SHIFT) == 0) {
            return LITERAL_LONG | bits;
        }
        return entry & (count(entry) == 1 ? LITERAL_SYMBOL : LAST_LITERAL);
    }

    private static int literal(ByteBuffer state, int bits) {
        return state.getInt(Isal.I_LITERALS + Integer.BYTES * (bits & ((1 << LITERAL_BITS) - 1)));
    }

    /** Symbols in an entry that is not {@link #LITERAL_LONG}. */
    private static int count(int entry) {
        return (entry >>> LITERAL_COUNT_SHIFT) & 3;
    }

    /** A stream begins: the codes of the one before are nobody's business. */
    static void forgetCodes(ByteBuffer state) {
        state.putInt(Isal.I_LITERALS + Integer.BYTES * ((1 << LITERAL_BITS) - 1), 1);
        state.putShort(Isal.I_DISTANCES + Short.BYTES * ((1 << DISTANCE_BITS) - 1), (short) 1);
    }

    /**
     * Whether the last coded block that the device has begun has a code that leaves some bits without a meaning. ISA-L
     * goes on until it meets such bits; zlib refuses the block at once, save one without distances or with a single one.
     */
    static boolean hasIncompleteCode(ByteBuffer state) {
        return lastLiteral(state) == 0 || (lastDistance(state) == 0 && !hasOneDistanceAtMost(state));
    }

    /** What the bits 111... mean: the last code, which is missing from every incomplete set and from no complete one. */
    private static int lastLiteral(ByteBuffer state) {
        int entry = state.getInt(Isal.I_LITERALS + Integer.BYTES * ((1 << LITERAL_BITS) - 1));
        if ((entry & LITERAL_LONG) == 0) {
            return entry;
        }
        int rest = (1 << ((entry >>> LITERAL_LENGTH_SHIFT) - LITERAL_BITS)) - 1;
        return state.getShort(Isal.I_LONG_LITERALS + Short.BYTES * ((entry & (LITERAL_LONG - 1)) + rest));
    }

    private static int lastDistance(ByteBuffer state) {
        int entry = distance(state, (1 << DISTANCE_BITS) - 1);
        if ((entry & DISTANCE_LONG) == 0) {
            return entry;
        }
        int rest = (1 << (((entry - DISTANCE_LONG) >>> DISTANCE_LENGTH_SHIFT) - DISTANCE_BITS)) - 1;
        return state.getShort(Isal.I_LONG_DISTANCES + Short.BYTES * ((entry & DISTANCE_SYMBOL) + rest));
    }

    /** With no code, nothing has a meaning; with a single one of one bit, the bit 1 has none. */
    private static boolean hasOneDistanceAtMost(ByteBuffer state) {
        int first = distance(state, 0);
        return first == 0
                || ((first & DISTANCE_LONG) == 0 && first >>> DISTANCE_LENGTH_SHIFT == 1 && distance(state, 1) == 0);
    }

    private static int distance(ByteBuffer state, int bits) {
        return state.getShort(Isal.I_DISTANCES + Short.BYTES * bits) & 0xffff;
    }
}
