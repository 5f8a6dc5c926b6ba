// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.emulator;

import io.warpdrive.queue.WdException;
import io.warpdrive.queue.WdMemory;

/**
 * The emulator's own memory for one side of a request, grown to what requests need. Engines work here only: a client that
 * changes its data under way, or lies about its size, confuses nobody but itself.
 */
final class Staging implements AutoCloseable {
    private static final int SMALLEST = 128 << 10;

    private WdMemory memory;

    Staging() throws WdException {
        memory = WdMemory.allocate(SMALLEST);
    }

    /** At least so many bytes; what was in them is lost when they had to be grown. */
    WdMemory atLeast(int bytes) throws WdException {
        if (bytes > memory.size()) {
            WdMemory larger = WdMemory.allocate(Math.max(bytes, 2L * memory.size()));
            memory.close();
            memory = larger;
        }
        return memory;
    }

    @Override
    public void close() {
        memory.close();
    }
}
