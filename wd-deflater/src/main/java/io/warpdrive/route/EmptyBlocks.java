// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.route;

import java.util.Arrays;

/**
 * Blocks of DEFLATE data without content, which end at a bit of a byte that can be chosen: what follows them need not
 * begin with a byte.
 */
final class EmptyBlocks {
    /** RFC 1951, 3.2.6: not the last block, fixed codes, and their end of block, which is seven zeros. */
    private static final int FIXED_LENGTH = 10;

    private static final int FIXED = 0b01 << 1;

    /** RFC 1951, 3.2.7: the number of code length codes, 19, is 4 more than what is written. */
    private static final int ALL_LENGTHS = 19 - 4;

    private final byte[] bytes = new byte[20];
    private int bits;

    private EmptyBlocks() {}

    /**
     * Blocks that end {@code bit} bits into a byte.
     *
     * @param bit 0 to 7
     * @return whole bytes, then, if {@code bit} is not 0, one whose low bits are the blocks' last and whose others are 0
     */
    static byte[] endingAt(int bit) {
        EmptyBlocks blocks = new EmptyBlocks();
        if (bit % 2 != 0) {
            blocks.addDynamic();
        }
        while (blocks.bits % Byte.SIZE != bit) {
            blocks.add(FIXED, FIXED_LENGTH);
        }
        return Arrays.copyOf(blocks.bytes, (blocks.bits + Byte.SIZE - 1) / Byte.SIZE);
    }

    /** An odd number of bits: codes for nothing but the end of the block, which is one zero. */
    private void addDynamic() {
        add(0b10 << 1, 3);
        add(0, 5 + 5);
        add(ALL_LENGTHS, 4);
        // in the order 16, 17, 18, 0, 8, ... 1, 15: 18 is coded as 0, 0 as 10 and 1 as 11
        int[] lengths = {0, 0, 1, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0};
        for (int length : lengths) {
            add(length, 3);
        }
        // 256 zeros, by 18 with its count less 11; then the end of block of one bit, and no distance
        add((138 - 11) << 1, 1 + 7);
        add((118 - 11) << 1, 1 + 7);
        add(0b11, 2);
        add(0b01, 2);
        add(0, 1);
    }

    private void add(int value, int count) {
        for (int i = 0; i < count; i++, bits++) {
            bytes[bits / Byte.SIZE] |= (byte) ((value >>> i & 1) << bits % Byte.SIZE);
        }
    }
}
