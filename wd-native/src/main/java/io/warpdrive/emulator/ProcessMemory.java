// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.emulator;

import io.warpdrive.queue.WdException;
import io.warpdrive.queue.WdMemory;
import io.warpdrive.uacce.Libc;

/**
 * Shared virtual addressing: a process's memory by its own addresses, through process_vm_readv(2) and writev. The kernel
 * checks that the emulator may do so, and that the address is mapped and writable, as an IOMMU would.
 */
final class ProcessMemory implements Iommu {
    /** Two of {@code struct iovec}: base, length. */
    private static final int LOCAL = 0;

    private static final int REMOTE = 16;
    private static final int SIZE = 32;

    private final int pid;
    private final WdMemory vectors;

    ProcessMemory(int pid) throws WdException {
        this.pid = pid;
        this.vectors = WdMemory.allocate(SIZE);
    }

    @Override
    public boolean read(long address, WdMemory to, int offset, int length) {
        describe(to.address() + offset, address, length);
        return Libc.process_vm_readv(pid, vectors.address() + LOCAL, 1, vectors.address() + REMOTE, 1, 0) == length;
    }

    @Override
    public boolean write(long address, WdMemory from, int offset, int length) {
        describe(from.address() + offset, address, length);
        return Libc.process_vm_writev(pid, vectors.address() + LOCAL, 1, vectors.address() + REMOTE, 1, 0) == length;
    }

    private void describe(long local, long remote, long length) {
        vectors.buffer()
                .putLong(LOCAL, local)
                .putLong(LOCAL + Long.BYTES, length)
                .putLong(REMOTE, remote)
                .putLong(REMOTE + Long.BYTES, length);
    }

    @Override
    public void close() {
        vectors.close();
    }
}
