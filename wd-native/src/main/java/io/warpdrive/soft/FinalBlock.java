// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.soft;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Finds the last block of a raw DEFLATE stream (RFC 1951) by walking over its Huffman codes, and turns the stream into
 * one that another can be appended to: clears BFINAL and closes with an empty stored block, as Z_SYNC_FLUSH does.
 *
 * <p>libdeflate says how many bytes it wrote but neither where its last block begins nor in which bit it ends. Nothing is
 * decoded: of each code only the length matters, so one table entry covers as many codes as fit into its index.
 *
 * <p>Not safe for use by several threads at once. About 100 KiB.
 */
final class FinalBlock {
    /** Index bits of the literal/length table. Longer codes, rarer than one in 2048, are looked up one by one. */
    private static final int TABLE_BITS = 11;

    /** Entry kinds, in bits 8 and 9; bits 0 to 7 are the bits to skip. */
    private static final int LITERALS = 0;

    private static final int LENGTH = 1 << 8;
    private static final int END = 2 << 8;
    private static final int LONG = 3 << 8;
    private static final int KIND = 3 << 8;
    private static final int SKIP = 0xff;

    private final BlockHeader header = new BlockHeader();
    /** Single symbols, by the next TABLE_BITS bits. */
    private final int[] single = new int[1 << TABLE_BITS];
    /** As many symbols as fit, by the next TABLE_BITS bits. */
    private final int[] multiple = new int[1 << TABLE_BITS];
    /** By the next distanceBits bits. */
    private final byte[] distances = new byte[1 << DeflateFormat.MAX_CODE_LENGTH];

    private final int[] nextCode = new int[DeflateFormat.MAX_CODE_LENGTH + 1];
    private final int[] longCodes = new int[DeflateFormat.LITERAL_CODES];
    private int longCodeCount;
    private int distanceBits;

    private ByteBuffer data;
    private long position;
    private long limit;

    /**
     * Makes {@code length} bytes of raw DEFLATE data at {@code offset} appendable.
     *
     * @param buffer little-endian, with at least 13 bytes of room after the data
     * @return the new length, at most 5 more, or -1 if the data is not what it should be; it is then unchanged
     */
    int open(ByteBuffer buffer, int offset, int length) {
        data = buffer;
        position = 8L * offset;
        limit = 8L * (offset + length);
        long lastHeader;
        do {
            lastHeader = position;
            if (header.read(data, position, limit) != BlockHeader.Outcome.COMPLETE) {
                return -1;
            }
            position = header.end();
            if (!walkBody() || position > limit) {
                return -1;
            }
        } while (!header.isLast());
        if ((position + 7) >>> 3 != offset + length) {
            return -1;
        }
        int headerByte = (int) (lastHeader >>> 3);
        data.put(headerByte, (byte) (data.get(headerByte) & ~(1 << (lastHeader & 7))));
        return appendEmptyStoredBlock() - offset;
    }

    /** The bits after the end are zero already, so a header of three zero bits is only a matter of room. */
    private int appendEmptyStoredBlock() {
        int end = (int) ((position + 3 + 7) >>> 3);
        if (end > (position + 7) >>> 3) {
            data.put(end - 1, (byte) 0);
        }
        data.putInt(end, 0xffff_0000);
        return end + 4;
    }

    /** At least 57 bits from the position on. */
    private long peek() {
        return data.getLong((int) (position >>> 3)) >>> (position & 7);
    }

    private boolean walkBody() {
        if (header.type() == BlockHeader.Type.STORED) {
            position += 8L * header.storedLength();
            return true;
        }
        buildLiterals();
        buildDistances();
        return walkCodes();
    }

    /** The hot loop: one load gives 57 bits, enough for three table entries, the last of them a length, and a distance. */
    private boolean walkCodes() {
        final ByteBuffer bytes = data;
        final int[] table = multiple;
        final byte[] distance = distances;
        final int tableMask = (1 << TABLE_BITS) - 1;
        final int distanceMask = (1 << distanceBits) - 1;
        long at = position;
        while (at <= limit) {
            long bits = bytes.getLong((int) (at >>> 3)) >>> (at & 7);
            int entry = table[(int) bits & tableMask];
            int skip = entry & SKIP;
            at += skip;
            bits >>>= skip;
            if ((entry & KIND) == LITERALS) {
                entry = table[(int) bits & tableMask];
                skip = entry & SKIP;
                at += skip;
                bits >>>= skip;
                if ((entry & KIND) == LITERALS) {
                    entry = table[(int) bits & tableMask];
                    skip = entry & SKIP;
                    at += skip;
                    bits >>>= skip;
                }
            }
            // at most 36 bits of the 57 are gone, or 24 and a length's 17: the 15 of a distance's code are still there
            int kind = entry & KIND;
            if (kind == LENGTH) {
                at += distance[(int) bits & distanceMask];
            } else if (kind != LITERALS) {
                if (kind == LONG) {
                    entry = longCode(bits);
                    at += entry & SKIP;
                    kind = entry & KIND;
                    if (kind == LENGTH) {
                        position = at;
                        at += distance[(int) peek() & distanceMask];
                    } else if ((entry & SKIP) == 0) {
                        return false;
                    }
                }
                if (kind == END) {
                    position = at;
                    return true;
                }
            }
        }
        return false;
    }

    /** The entry of a code of more than TABLE_BITS bits at the front of {@code bits}; 0 if there is none. */
    private int longCode(long bits) {
        for (int i = 0; i < longCodeCount; i++) {
            int code = longCodes[i] & 0xffff;
            int symbol = longCodes[i] >>> 16;
            int length = header.literals().codeLength(symbol);
            if (((int) bits & ((1 << length) - 1)) == code) {
                return entry(symbol, length);
            }
        }
        return 0;
    }

    private void buildLiterals() {
        Arrays.fill(single, LONG);
        longCodeCount = 0;
        HuffmanCode code = header.literals();
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
            while ((entry & KIND) == LITERALS) {
                int used = entry & SKIP;
                // the code that follows counts only if its bits are all within the index
                int next = single[i >>> used];
                int codeLength = (next & KIND) == LENGTH ? next >>> 16 : next & SKIP;
                if ((next & KIND) == LONG || used + codeLength > TABLE_BITS) {
                    break;
                }
                entry = (next & KIND) | (used + (next & SKIP));
            }
            multiple[i] = entry & (KIND | SKIP);
        }
    }

    /** Bits to skip, kind, and for a length (whose extra bits are skipped too) the bits of its code alone from bit 16. */
    private static int entry(int symbol, int length) {
        if (symbol < DeflateFormat.END_OF_BLOCK) {
            return LITERALS | length;
        }
        return symbol == DeflateFormat.END_OF_BLOCK
                ? END | length
                : length << 16 | LENGTH | length + DeflateFormat.lengthExtraBits(symbol);
    }

    private void buildDistances() {
        HuffmanCode code = header.distances();
        int longest = 1;
        for (int symbol = 0; symbol < code.size(); symbol++) {
            longest = Math.max(longest, code.codeLength(symbol));
        }
        distanceBits = longest;
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
