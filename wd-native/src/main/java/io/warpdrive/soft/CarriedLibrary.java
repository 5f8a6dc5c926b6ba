// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.soft;

import io.warpdrive.support.WdLog;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;

/** A shared object carried in this jar, as a file in a directory of its own until it is closed: the linker needs no more. */
final class CarriedLibrary implements AutoCloseable {
    /** Somebody else has a directory of the same name once in a lifetime. */
    private static final int ATTEMPTS = 8;

    private static final int ELF_HEADER = 64;
    /** 7f, E, L, F. */
    private static final int ELF = 0x464c457f;

    private final Path directory;
    private final Path file;

    private CarriedLibrary(Path directory, String fileName) {
        this.directory = directory;
        this.file = directory.resolve(fileName);
    }

    /** @param fileName below {@code engines/} and the system's name in this jar */
    static CarriedLibrary extract(String fileName) throws IOException {
        try (InputStream in = CarriedLibrary.class.getResourceAsStream("engines/" + system() + "/" + fileName)) {
            if (in == null) {
                throw new IOException("none carried for " + system());
            }
            byte[] library = whole(in.readAllBytes());
            CarriedLibrary extracted = new CarriedLibrary(newDirectory(), fileName);
            extracted.write(library);
            return extracted;
        }
    }

    Path file() {
        return file;
    }

    /**
     * A library that ends too early makes the linker die of a SIGBUS, and the process with it. What the linker needs lies
     * before the section headers, which are a 64-bit ELF file's end: e_shoff is at 40, e_shentsize at 58, e_shnum at 60.
     */
    private static byte[] whole(byte[] library) throws IOException {
        ByteBuffer header = ByteBuffer.wrap(library).order(ByteOrder.LITTLE_ENDIAN);
        if (library.length < ELF_HEADER || header.getInt(0) != ELF) {
            throw new IOException("the one carried is damaged: no library");
        }
        long end = header.getLong(40) + (long) header.getShort(58) * header.getShort(60);
        if (end > library.length) {
            throw new IOException("the one carried is damaged: " + library.length + " bytes of " + end);
        }
        return library;
    }

    /**
     * For us alone, as the directory is. Not by way of a channel, as {@link Files} does: that has the JDK load two libraries and two
     * dozen classes.
     */
    private void write(byte[] library) throws IOException {
        try (OutputStream out = new FileOutputStream(file.toFile())) {
            out.write(library);
        } catch (IOException | RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    @Override
    public void close() {
        delete(file);
        delete(directory);
    }

    /**
     * A directory that nobody but us can enter. {@link Files#createTempDirectory} does the same with a name that can't be guessed;
     * the names' random numbers take longer than all else here, and whoever guesses ours gains nothing by it.
     */
    private static Path newDirectory() throws IOException {
        Path parent = Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
        FileAttribute<?> owners = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        FileAlreadyExistsException taken = null;
        for (int i = 0; i < ATTEMPTS; i++) {
            try {
                return Files.createDirectory(
                        parent.resolve("warpdrive-" + Long.toHexString(System.nanoTime())), owners);
            } catch (FileAlreadyExistsException e) {
                taken = e;
            }
        }
        throw taken;
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            WdLog.info("can't delete " + path + ": " + e.getMessage());
        }
    }

    /** As the directories below {@code engines/} are named. */
    private static String system() {
        String architecture = System.getProperty("os.arch").replace("x86_64", "amd64");
        return System.getProperty("os.name").toLowerCase(Locale.ROOT) + "-" + architecture;
    }
}
