// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.soft;

import java.util.Arrays;

/**
 * A canonical Huffman code (RFC 1951, 3.2.2) as a count of codes by length and the symbols in the order of their codes:
 * quick to build, slow to decode with, and never looking at a bit that the code in hand does not have.
 */
final class HuffmanCode {
    /** {@link #decode}: the bits at hand are the beginning of a code. */
    static final int UNDECIDED = -1;
    /** {@link #decode}: no code begins like this. One bit tells. */
    static final int NO_CODE = -2;

    private static final int LENGTH_BITS = 4;

    private final int[] count = new int[DeflateFormat.MAX_CODE_LENGTH + 1];
    private final int[] next = new int[DeflateFormat.MAX_CODE_LENGTH + 1];
    private final short[] symbols = new short[DeflateFormat.LITERAL_CODES];
    /** Codes that are left over: below 0 the code is over-subscribed, above 0 incomplete. */
    private int unused;

    private byte[] lengths;
    private int first;
    private int codes;
    private boolean ordered;

    /**
     * Takes up the code whose lengths are {@code lengths[first]} to {@code lengths[first + codes - 1]}. They must not
     * change as long as the code is in use.
     */
    void set(byte[] lengths, int first, int codes) {
        Arrays.fill(count, 0);
        for (int i = first; i < first + codes; i++) {
            count[lengths[i]]++;
        }
        use(lengths, first, codes);
    }

    /**
     * As {@link #set(byte[], int, int)}.
     *
     * @param counts how many codes there are of each length
     */
    void set(byte[] lengths, int first, int codes, int[] counts) {
        System.arraycopy(counts, 0, count, 0, count.length);
        use(lengths, first, codes);
    }

    private void use(byte[] lengths, int first, int codes) {
        this.lengths = lengths;
        this.first = first;
        this.codes = codes;
        ordered = false;
        unused = 1;
        for (int length = 1; length <= DeflateFormat.MAX_CODE_LENGTH && unused >= 0; length++) {
            unused = 2 * unused - count[length];
        }
    }

    /** Leaves the codes that are not of this code. */
    void subtractFrom(int[] counts) {
        for (int length = 0; length < count.length; length++) {
            counts[length] -= count[length];
        }
    }

    /** Number of symbols, with a code or without. */
    int size() {
        return codes;
    }

    /** Bits of a symbol's code, 0 if it has none. */
    int codeLength(int symbol) {
        return lengths[first + symbol];
    }

    boolean isEmpty() {
        return count[0] == codes;
    }

    boolean isComplete() {
        return unused == 0;
    }

    /** What zlib lets pass for literals and distances: a complete code, one code of one bit, or none at all. */
    boolean isUsable() {
        return isComplete() || isEmpty() || (unused > 0 && count[1] + count[0] == codes);
    }

    /** RFC 1951, 3.2.2, step 2: the smallest code of each length as far as {@code firstCodes} has room. */
    void firstCodes(int[] firstCodes) {
        int code = 0;
        firstCodes[0] = 0;
        for (int length = 1; length < firstCodes.length; length++) {
            firstCodes[length] = code;
            code = (code + count[length]) << 1;
        }
    }

    /**
     * Decodes one symbol of a usable code.
     *
     * @param bits the first bit lowest
     * @param available how many of them count
     * @return for {@link #symbol} and {@link #length}, or a negative constant
     */
    int decode(long bits, int available) {
        if (!isComplete()) {
            if (available == 0) {
                return UNDECIDED;
            }
            return isEmpty() || (bits & 1) != 0 ? NO_CODE : symbols()[0] << LENGTH_BITS | 1;
        }
        int code = 0;
        int firstCode = 0;
        int index = 0;
        int longest = Math.min(available, DeflateFormat.MAX_CODE_LENGTH);
        for (int length = 1; length <= longest; length++) {
            code |= (int) bits & 1;
            bits >>>= 1;
            int here = count[length];
            if (code - firstCode < here) {
                return symbols()[index + code - firstCode] << LENGTH_BITS | length;
            }
            index += here;
            firstCode = (firstCode + here) << 1;
            code <<= 1;
        }
        return UNDECIDED;
    }

    static int symbol(int decoded) {
        return decoded >>> LENGTH_BITS;
    }

    static int length(int decoded) {
        return decoded & ((1 << LENGTH_BITS) - 1);
    }

    private short[] symbols() {
        if (!ordered) {
            order();
        }
        return symbols;
    }

    /** Done when first needed, which is seldom; from then on a code that is not changed may be used by many threads. */
    void order() {
        next[1] = 0;
        for (int length = 1; length < DeflateFormat.MAX_CODE_LENGTH; length++) {
            next[length + 1] = next[length] + count[length];
        }
        for (int symbol = 0; symbol < codes; symbol++) {
            int length = lengths[first + symbol];
            if (length != 0) {
                symbols[next[length]++] = (short) symbol;
            }
        }
        ordered = true;
    }
}
