// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.emulator;

import io.warpdrive.queue.WdException;
import io.warpdrive.uacce.UnixSocket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** The socket in a queue file's place: takes a name that is free or a dead emulator's, and deletes only what it has made. */
final class DeviceNode implements AutoCloseable {
    private final Path path;
    private final UnixSocket listener;
    /** Tells it from another file that has got its name. */
    private final Object key;

    private DeviceNode(Path path, UnixSocket listener, Object key) {
        this.path = path;
        this.listener = listener;
        this.key = key;
    }

    /** @throws WdException when the name is somebody else's */
    static DeviceNode listen(Path path) throws IOException {
        Files.createDirectories(path.getParent());
        if (exists(path)) {
            if (!UnixSocket.isSocket(path, LinkOption.NOFOLLOW_LINKS)) {
                throw new WdException(path + " is in the way: it is not an emulator's socket");
            }
            if (!UnixSocket.isAbandoned(path)) {
                throw new WdException(path + " is served by another process");
            }
            Files.delete(path);
        }
        UnixSocket listener = UnixSocket.listen(path);
        try {
            return new DeviceNode(path, listener, key(path));
        } catch (IOException e) {
            listener.close();
            throw e;
        }
    }

    /** Whether there is a file of that name, whatever it is. */
    static boolean exists(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    private static Object key(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .fileKey();
    }

    UnixSocket listener() {
        return listener;
    }

    /** False when the directory was deleted or replaced under it. The inode can't be another's while the socket is open. */
    boolean isInPlace() throws IOException {
        try {
            return key.equals(key(path));
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** Nobody may be in {@link UnixSocket#accept}. */
    @Override
    public void close() throws IOException {
        try {
            if (isInPlace()) {
                Files.delete(path);
            }
        } finally {
            listener.close();
        }
    }
}
