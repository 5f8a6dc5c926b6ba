// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.tests.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A JDK that sample programs are compiled and run with.
 *
 * @param home its directory
 * @param feature its version: 17, 25
 */
public record Jdk(Path home, int feature) {
    private static final Path SYSTEM_JDKS = Path.of("/usr/lib/jvm");

    /**
     * Those that programs are to run on, by system property {@code test.jdks}: {@code own}, the one that runs the tests;
     * {@code all}, that and a 25 where there is one; {@code last}, the last of these alone.
     */
    public static List<Jdk> all() {
        List<Jdk> jdks = found();
        return switch (System.getProperty("test.jdks", "own")) {
            case "all" -> jdks;
            case "last" -> List.of(last());
            default -> List.of(jdks.get(0));
        };
    }

    /** A 25 where there is one; else the one that runs the tests. */
    public static Jdk last() {
        List<Jdk> jdks = found();
        return jdks.get(jdks.size() - 1);
    }

    /** The one that runs the tests, and a 25 from system property {@code test.java25} or where Linux has them. */
    private static List<Jdk> found() {
        List<Jdk> jdks = new ArrayList<>();
        jdks.add(new Jdk(
                Path.of(System.getProperty("java.home")), Runtime.version().feature()));
        if (jdks.get(0).feature() < 25) {
            later().stream().findFirst().ifPresent(jdks::add);
        }
        return jdks;
    }

    private static List<Jdk> later() {
        List<Jdk> found = new ArrayList<>();
        String given = System.getProperty("test.java25", "");
        if (!given.isEmpty()) {
            // a home directory or the path of its java
            Path path = Path.of(given);
            found.add(new Jdk(Files.isDirectory(path) ? path : path.getParent().getParent(), 25));
        }
        if (Files.isDirectory(SYSTEM_JDKS)) {
            try (DirectoryStream<Path> homes = Files.newDirectoryStream(SYSTEM_JDKS, "*25*")) {
                for (Path home : homes) {
                    if (Files.isExecutable(home.resolve("bin/javac"))) {
                        found.add(new Jdk(home, 25));
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return found;
    }

    String tool(String name) {
        return home.resolve("bin").resolve(name).toString();
    }

    @Override
    public String toString() {
        return "Java " + feature;
    }
}
