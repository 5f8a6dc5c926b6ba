// SPDX-License-Identifier: Apache-2.0
package gains.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Why rows miss their bars, as somebody found out who looked. They are kept apart from the table, which is written anew by each
 * run, and are shown by it where a bar is missed.
 */
final class Reasons {
    private static final String WHOLE_PROCESS = "whole process";
    private static final int COLUMNS = 3;

    private record Reason(String program, Pattern rows, String text) {}

    private final List<Reason> reasons = new ArrayList<>();

    /**
     * @param lines each a program's name, what matches the names of its rows, and the reason, with {@code " | "} between them; empty
     *     ones and those with {@code #} in front say nothing
     */
    private Reasons(List<String> lines) {
        for (String line : lines) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] columns = line.split(" \\| ", COLUMNS);
                if (columns.length < COLUMNS) {
                    throw new IllegalArgumentException("no reason: " + line);
                }
                reasons.add(new Reason(columns[0].strip(), Pattern.compile(columns[1].strip()), columns[2].strip()));
            }
        }
    }

    static Reasons read(Path file) throws IOException {
        return new Reasons(Files.readAllLines(file));
    }

    /** Why a row is slow. */
    Optional<String> of(Program program, String row) {
        return reasons.stream()
                .filter(reason -> reason.program().equals(program.name()))
                .filter(reason -> reason.rows().matcher(row).find())
                .map(Reason::text)
                .findFirst();
    }

    /** Why the process is. */
    Optional<String> ofWhole(Program program) {
        return of(program, WHOLE_PROCESS);
    }
}
