// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.hisi.protocol;

/** What the engine can take in one request. */
public final class Limits {
    /** Bytes of input, and bytes of output. */
    public static final int MAXIMUM_LENGTH = 8 << 20;
    /** Bytes of output space that the engine wants to see at least. */
    public static final int MINIMUM_OUTPUT = 200;

    private Limits() {}

    /** Output space that is enough for any {@code input} bytes: 9/8 of it, and the minimum. */
    public static int worstCase(int input) {
        return (int) ((input * 9L + 7) / 8) + MINIMUM_OUTPUT;
    }
}
