// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.route;

import io.warpdrive.queue.WdMemory;
import java.nio.ByteBuffer;

/** Output that a device or zlib has made and nobody has taken yet: the bytes of a memory from position to limit. */
final class PendingOutput {
    private WdMemory memory;
    private int position;
    private int limit;

    PendingOutput(WdMemory memory) {
        this.memory = memory;
    }

    WdMemory memory() {
        return memory;
    }

    ByteBuffer buffer() {
        return memory.buffer();
    }

    /** Nothing is pending, and the memory is another. */
    void replace(WdMemory other) {
        memory = other;
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

    int take(byte[] out, int offset, int length) {
        int taken = Math.min(length, remaining());
        memory.buffer().get(position, out, offset, taken);
        position += taken;
        return taken;
    }

    int take(ByteBuffer out, int offset, int length) {
        int taken = Math.min(length, remaining());
        out.put(offset, memory.buffer(), position, taken);
        position += taken;
        return taken;
    }
}
