// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.soft;

import java.util.Arrays;

/** The constants of DEFLATE (RFC 1951, 3.2.5 to 3.2.7). */
final class DeflateFormat {
    static final int MAX_CODE_LENGTH = 15;
    static final int END_OF_BLOCK = 256;
    /** Of literals and lengths, with the two that only the fixed code has and nobody may use. */
    static final int LITERAL_CODES = 288;
    /** As far as they may be used. */
    static final int USED_LITERAL_CODES = 286;

    static final int DISTANCE_CODES = 32;
    static final int USED_DISTANCE_CODES = 30;
    static final int MAX_MATCH = 258;
    static final int WINDOW = 32 * 1024;

    private static final int FIRST_LENGTH = 257;
    private static final int[] CODE_LENGTH_ORDER = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};

    private DeflateFormat() {}

    /** Number of codes for code lengths. */
    static int codeLengthCodes() {
        return CODE_LENGTH_ORDER.length;
    }

    /** The symbol whose code length comes {@code index}-th. */
    static int codeLengthSymbol(int index) {
        return CODE_LENGTH_ORDER[index];
    }

    static int lengthExtraBits(int symbol) {
        int code = symbol - FIRST_LENGTH;
        return code < 8 || code >= 28 ? 0 : (code - 4) / 4;
    }

    /** The shortest match of a length symbol, 257 to 285. */
    static int lengthBase(int symbol) {
        int code = symbol - FIRST_LENGTH;
        if (code < 8) {
            return 3 + code;
        }
        return code == 28 ? MAX_MATCH : 3 + ((4 + code % 4) << lengthExtraBits(symbol));
    }

    static int distanceExtraBits(int symbol) {
        return symbol < 4 || symbol >= USED_DISTANCE_CODES ? 0 : (symbol - 2) / 2;
    }

    /** The shortest distance of a distance symbol, 0 to 29. */
    static int distanceBase(int symbol) {
        return symbol < 4 ? 1 + symbol : 1 + ((2 + symbol % 2) << distanceExtraBits(symbol));
    }

    /** The lengths of the fixed codes: literals and lengths first, distances right after. */
    static byte[] fixedLengths() {
        byte[] lengths = new byte[LITERAL_CODES + DISTANCE_CODES];
        Arrays.fill(lengths, 0, 144, (byte) 8);
        Arrays.fill(lengths, 144, 256, (byte) 9);
        Arrays.fill(lengths, 256, 280, (byte) 7);
        Arrays.fill(lengths, 280, 288, (byte) 8);
        Arrays.fill(lengths, 288, 320, (byte) 5);
        return lengths;
    }
}
