// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.hisi.driver;

import io.warpdrive.queue.WdException;
import io.warpdrive.queue.WdMemory;
import io.warpdrive.uacce.QueueFile;
import io.warpdrive.uacce.ReservedMemory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the device sees this process's memory: at the same addresses with shared virtual addressing, else only in what was
 * reserved. {@link #translate} takes no lock and allocates nothing.
 *
 * <p>Reserved memory can't be given back to the device one by one: what is closed is kept for the next who asks.
 */
final class AddressTable {
    /** What {@link #translate} says of memory that the device can't see. */
    static final long NOWHERE = -1;

    private final boolean shared;
    /** What is in use. Copied on write; volatile so that a request on new memory finds it in any thread. */
    private volatile ReservedMemory[] used = {};
    /** What is not; guarded by this. */
    private final List<ReservedMemory> idle = new ArrayList<>();

    private boolean closed;

    AddressTable(boolean shared) {
        this.shared = shared;
    }

    /** The device's address of {@code length} bytes, or {@link #NOWHERE}. */
    long translate(long address, long length) {
        if (shared) {
            return address;
        }
        for (ReservedMemory range : used) {
            long offset = address - range.memory().address();
            if (offset >= 0 && offset + length <= range.memory().size()) {
                return range.deviceAddress() + offset;
            }
        }
        return NOWHERE;
    }

    /** Memory of just this size. */
    synchronized WdMemory reserve(int bytes, QueueFile file) throws WdException {
        ReservedMemory range = takeIdle(bytes);
        if (range == null) {
            range = file.reserve(bytes);
        }
        used = Stream.concat(Arrays.stream(used), Stream.of(range)).toArray(ReservedMemory[]::new);
        ReservedMemory taken = range;
        return WdMemory.of(
                range.memory().buffer().slice(0, bytes), range.memory().address(), () -> release(taken));
    }

    /** The first that is large enough and not wastefully so; null when there is none. */
    private ReservedMemory takeIdle(int bytes) {
        for (Iterator<ReservedMemory> each = idle.iterator(); each.hasNext(); ) {
            ReservedMemory range = each.next();
            if (range.memory().size() >= bytes && range.memory().size() / 2 <= bytes) {
                each.remove();
                return range;
            }
        }
        return null;
    }

    private synchronized void release(ReservedMemory range) {
        used = Arrays.stream(used).filter(other -> !other.equals(range)).toArray(ReservedMemory[]::new);
        if (closed) {
            range.memory().close();
        } else {
            idle.add(range);
        }
    }

    /** Unmaps what is not in use; the rest when it is closed. */
    synchronized void close() {
        closed = true;
        idle.forEach(range -> range.memory().close());
        idle.clear();
    }
}
