// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A file in the making. It has a name of its own until it is whole, so nobody ever sees half of it, and it goes away
 * when it does not become whole: on {@link #close}, and when a signal ends the JVM.
 */
final class OutputFile implements AutoCloseable {

    private enum State {
        UNFINISHED,
        WHOLE,
        GONE
    }

    private static final Set<OutputFile> OPEN = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> OPEN.forEach(OutputFile::remove), "wd-remover"));
    }

    private final Path target;
    private final Path unfinished;
    private final Output output;
    private State state = State.UNFINISHED;

    OutputFile(Path target) throws IOException {
        this.target = target;
        Path directory = target.toAbsolutePath().getParent();
        try {
            // readable for its owner only until it gets the modes of its source; its name is short, target's may be
            // long
            unfinished = Files.createTempFile(directory, ".wd-", ".part");
            OPEN.add(this);
            output = new Output(target.toString(), open());
        } catch (IOException e) {
            throw Failure.of(target.toString(), e);
        }
    }

    private OutputStream open() throws IOException {
        try {
            return Files.newOutputStream(unfinished);
        } catch (IOException e) {
            remove();
            OPEN.remove(this);
            throw e;
        }
    }

    Output output() {
        return output;
    }

    /**
     * Gives the file its name, and the times, modes and, where allowed, the owner that {@code source} had when it was opened.
     *
     * @param replace whether a file of that name may be replaced
     */
    void finish(InputFile source, boolean replace) throws IOException {
        output.close();
        try {
            copyAttributes(source);
            install(replace);
        } catch (IOException e) {
            throw Failure.of(target.toString(), e);
        }
    }

    // the lock keeps a signal's remover and this apart
    private synchronized void install(boolean replace) throws IOException {
        if (state != State.UNFINISHED) {
            throw new IOException("interrupted");
        }
        if (replace) {
            Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } else {
            moveWithoutReplacing();
        }
        state = State.WHOLE;
    }

    /** Files.move looks first and renames then, and replaces what appears in between. */
    private void moveWithoutReplacing() throws IOException {
        try {
            Files.createLink(target, unfinished);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (IOException | UnsupportedOperationException e) {
            // a file system without links: one that is ours, and empty, is replaced
            Files.createFile(target);
            Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            return;
        }
        Files.delete(unfinished);
    }

    private void copyAttributes(InputFile source) throws IOException {
        PosixFileAttributeView to = Files.getFileAttributeView(unfinished, PosixFileAttributeView.class);
        if (to != null && source.attributes() instanceof PosixFileAttributes from) {
            setOwner(to, from);
            to.setPermissions(from.permissions());
        }
        BasicFileAttributes times = source.attributes();
        Files.getFileAttributeView(unfinished, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .setTimes(times.lastModifiedTime(), times.lastAccessTime(), null);
    }

    private static void setOwner(PosixFileAttributeView to, PosixFileAttributes from) throws IOException {
        PosixFileAttributes now = to.readAttributes();
        try {
            if (!now.group().equals(from.group())) {
                to.setGroup(from.group());
            }
            if (!now.owner().equals(from.owner())) {
                to.setOwner(from.owner());
            }
        } catch (IOException e) {
            // only root may give files away; gzip leaves it at that as well
            return;
        }
    }

    private synchronized void remove() {
        if (state == State.UNFINISHED) {
            state = State.GONE;
            try {
                Files.deleteIfExists(unfinished);
            } catch (IOException e) {
                System.err.println("wd: " + unfinished + ": can't be removed: " + e.getMessage());
            }
        }
    }

    @Override
    public void close() throws IOException {
        try {
            output.close();
        } finally {
            remove();
            OPEN.remove(this);
        }
    }
}
