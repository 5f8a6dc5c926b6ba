// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.soft;

import java.util.Arrays;

/** DEFLATE data by hand (RFC 1951, 3.1.1): numbers with their lowest bit first, Huffman codes with their highest. */
final class BitWriter {
    private byte[] bytes = new byte[64];
    private int length;

    BitWriter number(int value, int bits) {
        for (int i = 0; i < bits; i++) {
            bit(value >>> i & 1);
        }
        return this;
    }

    BitWriter code(int value, int bits) {
        for (int i = bits - 1; i >= 0; i--) {
            bit(value >>> i & 1);
        }
        return this;
    }

    private void bit(int bit) {
        if (length == 8 * bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * bytes.length);
        }
        bytes[length >>> 3] |= (byte) (bit << (length & 7));
        length++;
    }

    /** The last byte is filled with zeros. */
    byte[] bytes() {
        return Arrays.copyOf(bytes, (length + 7) / 8);
    }
}
