// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.emulator;

import io.warpdrive.queue.WdMemory;

/**
 * The only way from the emulated device to a client's memory: copies whole pieces, and refuses what the client may not
 * touch itself. For use by one thread at a time.
 */
interface Iommu extends AutoCloseable {

    /**
     * Copies out of the client.
     *
     * @param address in the client's or the device's address space, depending on the mode; any value
     * @return false if not all of it could be read
     */
    boolean read(long address, WdMemory to, int offset, int length);

    /** Copies into the client; false if not all of it could be written. */
    boolean write(long address, WdMemory from, int offset, int length);

    @Override
    void close();
}
