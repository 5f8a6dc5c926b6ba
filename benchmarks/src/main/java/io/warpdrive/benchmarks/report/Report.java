// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.benchmarks.report;

import io.warpdrive.benchmarks.bars.Bar;
import io.warpdrive.benchmarks.bars.Outcome;
import io.warpdrive.benchmarks.data.Sample;
import io.warpdrive.benchmarks.measure.Comparison;
import io.warpdrive.benchmarks.measure.Laboratory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes {@code report.md}. */
public final class Report {
    private final Laboratory laboratory;
    private final List<Outcome> outcomes;
    private final Markdown text = new Markdown();

    public Report(Laboratory laboratory, List<Outcome> outcomes) {
        this.laboratory = laboratory;
        this.outcomes = outcomes;
    }

    /** One line for people who wait. */
    public static String line(Outcome outcome) {
        return String.format(
                Locale.ROOT,
                "%-13s %-60s %s",
                verdict(outcome),
                outcome.bar().what(),
                figures(outcome) + "  " + outcome.measured().note());
    }

    /** Returns where it is. */
    public Path write(Path directory) throws IOException {
        Files.createDirectories(directory);
        text.title(1, "WarpDrive for Java, measured");
        machine();
        text.title(2, "Bars");
        text.paragraph(
                "The agent on an unmodified program against the same program without it, one application thread, "
                        + "in turn in one run. Speeds are ratios: above 1 is faster than the JDK. Sizes are ratios too: above 1 is "
                        + "larger than the JDK's output.");
        for (Bar.Group group : Bar.Group.values()) {
            bars(group);
        }
        text.title(2, "File by file");
        outcomes.forEach(outcome -> outcome.measured().comparison().ifPresent(this::files));
        Path report = directory.resolve("report.md");
        Files.writeString(report, text.toString());
        return report;
    }

    private void machine() throws IOException {
        text.title(2, "Machine");
        text.row("", "").row("---", "---");
        Machine.facts().forEach(text::row);
        List<Sample> samples = laboratory.corpus().samples();
        text.row("effort", laboratory.effort().name().toLowerCase(Locale.ROOT));
        text.row(
                "files",
                samples.size() + ": " + samples.stream().map(Sample::name).collect(Collectors.joining(", ")));
        text.end();
    }

    private void bars(Bar.Group group) {
        List<Outcome> rows = outcomes.stream()
                .filter(outcome -> outcome.bar().group() == group)
                .toList();
        if (rows.isEmpty()) {
            return;
        }
        text.title(3, group.title());
        text.row("", "measured", "bar", "", "how");
        text.row("---", "---", "---", "---", "---");
        for (Outcome outcome : rows) {
            String note = outcome.measured().note();
            text.row(
                    outcome.bar().what(),
                    figures(outcome),
                    outcome.bar().bounds().stream().map(Bar.Bound::text).collect(Collectors.joining("; ")),
                    verdict(outcome),
                    outcome.bar().how() + (note.isEmpty() ? "" : "; " + note));
        }
        text.end();
    }

    private static String verdict(Outcome outcome) {
        return switch (outcome.verdict()) {
            case MET -> "met";
            case MISSED -> "MISSED";
            case NOT_AVAILABLE -> "not available";
        };
    }

    private static String figures(Outcome outcome) {
        return outcome.verdict() == Outcome.Verdict.NOT_AVAILABLE
                ? ""
                : outcome.bar().bounds().stream()
                        .map(bound -> bound.quantity().label() + " " + value(outcome, bound))
                        .collect(Collectors.joining("; "));
    }

    private static String value(Outcome outcome, Bar.Bound bound) {
        String value = bound.quantity().text(outcome.value(bound));
        return outcome.meets(bound) ? value : "**" + value + "**";
    }

    private void files(Comparison comparison) {
        text.title(4, comparison.title());
        text.row("file", "bytes", "JDK MB/s", "ours MB/s", "speed", "size");
        text.row("---", "---:", "---:", "---:", "---:", "---:");
        for (Comparison.Row row : comparison.rows()) {
            text.row(
                    row.file(),
                    Long.toString(row.length()),
                    number("%.0f", row.megabytes(row.jdkNanos())),
                    number("%.0f", row.megabytes(row.ownNanos())),
                    number("%.2f", row.speed()),
                    number("%.4f", row.size()));
        }
        text.end();
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
