// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.hisi;

import io.warpdrive.queue.WdMemory;
import io.warpdrive.uacce.ReservedMemory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Where the device sees this process's memory: at the same addresses with shared virtual addressing, else only in what was
 * reserved. Reads take no lock and allocate nothing.
 */
final class AddressTable {
    /** What {@link #translate} says of memory that the device can't see. */
    static final long NOWHERE = -1;

    /** A piece of memory and where the device sees it. */
    private record Range(long start, long length, long deviceStart) {}

    private final boolean shared;
    /** Copied on write; volatile so that a request on new memory finds it in any thread. */
    private volatile Range[] ranges = {};

    AddressTable(boolean shared) {
        this.shared = shared;
    }

    long translate(long address, long length) {
        if (shared) {
            return address;
        }
        for (Range range : ranges) {
            long offset = address - range.start;
            if (offset >= 0 && offset + length <= range.length) {
                return range.deviceStart + offset;
            }
        }
        return NOWHERE;
    }

    /** Memory of the size that was asked for; closing it takes it out of the table. */
    synchronized WdMemory add(ReservedMemory reserved, int bytes) {
        WdMemory whole = reserved.memory();
        Range range = new Range(whole.address(), whole.size(), reserved.deviceAddress());
        ranges = Stream.concat(Arrays.stream(ranges), Stream.of(range)).toArray(Range[]::new);
        ByteBuffer buffer = whole.buffer().slice(0, bytes);
        return WdMemory.of(buffer, whole.address(), () -> {
            remove(range);
            whole.close();
        });
    }

    private synchronized void remove(Range range) {
        ranges = Arrays.stream(ranges).filter(other -> !other.equals(range)).toArray(Range[]::new);
    }
}
