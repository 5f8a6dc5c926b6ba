// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.emulator;

/** Checksums of two pieces put together without a second look at their bytes, as zlib's functions of this name do. */
final class Combine {
    /** CRC-32's polynomial; bits go from right to left, so that x to the 0 is the highest. */
    private static final int POLYNOMIAL = 0xedb88320;

    private static final int ONE = 1 << 31;
    private static final int X_TO_THE_8 = 1 << 23;
    /** The largest prime below 65536. */
    private static final int ADLER_BASE = 65521;

    private Combine() {}

    /** @param length bytes of the second piece, taken as unsigned */
    static int crc32(int first, int second, int length) {
        int power = ONE;
        int base = X_TO_THE_8;
        for (int rest = length; rest != 0; rest >>>= 1) {
            if ((rest & 1) != 0) {
                power = multiply(base, power);
            }
            base = multiply(base, base);
        }
        return multiply(power, first) ^ second;
    }

    private static int multiply(int a, int b) {
        int product = 0;
        int factor = b;
        for (int bit = ONE; bit != 0; bit >>>= 1) {
            if ((a & bit) != 0) {
                product ^= factor;
            }
            factor = (factor & 1) != 0 ? factor >>> 1 ^ POLYNOMIAL : factor >>> 1;
        }
        return product;
    }

    /** @param length bytes of the second piece, taken as unsigned */
    static int adler32(int first, int second, int length) {
        long rest = Integer.toUnsignedLong(length) % ADLER_BASE;
        long low = (first & 0xffffL) + (second & 0xffffL) + ADLER_BASE - 1;
        long high = rest * (first & 0xffffL) + (first >>> 16) + (second >>> 16) + ADLER_BASE - rest;
        return (int) (high % ADLER_BASE << 16 | low % ADLER_BASE);
    }
}
