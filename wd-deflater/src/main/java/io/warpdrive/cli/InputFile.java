// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Objects;

/**
 * A file that is read, and what it was when it was opened. Its name may come to stand for another file at any time: what is
 * copied are the attributes of the one that was opened, and what is deleted is that one or nothing.
 */
final class InputFile implements AutoCloseable {
    private static final LinkOption[] FOLLOW = {};
    private static final LinkOption[] NO_FOLLOW = {LinkOption.NOFOLLOW_LINKS};

    private final Path path;
    private final InputStream input;
    private final BasicFileAttributes attributes;
    private final int links;
    /** Of what the name itself stands for, a link where one is followed. */
    private final Object key;

    private InputFile(Path path, InputStream input, BasicFileAttributes attributes, int links, Object key) {
        this.path = path;
        this.input = input;
        this.attributes = attributes;
        this.links = links;
        this.key = key;
    }

    /**
     * Opens a file. Java does not tell about an open file, so the name is looked up before and after, and has to stand for
     * the same file.
     *
     * @param follow whether it may be a symbolic link
     */
    static InputFile open(Path path, boolean follow) throws IOException {
        BasicFileAttributes before = look(path, follow);
        InputStream input = follow
                ? Files.newInputStream(path)
                : Files.newInputStream(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        try {
            BasicFileAttributes after = look(path, follow);
            if (!Objects.equals(before.fileKey(), after.fileKey())) {
                throw replaced(path);
            }
            return new InputFile(
                    path, input, after, links(path), look(path, false).fileKey());
        } catch (IOException e) {
            input.close();
            throw e;
        }
    }

    /** What a name stands for: owner and modes too, where the file system has them. */
    static BasicFileAttributes look(Path path, boolean follow) throws IOException {
        LinkOption[] options = follow ? FOLLOW : NO_FOLLOW;
        try {
            return Files.readAttributes(path, PosixFileAttributes.class, options);
        } catch (UnsupportedOperationException e) {
            return Files.readAttributes(path, BasicFileAttributes.class, options);
        }
    }

    private static int links(Path path) throws IOException {
        try {
            return (Integer) Files.getAttribute(path, "unix:nlink");
        } catch (UnsupportedOperationException | IllegalArgumentException e) {
            return 1;
        }
    }

    private static Failure replaced(Path path) {
        return new Failure(path.toString(), "was replaced by another file");
    }

    Path path() {
        return path;
    }

    /** Its bytes; closed with it. */
    InputStream input() {
        return input;
    }

    /** When it was opened. */
    BasicFileAttributes attributes() {
        return attributes;
    }

    /** Names that it has. */
    int links() {
        return links;
    }

    /** Deletes it, unless the name stands for another file by now. */
    void delete() throws IOException {
        try {
            if (!Objects.equals(key, look(path, false).fileKey())) {
                throw replaced(path);
            }
        } catch (NoSuchFileException e) {
            // somebody else was first
            return;
        }
        Files.delete(path);
    }

    @Override
    public void close() throws IOException {
        input.close();
    }
}
