// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.emulator;

import io.warpdrive.support.WdLog;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;

/**
 * A device's attributes, as files in a directory of their own. Each is replaced at once: a reader sees old or new. No other
 * file in the directory is touched.
 */
final class AttributeFiles {
    private final Path directory;
    private final Map<String, String> initial;

    AttributeFiles(Path directory, Map<String, String> initial) {
        this.directory = directory;
        this.initial = new TreeMap<>(initial);
    }

    /** Makes the directory and the files, in place of those of an earlier device. */
    void create() throws IOException {
        for (Map.Entry<String, String> attribute : initial.entrySet()) {
            Files.createDirectories(file(attribute.getKey()).getParent());
            write(attribute.getKey(), attribute.getValue());
        }
    }

    private Path file(String attribute) {
        return directory.resolve(attribute);
    }

    private static Path temporary(Path file) {
        return file.resolveSibling("." + file.getFileName());
    }

    private void write(String attribute, String value) throws IOException {
        Path temporary = temporary(file(attribute));
        Files.writeString(temporary, value + "\n");
        Files.move(temporary, file(attribute), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Changes one attribute. */
    synchronized void set(String attribute, String value) {
        try {
            write(attribute, value);
        } catch (IOException e) {
            WdLog.info("can't write attribute " + attribute + " below " + directory + ": " + e.getMessage());
        }
    }

    /** Deletes the files, and the directories unless somebody else has put something there. */
    synchronized void delete() throws IOException {
        for (String attribute : initial.keySet()) {
            Path file = file(attribute);
            Files.deleteIfExists(temporary(file));
            Files.deleteIfExists(file);
            if (!file.getParent().equals(directory)) {
                deleteIfEmpty(file.getParent());
            }
        }
        deleteIfEmpty(directory);
    }

    private static void deleteIfEmpty(Path directory) throws IOException {
        try {
            Files.deleteIfExists(directory);
        } catch (DirectoryNotEmptyException e) {
            WdLog.info(directory + " is left, as it holds files that are not ours");
        }
    }
}
