// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import java.util.Arrays;

/**
 * The beginning of a compressed stream, kept so that zlib can do it again when a device finds it invalid: only zlib knows
 * zlib's messages and how far zlib would have read. A stream longer than {@link #LIMIT} outgrows its log.
 */
final class ReplayLog {
    private static final int LIMIT = 64 * 1024;

    private byte[] bytes = {};
    private int length;
    private boolean outgrown;

    void clear() {
        length = 0;
        outgrown = false;
        if (bytes.length > 8 * 1024) {
            bytes = new byte[0];
        }
    }

    /** Whether it no longer holds the stream from its first byte on. */
    boolean isOutgrown() {
        return outgrown;
    }

    /** Appends input that is about to be used up. */
    void append(InputCursor input, int count) {
        if (outgrown || count == 0) {
            return;
        }
        if (count > LIMIT - length) {
            outgrown = true;
            bytes = new byte[0];
            length = 0;
            return;
        }
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.min(LIMIT, Math.max(length + count, 2 * bytes.length)));
        }
        input.copyTo(bytes, length, count);
        length += count;
    }

    int length() {
        return length;
    }

    /** What was logged, followed by what is left of the input. */
    byte[] with(InputCursor input) {
        byte[] all = Arrays.copyOf(bytes, length + input.remaining());
        input.copyTo(all, length, input.remaining());
        return all;
    }
}
