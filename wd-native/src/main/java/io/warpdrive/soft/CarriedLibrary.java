// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.soft;

import io.warpdrive.support.WdLog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.function.Function;

/** A shared object carried in this jar. Its file lives, in a directory of its own, only as long as the linker needs it. */
final class CarriedLibrary {
    private final String fileName;

    /** @param fileName below {@code engines/} and the system's name in this jar */
    CarriedLibrary(String fileName) {
        this.fileName = fileName;
    }

    /** What {@code load} makes of the file; the file is gone when this returns. */
    <T> T load(Function<Path, T> load) throws IOException {
        try (InputStream in = CarriedLibrary.class.getResourceAsStream("engines/" + system() + "/" + fileName)) {
            if (in == null) {
                throw new IOException("none carried for " + system());
            }
            return extract(in, load);
        }
    }

    private <T> T extract(InputStream in, Function<Path, T> load) throws IOException {
        Path directory = Files.createTempDirectory(
                "warpdrive", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path file = directory.resolve(fileName);
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(file, in.readAllBytes());
            return load.apply(file);
        } finally {
            delete(file);
            delete(directory);
        }
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
