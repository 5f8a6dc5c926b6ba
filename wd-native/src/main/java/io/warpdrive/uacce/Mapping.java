// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.uacce;

import com.sun.jna.Pointer;
import io.warpdrive.queue.WdException;
import io.warpdrive.queue.WdMemory;

/** Shared mappings of files, as memory. */
public final class Mapping {
    private Mapping() {}

    /**
     * Maps a file. The mapping stands by itself: it outlives the descriptor.
     *
     * @param what names the mapping in a message
     */
    public static WdMemory map(String what, int fd, long offset, long size) throws WdException {
        if (size <= 0 || size > Integer.MAX_VALUE) {
            throw Errno.failure("mmap of " + what + " (" + size + " bytes)", Errno.EINVAL.number());
        }
        long address = Libc.mmap(0, size, Libc.PROT_READ | Libc.PROT_WRITE, Libc.MAP_SHARED, fd, offset);
        if (address == Libc.MAP_FAILED) {
            throw Errno.failure("mmap of " + what);
        }
        return WdMemory.of(new Pointer(address).getByteBuffer(0, size), address, () -> Libc.munmap(address, size));
    }
}
