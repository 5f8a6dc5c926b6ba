// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.observe.report;

import io.warpdrive.observe.program.Program;
import io.warpdrive.support.WdLog;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** What the agent asks in place of the drop-ins when a program is only observed. Safe for use by many threads. */
public final class Observer {
    /** In place of a file. */
    private static final String STANDARD_ERROR = "-";

    private static final Program PROGRAM = new Program();

    private Observer() {}

    /** The JDK's own, with an account. */
    public static Deflater deflater(int level, boolean nowrap) {
        return PROGRAM.deflater(level, nowrap);
    }

    /** The JDK's own, with an account. */
    public static Inflater inflater(boolean nowrap) {
        return PROGRAM.inflater(nowrap);
    }

    /**
     * Writes the report, once, when the JVM ends.
     *
     * @param target a file's name, or {@code -}
     * @param option what switches the agent on, as it stands behind {@code -javaagent:}
     */
    public static void finish(String target, String option) {
        Report report = new Report(
                PROGRAM.finish(),
                option,
                System.getProperty("java.runtime.version", "?"),
                Runtime.getRuntime().availableProcessors(),
                Instant.now());
        if (target.equals(STANDARD_ERROR)) {
            print(report);
            return;
        }
        try {
            Files.writeString(Path.of(target), Page.of(report));
        } catch (IOException | InvalidPathException | SecurityException e) {
            WdLog.print("warpdrive: can't write what was observed to '" + target.replaceAll("\\p{Cntrl}", "?") + "' ("
                    + reason(e) + "), so here it is");
            print(report);
        }
    }

    private static void print(Report report) {
        for (String line : ShortText.of(report)) {
            WdLog.print("warpdrive: " + line);
        }
    }

    private static String reason(Exception e) {
        if (e instanceof NoSuchFileException) {
            return "no such directory";
        }
        if (e instanceof AccessDeniedException) {
            return "no permission";
        }
        return e instanceof java.nio.file.FileSystemException other && other.getReason() != null
                ? other.getReason()
                : String.valueOf(e.getMessage());
    }
}
