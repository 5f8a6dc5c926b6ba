// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.health;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the kernel says in files. What can't be read is not there.
 *
 * @param root where {@code /proc} and {@code /sys} are
 */
record SystemFiles(Path root) {
    /** A line of /proc/self/maps: addresses, rights, offset, device, inode, file. */
    private static final Pattern MAPPING = Pattern.compile("\\S+ \\S+ \\S+ \\S+ \\S+ +(/.*)");

    private static final String DELETED = " (deleted)";

    static SystemFiles real() {
        return new SystemFiles(Path.of("/"));
    }

    /** A file's text without blanks around it. Bytes that are no text do no harm. */
    Optional<String> text(String name) {
        return content(root.resolve(name)).map(String::strip);
    }

    boolean exists(String name) {
        return Files.exists(root.resolve(name));
    }

    /** The names in a directory, sorted. */
    List<String> names(String directory) {
        try (Stream<Path> entries = Files.list(root.resolve(directory))) {
            return entries.map(path -> String.valueOf(path.getFileName()))
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of();
        }
    }

    /** The files that this process has mapped, shared objects among them. */
    List<Path> mapped() {
        return text("proc/self/maps")
                .orElse("")
                .lines()
                .map(MAPPING::matcher)
                .filter(Matcher::matches)
                .map(line -> line.group(1))
                .map(name -> name.endsWith(DELETED) ? name.substring(0, name.length() - DELETED.length()) : name)
                .distinct()
                .map(Path::of)
                .toList();
    }

    /** The first of the mapped files whose own name matches. */
    Optional<Path> mapped(Pattern name) {
        return mapped().stream()
                .filter(path -> name.matcher(String.valueOf(path.getFileName())).matches())
                .findFirst();
    }

    /** The first group of a pattern in a file of any kind, read as Latin-1. */
    static Optional<String> find(Path file, Pattern pattern) {
        return content(file).map(pattern::matcher).filter(Matcher::find).map(match -> match.group(1));
    }

    private static Optional<String> content(Path file) {
        try {
            return Optional.of(Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (IOException | SecurityException e) {
            return Optional.empty();
        }
    }
}
