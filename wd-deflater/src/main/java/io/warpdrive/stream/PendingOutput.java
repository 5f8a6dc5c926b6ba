// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.stream;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Output that a device or zlib has made and nobody has taken yet: the bytes of a buffer from position to limit. */
final class PendingOutput {
    private ByteBuffer buffer;
    private int position;
    private int limit;

    /** @param buffer little-endian; its position and limit are not these */
    PendingOutput(ByteBuffer buffer) {
        this.buffer = buffer;
    }

    ByteBuffer buffer() {
        return buffer;
    }

    /** Goes on in memory of its own, with nothing in it: a device may still write to the other. */
    void moveAway() {
        if (buffer.isDirect()) {
            buffer = ByteBuffer.allocate(buffer.capacity()).order(ByteOrder.LITTLE_ENDIAN);
        }
        clear();
    }

    void clear() {
        set(0, 0);
    }

    /** What is pending are {@code length} bytes from {@code offset} on. */
    void set(int offset, int length) {
        position = offset;
        limit = offset + length;
    }

    int limit() {
        return limit;
    }

    /** There is output up to here. */
    void limit(int end) {
        limit = end;
    }

    int remaining() {
        return limit - position;
    }

    void take(CallerBuffers caller) {
        int taken = Math.min(caller.room(), remaining());
        caller.put(buffer, position, taken);
        position += taken;
    }
}
