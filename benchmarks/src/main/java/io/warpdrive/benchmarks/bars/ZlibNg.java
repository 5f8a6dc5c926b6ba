// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.benchmarks.bars;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Whether this JDK can be put on another zlib. */
final class ZlibNg {
    private static final String LIBRARY = "libz.so.1";
    /** The JDK's library that calls zlib. */
    private static final Path CALLER = Path.of(System.getProperty("java.home"), "lib", "libzip.so");

    private ZlibNg() {}

    /** Why not; empty if it can. */
    static Optional<String> whyNot(Path directory) {
        try {
            if (!has(directory.resolve(LIBRARY), "zlib-ng")) {
                return Optional.of("no zlib-ng in " + directory);
            }
            // the name of a library that it loads stands in it
            return has(CALLER, LIBRARY) ? Optional.empty() : Optional.of("this JDK carries a zlib of its own");
        } catch (IOException e) {
            return Optional.of("no zlib-ng: " + e);
        }
    }

    private static boolean has(Path library, String text) throws IOException {
        return new String(Files.readAllBytes(library), StandardCharsets.ISO_8859_1).contains(text);
    }
}
