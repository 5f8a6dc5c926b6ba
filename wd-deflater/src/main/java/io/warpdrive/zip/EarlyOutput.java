// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** What the parent made of gathered input before anybody asked for output; comes before what it makes from then on. */
final class EarlyOutput {
    /** How much is asked of the parent at a time. */
    static final int ROOM = 1024;

    private byte[] bytes = {};
    private int position;
    private int limit;

    /** An array with room for {@link #ROOM} more, to be filled from {@link #limit} on. */
    byte[] reserve() {
        return reserve(ROOM);
    }

    /** As {@link #reserve()}, with room for more. */
    byte[] reserve(int count) {
        if (limit + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(limit + count, 2 * bytes.length));
        }
        return bytes;
    }

    int limit() {
        return limit;
    }

    void added(int count) {
        limit += count;
    }

    /** The first bytes have been handed out already. */
    void drop(int count) {
        position += count;
    }

    /** For the next stream. */
    void clear() {
        position = 0;
        limit = 0;
    }

    int remaining() {
        return limit - position;
    }

    int take(byte[] output, int offset, int length) {
        int count = Math.min(length, remaining());
        System.arraycopy(bytes, position, output, offset, count);
        position += count;
        return count;
    }

    int take(ByteBuffer output) {
        int count = Math.min(output.remaining(), remaining());
        output.put(bytes, position, count);
        position += count;
        return count;
    }
}
