// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.soft;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Finds the end of a compressed block (RFC 1951, 3.2.3) by skipping over its Huffman codes. Nothing is decoded: of each
 * code only the length matters, so one table entry covers as many codes as fit into its index.
 *
 * <p>A walk is a chain of loads that each wait for the one before. So a block is walked in {@value #LANES} lanes at once:
 * the first from where the block's codes begin, the others from guesses further on. Huffman codes synchronise: a walk from
 * a wrong bit soon meets the right one, and from there on both are the same. A lane counts only once the lane before has
 * arrived at a bit from which it went on, so the result is that of one walk from the beginning, always.
 *
 * <p>Not safe for use by several threads at once. About 60 KiB.
 */
final class BlockWalk {
    /** {@link #end}: the data are not a block's. */
    static final long NO_END = -1;

    /** Index bits of the literal/length table. Longer codes, rarer than one in 2048, are looked up one by one. */
    private static final int TABLE_BITS = 11;

    private static final int TABLE_MASK = (1 << TABLE_BITS) - 1;

    /** An entry's bits to skip; of a length its extra bits are among them. */
    private static final int SKIP = 0xff;
    /** An entry that is, or ends with, the end of the block. */
    private static final int END = 1 << 8;
    /** An entry for no code, or for one of more than TABLE_BITS bits. */
    private static final int LONG = 1 << 9;
    /** The most bits that an entry and a distance take: 11 and 5, 15 and 13. A load gives 57. */
    private static final int MOST = 44;
    /** What the fast loop leaves to {@link #step}. */
    private static final int STOP = END | LONG;
    /** The sign bit: a distance code follows. */
    private static final int LENGTH = 1 << 31;
    /** Of a length in the single table: the bits of its code without the extra bits. */
    private static final int CODE_SHIFT = 16;

    private static final int CODE_MASK = 0xf;

    private static final int LANES = 4;
    /** How far apart the lanes begin, at most and at least, in bits. */
    private static final int WIDEST = 1 << 14;

    private static final int NARROWEST = 1 << 11;
    /** Codes at the beginning of a guess of which each is remembered. Most guesses are right after 20. */
    private static final int MARKS = 64;

    /** Single codes, by the next TABLE_BITS bits. */
    private final int[] single = new int[1 << TABLE_BITS];
    /** As many codes as fit, by the next TABLE_BITS bits. */
    private final int[] multiple = new int[1 << TABLE_BITS];
    /** Bits of a distance with its extra bits, by the next distanceBits bits. */
    private final byte[] distances = new byte[1 << DeflateFormat.MAX_CODE_LENGTH];

    private final int[] nextCode = new int[DeflateFormat.MAX_CODE_LENGTH + 1];
    private final int[] longCodes = new int[DeflateFormat.LITERAL_CODES];
    private int longCodeCount;
    private int distanceMask;
    private HuffmanCode literals;

    /** Where each lane is. */
    private final long[] lanes = new long[LANES];
    /** Where each lane may stop. */
    private final long[] targets = new long[LANES];
    /** Which lane each of the hot loop's slots takes on. */
    private final int[] slots = new int[LANES];
    /** The first bits that each guess went over from code to code. */
    private final long[] marks = new long[LANES * MARKS];

    private ByteBuffer data;
    /** Whether the last {@link #step} was over an end of block, or over none at all. */
    private boolean ended;

    private boolean lost;
    /** Whether a guess in this block has never met the way before it: no more are made. */
    private boolean apart;

    /** Takes up the codes of a block. */
    void use(HuffmanCode literals, HuffmanCode distances) {
        buildLiterals(literals);
        buildDistances(distances);
    }

    /**
     * Walks from the first code of a block.
     *
     * @param data little-endian, with 8 bytes to read after {@code limit}
     * @param position the bit where the first code begins
     * @param limit the bit where the data end
     * @return the bit after the end-of-block code, {@link #NO_END} if there is none before {@code limit}
     */
    long end(ByteBuffer data, long position, long limit) {
        this.data = data;
        ended = false;
        lost = false;
        apart = false;
        long at = position;
        while (true) {
            long stride = Math.min(WIDEST, (limit - at) / LANES);
            if (stride >= NARROWEST && !apart) {
                at = walkLanes(at, stride);
            } else {
                at = walk(at, limit);
            }
            if (ended) {
                return at <= limit ? at : NO_END;
            }
            if (lost || at >= limit) {
                return NO_END;
            }
        }
    }

    /** Walks over about LANES strides; {@link #ended} and {@link #lost} tell if less. */
    private long walkLanes(long from, long stride) {
        lanes[0] = from;
        for (int lane = 0; lane < LANES; lane++) {
            long begin = from + lane * stride;
            targets[lane] = begin + stride;
            if (lane > 0) {
                lanes[lane] = mark(begin, lane);
            }
        }
        walkTogether();
        long at = walk(lanes[0], targets[0]);
        for (int lane = 1; lane < LANES && !ended && !lost; lane++) {
            at = meet(at, lane);
            if (ended || lost) {
                return at;
            }
            if (at != lanes[lane]) {
                // what the guess found counts for nothing; codes of one length may never meet
                apart = true;
                return at;
            }
            at = walk(at, targets[lane]);
        }
        return at;
    }

    /** Walks from a guess, and remembers the way; where the way ends is the lane's place. */
    private long mark(long begin, int lane) {
        long at = begin;
        for (int i = lane * MARKS; i < (lane + 1) * MARKS; i++) {
            marks[i] = at;
            if (at < targets[lane]) {
                at = stepInside(at);
            }
        }
        return at;
    }

    /** As {@link #step}, but stays where it is if there is no code or the block's end; a guess may be wrong. */
    private long stepInside(long at) {
        long next = step(at);
        boolean inside = !ended && !lost;
        ended = false;
        lost = false;
        return inside ? next : at;
    }

    /**
     * Goes on from {@code at} until it meets the way from a guess.
     *
     * @return where that way's lane is; another place if they did not meet, or the block ended before
     */
    private long meet(long from, int lane) {
        long at = from;
        for (int i = lane * MARKS; i < (lane + 1) * MARKS; i++) {
            long mark = marks[i];
            while (at < mark && !ended && !lost) {
                at = step(at);
            }
            if (at == mark && !ended && !lost) {
                return lanes[lane];
            }
        }
        return at;
    }

    /** Takes the lanes on until all but one have arrived or come to an end; the last one may go on alone. */
    private void walkTogether() {
        int walking = LANES;
        for (int lane = 0; lane < LANES; lane++) {
            slots[lane] = lane;
        }
        while (walking > 1) {
            walkSlots();
            walking = 0;
            for (int lane = 0; lane < LANES; lane++) {
                if (lanes[lane] < targets[lane] && goesOn(lane)) {
                    slots[walking++] = lane;
                }
            }
            // the slots that are left over do the same as another: that costs least
            Arrays.fill(slots, walking, LANES, slots[0]);
        }
    }

    /** Takes a lane over what the hot loop left to it; false if that is an end. */
    private boolean goesOn(int lane) {
        long at = lanes[lane];
        if ((multiple[(int) peek(at) & TABLE_MASK] & STOP) != 0) {
            lanes[lane] = stepInside(at);
            return lanes[lane] != at;
        }
        return true;
    }

    /** The hot loop: no branch depends on the data, until a slot has something out of the ordinary or has arrived. */
    private void walkSlots() {
        final ByteBuffer bytes = data;
        final int[] table = multiple;
        final byte[] distance = distances;
        final int mask = distanceMask;
        final long end0 = targets[slots[0]];
        final long end1 = targets[slots[1]];
        final long end2 = targets[slots[2]];
        final long end3 = targets[slots[3]];
        long at0 = lanes[slots[0]];
        long at1 = lanes[slots[1]];
        long at2 = lanes[slots[2]];
        long at3 = lanes[slots[3]];
        boolean ordinary = true;
        while (ordinary && at0 < end0 && at1 < end1 && at2 < end2 && at3 < end3) {
            long nearest = Math.min(Math.min(end0 - at0, end1 - at1), Math.min(end2 - at2, end3 - at3));
            // no target is more than passed in so many turns, and none is asked for meanwhile
            for (int turns = 1 + (int) nearest / MOST; turns > 0; turns--) {
                long bits0 = bytes.getLong((int) (at0 >>> 3)) >>> (at0 & 7);
                long bits1 = bytes.getLong((int) (at1 >>> 3)) >>> (at1 & 7);
                long bits2 = bytes.getLong((int) (at2 >>> 3)) >>> (at2 & 7);
                long bits3 = bytes.getLong((int) (at3 >>> 3)) >>> (at3 & 7);
                int entry0 = table[(int) bits0 & TABLE_MASK];
                int entry1 = table[(int) bits1 & TABLE_MASK];
                int entry2 = table[(int) bits2 & TABLE_MASK];
                int entry3 = table[(int) bits3 & TABLE_MASK];
                if (((entry0 | entry1 | entry2 | entry3) & STOP) != 0) {
                    ordinary = false;
                    break;
                }
                // a shift counts by the lowest bits of the entry alone, which are its skip
                at0 += (entry0 & SKIP) + (distance[(int) (bits0 >>> entry0) & mask] & (entry0 >> 31));
                at1 += (entry1 & SKIP) + (distance[(int) (bits1 >>> entry1) & mask] & (entry1 >> 31));
                at2 += (entry2 & SKIP) + (distance[(int) (bits2 >>> entry2) & mask] & (entry2 >> 31));
                at3 += (entry3 & SKIP) + (distance[(int) (bits3 >>> entry3) & mask] & (entry3 >> 31));
            }
        }
        lanes[slots[0]] = at0;
        lanes[slots[1]] = at1;
        lanes[slots[2]] = at2;
        lanes[slots[3]] = at3;
    }

    /** Walks at least to {@code target}, or to the end of the block. */
    private long walk(long from, long target) {
        final ByteBuffer bytes = data;
        final int[] table = multiple;
        long at = from;
        while (at < target) {
            long bits = bytes.getLong((int) (at >>> 3)) >>> (at & 7);
            int entry = table[(int) bits & TABLE_MASK];
            if ((entry & STOP) != 0) {
                at = step(at);
                if (ended || lost) {
                    return at;
                }
            } else {
                at += (entry & SKIP) + (distances[(int) (bits >>> entry) & distanceMask] & (entry >> 31));
            }
        }
        return at;
    }

    /** The bit after the one code, or length and distance, at {@code at}. */
    private long step(long at) {
        long bits = peek(at);
        int entry = single[(int) bits & TABLE_MASK];
        if ((entry & LONG) != 0) {
            entry = longCode(bits);
            lost |= entry == 0;
        }
        ended |= (entry & END) != 0;
        long next = at + (entry & SKIP);
        return entry >= 0 ? next : next + distances[(int) peek(next) & distanceMask];
    }

    /** At least 57 bits from {@code at} on. */
    private long peek(long at) {
        return data.getLong((int) (at >>> 3)) >>> (at & 7);
    }

    /** The entry of a code of more than TABLE_BITS bits at the front of {@code bits}; 0 if there is none. */
    private int longCode(long bits) {
        for (int i = 0; i < longCodeCount; i++) {
            int code = longCodes[i] & 0xffff;
            int symbol = longCodes[i] >>> 16;
            int length = literals.codeLength(symbol);
            if (((int) bits & ((1 << length) - 1)) == code) {
                return entry(symbol, length);
            }
        }
        return 0;
    }

    private void buildLiterals(HuffmanCode code) {
        literals = code;
        Arrays.fill(single, LONG);
        longCodeCount = 0;
        code.firstCodes(nextCode);
        for (int symbol = 0; symbol < code.size(); symbol++) {
            int length = code.codeLength(symbol);
            if (length > TABLE_BITS) {
                longCodes[longCodeCount++] = symbol << 16 | reversed(length);
            } else if (length > 0) {
                int entry = entry(symbol, length);
                for (int i = reversed(length); i < single.length; i += 1 << length) {
                    single[i] = entry;
                }
            }
        }
        joinEntries();
    }

    /** Appends to each entry of literals those that its other index bits spell out. */
    private void joinEntries() {
        for (int i = 0; i < single.length; i++) {
            int entry = single[i];
            int used = entry & SKIP;
            while ((entry & (STOP | LENGTH)) == 0) {
                // the code that follows counts only if its bits are all within the index
                int next = single[i >>> used];
                int codeLength = next < 0 ? (next >>> CODE_SHIFT) & CODE_MASK : next & SKIP;
                if ((next & STOP) != 0 || used + codeLength > TABLE_BITS) {
                    break;
                }
                used += next & SKIP;
                entry = next;
            }
            multiple[i] = (entry & (LENGTH | STOP)) | used;
        }
    }

    private static int entry(int symbol, int length) {
        if (symbol < DeflateFormat.END_OF_BLOCK) {
            return length;
        }
        return symbol == DeflateFormat.END_OF_BLOCK
                ? END | length
                : LENGTH | (length << CODE_SHIFT) | (length + DeflateFormat.lengthExtraBits(symbol));
    }

    private void buildDistances(HuffmanCode code) {
        int longest = 1;
        for (int symbol = 0; symbol < code.size(); symbol++) {
            longest = Math.max(longest, code.codeLength(symbol));
        }
        distanceMask = (1 << longest) - 1;
        Arrays.fill(distances, 0, 1 << longest, (byte) 0);
        code.firstCodes(nextCode);
        for (int symbol = 0; symbol < code.size(); symbol++) {
            int length = code.codeLength(symbol);
            if (length > 0) {
                byte skip = (byte) (length + DeflateFormat.distanceExtraBits(symbol));
                for (int i = reversed(length); i < 1 << longest; i += 1 << length) {
                    distances[i] = skip;
                }
            }
        }
    }

    /** The next code of {@code length} bits, first bit lowest, as it stands in the data. */
    private int reversed(int length) {
        return Integer.reverse(nextCode[length]++) >>> (32 - length);
    }
}
