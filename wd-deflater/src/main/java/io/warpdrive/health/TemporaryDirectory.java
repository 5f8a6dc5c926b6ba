// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.health;

import io.warpdrive.health.WdHealth.Finding;
import io.warpdrive.health.WdHealth.State;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

/** Whether the engines' libraries, which are unpacked there for a moment, can be loaded from the temporary directory. */
final class TemporaryDirectory {
    private static final String SUBJECT = "temporary directory";
    /** More than the largest of the libraries that are unpacked. */
    private static final int NEEDED = 1 << 20;

    private static final String ADVICE = "Name another directory with -Djava.io.tmpdir=DIR, or change this one: ";

    private TemporaryDirectory() {}

    static Finding look(Path directory, SystemFiles system) {
        return problem(directory, system)
                .map(problem -> new Finding(SUBJECT, State.BROKEN, directory + ", " + problem.fact, problem.advice))
                .orElseGet(() -> new Finding(SUBJECT, State.OK, directory.toString(), "Fine."));
    }

    private record Problem(String fact, String advice) {
        static Problem of(String fact, String remedy) {
            return new Problem(fact, ADVICE + remedy + ".");
        }
    }

    private static Optional<Problem> problem(Path directory, SystemFiles system) {
        if (!Files.isDirectory(directory)) {
            return Optional.of(Problem.of("which is not there", "it has to be made"));
        }
        Optional<Problem> unwritable = tryToWrite(directory);
        if (unwritable.isPresent()) {
            return unwritable;
        }
        return options(directory, system).contains("noexec")
                ? Optional.of(Problem.of(
                        "mounted noexec: no library can be loaded from it", "it has to be mounted without noexec"))
                : Optional.empty();
    }

    private static Optional<Problem> tryToWrite(Path directory) {
        FileAttribute<?> owners = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        Path mine = directory.resolve("warpdrive-" + Long.toHexString(System.nanoTime()) + "-doctor");
        Path file = mine.resolve("library");
        try {
            Files.createDirectory(mine, owners);
            Files.write(file, new byte[NEEDED]);
            return Optional.empty();
        } catch (IOException | SecurityException e) {
            return Optional.of(explained(e));
        } finally {
            delete(file);
            delete(mine);
        }
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException | SecurityException e) {
            // whoever may not write may not delete either, and then there is nothing to delete
        }
    }

    private static Problem explained(Exception failure) {
        if (failure instanceof AccessDeniedException || failure instanceof SecurityException) {
            return Problem.of("where this user may not write", "this user needs the permission to write");
        }
        String message = failure instanceof FileSystemException system && system.getReason() != null
                ? system.getReason()
                : String.valueOf(failure.getMessage());
        if (message.contains("Read-only")) {
            return Problem.of("which is read-only", "mount a writable one there, an emptyDir or tmpfs in a container");
        }
        if (message.contains("No space") || message.contains("quota") || message.contains("too large")) {
            return Problem.of(
                    "where there is no room for " + NEEDED / 1024 + " KB (" + message + ")", "it needs so much room");
        }
        return Problem.of("where nothing can be written (" + message + ")", "see what the system says");
    }

    /** The options of the file system that the directory is on: the last of those mounted at its nearest mount point. */
    private static List<String> options(Path directory, SystemFiles system) {
        Path real;
        try {
            real = directory.toRealPath();
        } catch (IOException e) {
            real = directory.toAbsolutePath();
        }
        int nearest = -1;
        List<String> options = List.of();
        for (String line : system.text("proc/self/mountinfo").orElse("").lines().toList()) {
            // 36 35 98:0 /root /mount/point options …; blanks in a name are written \040
            String[] fields = line.split(" ", -1);
            if (fields.length < 6) {
                continue;
            }
            Path mount = Path.of(fields[4].replace("\\040", " "));
            if (real.startsWith(mount) && mount.getNameCount() >= nearest) {
                nearest = mount.getNameCount();
                options = List.of(fields[5].split(",", -1));
            }
        }
        return options;
    }
}
