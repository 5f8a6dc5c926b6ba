// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.cli;

import io.warpdrive.queue.ZipOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Results of {@link Bench} for people. */
final class BenchTable {
    private static final String ABSENT = "left to zlib";

    private BenchTable() {}

    /** A line for each contender, with speed, how it compares with the JDK's, and size. */
    static List<String> lines(Bench.Results results, List<Bench.Task> tasks) {
        List<String> lines = new ArrayList<>();
        StringBuilder head = new StringBuilder(" ".repeat(14));
        tasks.forEach(task -> head.append(column(task + heading(task))));
        lines.add(head.toString().stripTrailing());
        Map<Bench.Task, Bench.Figure> jdk = results.figures().get(Bench.JDK);
        results.figures().forEach((contender, row) -> {
            StringBuilder line = new StringBuilder(String.format("%-14s", contender));
            tasks.forEach(task ->
                    line.append(column(row.containsKey(task) ? cell(task, row.get(task), jdk.get(task)) : ABSENT)));
            lines.add(line.toString().stripTrailing());
        });
        return lines;
    }

    private static String heading(Bench.Task task) {
        return task.operation() == ZipOperation.DEFLATE ? ": MB/s, size" : ": MB/s";
    }

    private static String cell(Bench.Task task, Bench.Figure figure, Bench.Figure jdk) {
        String speed = String.format(Locale.ROOT, "%.0f (%.2fx)", figure.speed(), figure.speed() / jdk.speed());
        return task.operation() == ZipOperation.DEFLATE
                ? String.format(Locale.ROOT, "%s %.4f", speed, figure.ratio())
                : speed;
    }

    private static String column(String text) {
        return String.format("%-26s", text);
    }
}
