// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.emulator;

import io.warpdrive.queue.WdLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A device's attributes, as files in a directory of their own. Each is replaced at once: a reader sees old or new. */
final class AttributeFiles {
    private final Path directory;

    AttributeFiles(Path directory) {
        this.directory = directory;
    }

    /** Makes the directory, with these attributes and nothing left of an earlier device. */
    void create(Map<String, String> attributes) throws IOException {
        delete();
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            Path file = directory.resolve(attribute.getKey());
            Files.createDirectories(file.getParent());
            Files.writeString(file, attribute.getValue() + "\n");
        }
    }

    /** Changes one attribute. */
    synchronized void set(String attribute, String value) {
        try {
            Path temporary = directory.resolve("." + attribute);
            Files.writeString(temporary, value + "\n");
            Files.move(temporary, directory.resolve(attribute), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            WdLog.info("can't write attribute " + attribute + " below " + directory + ": " + e.getMessage());
        }
    }

    /** Deletes the directory. */
    synchronized void delete() throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        List<Path> files;
        try (Stream<Path> tree = Files.walk(directory)) {
            files = tree.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }
}
