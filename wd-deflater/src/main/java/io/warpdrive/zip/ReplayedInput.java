// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import java.nio.ByteBuffer;

/** Keeps the position of a caller's buffer right while zlib works on a copy of it that begins with what came before. */
final class ReplayedInput {
    private final ByteBuffer buffer;
    private final int start;
    private final int before;

    /**
     * @param buffer the caller's input; null if it is an array, whose position nobody sees
     * @param before bytes of input that came before the buffer's position
     */
    ReplayedInput(ByteBuffer buffer, int before) {
        this.buffer = buffer;
        this.start = buffer == null ? 0 : buffer.position();
        this.before = before;
    }

    /** Zlib has used up {@code bytesRead} bytes since the beginning of the stream. */
    void moveTo(long bytesRead) {
        if (buffer != null) {
            buffer.position(start + (int) Math.max(0, Math.min(bytesRead - before, buffer.limit() - start)));
        }
    }
}
