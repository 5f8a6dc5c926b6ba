// SPDX-License-Identifier: Apache-2.0
package sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes the classes of objects to a file, so that standard output can be the same whatever they are. */
public final class Report {
    private static final String FILE = System.getProperty("sample.report");

    private Report() {}

    public static synchronized void classOf(String what, Object object) {
        if (FILE == null) {
            return;
        }
        try {
            Files.writeString(
                    Path.of(FILE),
                    what + " " + object.getClass().getName() + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
