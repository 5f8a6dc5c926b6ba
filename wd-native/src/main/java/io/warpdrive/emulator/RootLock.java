// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.emulator;

import io.warpdrive.queue.WdException;
import io.warpdrive.uacce.Errno;
import io.warpdrive.uacce.Libc;
import java.nio.file.Path;

/**
 * Keeps a second emulator off a directory. It is flock(2) on the directory itself: nothing to delete, and gone with its
 * owner, however that one dies. Where a file system has no such locks the sockets alone tell who serves.
 */
final class RootLock implements AutoCloseable {
    private final int fd;

    private RootLock(int fd) {
        this.fd = fd;
    }

    /**
     * @param root a directory
     * @throws WdException when another emulator has it
     */
    static RootLock take(Path root) throws WdException {
        int fd = Libc.open(root.toString(), Libc.O_RDONLY | Libc.O_CLOEXEC);
        if (fd < 0) {
            throw new WdException(root + ": " + Errno.describe(Libc.errno()));
        }
        if (Libc.flock(fd, Libc.LOCK_EX | Libc.LOCK_NB) != 0 && Libc.errno() == Errno.EAGAIN.number()) {
            Libc.close(fd);
            throw new WdException(root + " is served by another emulator");
        }
        return new RootLock(fd);
    }

    @Override
    public void close() {
        Libc.close(fd);
    }
}
