// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.emulator;

import io.warpdrive.queue.WdException;
import io.warpdrive.queue.WdMemory;
import io.warpdrive.uacce.Libc;
import io.warpdrive.uacce.Mapping;

/** A file in memory, to be mapped by the emulator and by a client; sealed, so that no client can cut it short under us. */
final class SharedFile implements AutoCloseable {
    private final int fd;
    private final WdMemory memory;

    SharedFile(String name, long size) throws WdException {
        int file = Libc.memfd_create("warpdrive-" + name, Libc.MFD_CLOEXEC | Libc.MFD_ALLOW_SEALING);
        if (file < 0
                || Libc.ftruncate(file, size) != 0
                || Libc.fcntl(file, Libc.F_ADD_SEALS, Libc.F_SEAL_SEAL_SHRINK_GROW) != 0) {
            int errno = Libc.errno();
            Libc.close(file);
            throw new WdException("no file in memory of " + size + " bytes for " + name + ": errno " + errno);
        }
        try {
            this.memory = Mapping.map(name, file, 0, size);
        } catch (WdException e) {
            Libc.close(file);
            throw e;
        }
        this.fd = file;
    }

    /** The descriptor to hand out; it stays this object's. */
    int fd() {
        return fd;
    }

    WdMemory memory() {
        return memory;
    }

    @Override
    public void close() {
        memory.close();
        Libc.close(fd);
    }
}
