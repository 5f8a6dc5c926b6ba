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

    private static final int MAX_CODE_LENGTH = 15;
    private static final int END_OF_BLOCK = 256;
    private static final int LITERAL_CODES = 288;
    private static final int DISTANCE_CODES = 32;

    /** Entry kinds, in bits 8 and 9; bits 0 to 7 are the bits to skip. */
    private static final int LITERALS = 0;

    private static final int LENGTH = 1 << 8;
    private static final int END = 2 << 8;
    private static final int LONG = 3 << 8;
    private static final int KIND = 3 << 8;
    private static final int SKIP = 0xff;

    /** RFC 1951, 3.2.7: the order in which code length code lengths come. */
    private static final int[] CODE_LENGTH_ORDER = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};

    private static final byte[] FIXED_LENGTHS = fixedLengths();

    /** Code lengths: literals and lengths first, distances right after. */
    private final byte[] lengths = new byte[LITERAL_CODES + DISTANCE_CODES];
    /** Single symbols, by the next TABLE_BITS bits. */
    private final int[] single = new int[1 << TABLE_BITS];
    /** As many symbols as fit, by the next TABLE_BITS bits. */
    private final int[] multiple = new int[1 << TABLE_BITS];
    /** By the next distanceBits bits. */
    private final byte[] distances = new byte[1 << MAX_CODE_LENGTH];

    private final int[] codeLengthTable = new int[1 << 7];
    private final int[] count = new int[MAX_CODE_LENGTH + 1];
    private final int[] nextCode = new int[MAX_CODE_LENGTH + 1];
    private final int[] longCodes = new int[LITERAL_CODES];
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
        boolean last;
        do {
            lastHeader = position;
            int header = (int) peek();
            last = (header & 1) != 0;
            position += 3;
            boolean walked =
                    switch (header >>> 1 & 3) {
                        case 0 -> walkStored();
                        case 1 -> readFixedCodes() && walkCodes();
                        case 2 -> readDynamicCodes() && walkCodes();
                        default -> false;
                    };
            if (!walked || position > limit) {
                return -1;
            }
        } while (!last);
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

    private boolean walkStored() {
        position = (position + 7) & ~7L;
        if (position + 32 > limit) {
            return false;
        }
        position += 32 + 8L * (peek() & 0xffff);
        return true;
    }

    private boolean readFixedCodes() {
        System.arraycopy(FIXED_LENGTHS, 0, lengths, 0, FIXED_LENGTHS.length);
        buildLiterals(LITERAL_CODES);
        buildDistances(LITERAL_CODES, DISTANCE_CODES);
        return true;
    }

    private boolean readDynamicCodes() {
        long bits = peek();
        int literals = (int) (bits & 31) + 257;
        int codes = literals + (int) (bits >>> 5 & 31) + 1;
        int codeLengths = (int) (bits >>> 10 & 15) + 4;
        position += 14;
        Arrays.fill(lengths, 0, CODE_LENGTH_ORDER.length, (byte) 0);
        bits = peek();
        for (int i = 0; i < codeLengths; i++) {
            lengths[CODE_LENGTH_ORDER[i]] = (byte) ((bits >>> (3 * i)) & 7);
        }
        position += 3L * codeLengths;
        buildCodeLengths();
        if (literals > LITERAL_CODES || !readCodeLengths(codes)) {
            return false;
        }
        buildLiterals(literals);
        buildDistances(literals, codes - literals);
        return true;
    }

    /** RFC 1951, 3.2.7: codes 0 to 15 are lengths, 16 repeats the last one, 17 and 18 repeat zero. */
    private boolean readCodeLengths(int codes) {
        int read = 0;
        while (read < codes) {
            if (position > limit) {
                return false;
            }
            int bits = (int) peek();
            int entry = codeLengthTable[bits & 0x7f];
            int skip = entry & SKIP;
            int symbol = entry >>> 8;
            bits >>>= skip;
            if (skip == 0) {
                return false;
            }
            if (symbol < 16) {
                lengths[read++] = (byte) symbol;
                position += skip;
                continue;
            }
            int extra = symbol == 16 ? 2 : symbol == 17 ? 3 : 7;
            int repeat = (symbol == 18 ? 11 : 3) + (bits & ((1 << extra) - 1));
            if (read + repeat > codes || (symbol == 16 && read == 0)) {
                return false;
            }
            Arrays.fill(lengths, read, read + repeat, symbol == 16 ? lengths[read - 1] : 0);
            read += repeat;
            position += skip + extra;
        }
        return true;
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
            int length = lengths[symbol];
            if (((int) bits & ((1 << length) - 1)) == code) {
                return entry(symbol, length);
            }
        }
        return 0;
    }

    private void buildCodeLengths() {
        Arrays.fill(codeLengthTable, 0);
        firstCodes(0, CODE_LENGTH_ORDER.length);
        for (int symbol = 0; symbol < CODE_LENGTH_ORDER.length; symbol++) {
            int length = lengths[symbol];
            if (length > 0) {
                for (int i = reversed(length); i < codeLengthTable.length; i += 1 << length) {
                    codeLengthTable[i] = length | symbol << 8;
                }
            }
        }
    }

    private void buildLiterals(int codes) {
        Arrays.fill(single, LONG);
        longCodeCount = 0;
        firstCodes(0, codes);
        for (int symbol = 0; symbol < codes; symbol++) {
            int length = lengths[symbol];
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
        if (symbol < END_OF_BLOCK) {
            return LITERALS | length;
        }
        return symbol == END_OF_BLOCK ? END | length : length << 16 | LENGTH | length + lengthExtraBits(symbol);
    }

    private void buildDistances(int first, int codes) {
        int longest = 1;
        for (int i = first; i < first + codes; i++) {
            longest = Math.max(longest, lengths[i]);
        }
        distanceBits = longest;
        Arrays.fill(distances, 0, 1 << longest, (byte) 0);
        firstCodes(first, codes);
        for (int symbol = 0; symbol < codes; symbol++) {
            int length = lengths[first + symbol];
            if (length > 0) {
                byte skip = (byte) (length + distanceExtraBits(symbol));
                for (int i = reversed(length); i < 1 << longest; i += 1 << length) {
                    distances[i] = skip;
                }
            }
        }
    }

    /** RFC 1951, 3.2.2, step 2: the smallest code of each length. */
    private void firstCodes(int first, int codes) {
        Arrays.fill(count, 0);
        for (int i = first; i < first + codes; i++) {
            count[lengths[i]]++;
        }
        count[0] = 0;
        int code = 0;
        for (int length = 1; length <= MAX_CODE_LENGTH; length++) {
            code = (code + count[length - 1]) << 1;
            nextCode[length] = code;
        }
    }

    /** The next code of {@code length} bits, first bit lowest, as it stands in the data. */
    private int reversed(int length) {
        return Integer.reverse(nextCode[length]++) >>> (32 - length);
    }

    private static int lengthExtraBits(int symbol) {
        int code = symbol - 257;
        return code < 8 || code >= 28 ? 0 : (code - 4) / 4;
    }

    private static int distanceExtraBits(int symbol) {
        return symbol < 4 || symbol > 29 ? 0 : (symbol - 2) / 2;
    }

    /** RFC 1951, 3.2.6. */
    private static byte[] fixedLengths() {
        byte[] lengths = new byte[LITERAL_CODES + DISTANCE_CODES];
        Arrays.fill(lengths, 0, 144, (byte) 8);
        Arrays.fill(lengths, 144, 256, (byte) 9);
        Arrays.fill(lengths, 256, 280, (byte) 7);
        Arrays.fill(lengths, 280, 288, (byte) 8);
        Arrays.fill(lengths, 288, 320, (byte) 5);
        return lengths;
    }
}
