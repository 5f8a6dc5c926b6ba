// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.benchmarks.report;

import io.warpdrive.benchmarks.bars.Bar;
import io.warpdrive.benchmarks.bars.Outcome;
import io.warpdrive.benchmarks.data.Sample;
import io.warpdrive.benchmarks.measure.Comparison;
import io.warpdrive.benchmarks.measure.Laboratory;
import io.warpdrive.benchmarks.peers.PeerResults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes {@code report.md}. */
public final class Report {
    private static final String HOW =
            "The agent on an unmodified program against the same program without it, on the same "
                    + "JVM, one application thread, its processor time, in one run. The JVMs of a row are alive together and are asked in turn, file by file, "
                    + "A B A B, and so is C, where a library can do the work: all data in native memory, JNA's calls included; of all passes of all rounds the fastest counts, on either side, as whatever else the machine does "
                    + "can only add to a pass. What streams and messages make is read back and compared before it is measured. Speeds are ratios: above "
                    + "1 is faster than the JDK, geometric mean over files. Sizes are ratios too: above 1 is larger than the JDK's "
                    + "output. Data goes from memory to a stream that drops it.";

    private final Laboratory laboratory;
    private final long start = System.nanoTime();
    private final String loadBefore = Machine.load();
    private final List<Outcome> outcomes = new ArrayList<>();
    private final Markdown text = new Markdown();

    /** Has to be there before anything is measured: it takes the time, and the load of the machine before. */
    public Report(Laboratory laboratory) throws IOException {
        this.laboratory = laboratory;
    }

    public void add(Outcome outcome) {
        outcomes.add(outcome);
    }

    /** One line for people who wait. */
    public static String line(Outcome outcome) {
        return String.format(
                Locale.ROOT,
                "%-13s %-60s %s",
                verdict(outcome),
                outcome.bar().what(),
                Stream.of(figures(outcome), outcome.measured().note(), limits(outcome))
                        .filter(words -> !words.isEmpty())
                        .collect(Collectors.joining("  ")));
    }

    /**
     * Writes it.
     *
     * @param peers what JMH measured, if it did
     * @return where it is
     */
    public Path write(Path directory, Optional<PeerResults> peers) throws IOException {
        Files.createDirectories(directory);
        text.title(1, "WarpDrive for Java, measured");
        machine(peers);
        text.title(2, "Bars");
        text.paragraph(HOW);
        for (Bar.Group group : Bar.Group.values()) {
            bars(group);
        }
        Charts charts = new Charts(directory);
        charts(charts);
        if (peers.isPresent()) {
            peers(charts, peers.get());
        }
        text.title(2, "File by file");
        outcomes.forEach(outcome -> outcome.measured().comparison().ifPresent(this::files));
        Files.writeString(directory.resolve("summary.md"), summary());
        Path report = directory.resolve("report.md");
        Files.writeString(report, text.toString());
        return report;
    }

    /** The table alone, for other pages. */
    private String summary() {
        Markdown table = new Markdown();
        table.row("", "measured", "to be reached", "", "in C").row("---", "---", "---", "---", "---");
        for (Outcome outcome : outcomes) {
            table.row(outcome.bar().what(), figures(outcome), bounds(outcome), verdict(outcome), limits(outcome));
        }
        return table.toString();
    }

    private void machine(Optional<PeerResults> peers) throws IOException {
        text.title(2, "Machine");
        text.row("", "").row("---", "---");
        Machine.facts().forEach(text::row);
        List<Sample> samples = laboratory.corpus().samples();
        peers.ifPresent(results -> text.row("JVMs of the peers", String.join(", ", results.jvms())));
        text.row("date", LocalDate.now(ZoneOffset.UTC).toString());
        text.row("load", loadBefore + " before, " + Machine.load() + " after (1, 5 and 15 minutes)");
        text.row("duration", Duration.ofNanos(System.nanoTime() - start).toMinutes() + " min");
        text.row(
                "effort",
                laboratory.effort().name().toLowerCase(Locale.ROOT)
                        + (laboratory.elapsed() ? ", time as it passes" : ", processor time"));
        text.row(
                "files",
                samples.size() + ": " + samples.stream().map(Sample::name).collect(Collectors.joining(", ")));
        text.end();
    }

    private void bars(Bar.Group group) {
        List<Outcome> rows = rows(group);
        if (rows.isEmpty()) {
            return;
        }
        text.title(3, group.title());
        text.row("", "measured", "bar", "", "in C", "how");
        text.row("---", "---", "---", "---", "---", "---");
        for (Outcome outcome : rows) {
            String note = outcome.measured().note();
            text.row(
                    outcome.bar().what(),
                    figures(outcome),
                    bounds(outcome),
                    verdict(outcome),
                    limits(outcome),
                    outcome.bar().how() + (note.isEmpty() ? "" : "; " + note));
        }
        text.end();
    }

    private void charts(Charts charts) throws IOException {
        for (Bar.Group group : List.of(Bar.Group.STREAMS, Bar.Group.FLUSHES, Bar.Group.MESSAGES)) {
            List<Outcome> rows = rows(group);
            if (!rows.isEmpty()) {
                String file = group.name().toLowerCase(Locale.ROOT).replace('_', '-') + ".png";
                charts.speeds(file, group.title(), rows);
                text.image(group.title(), file);
            }
        }
        for (Outcome outcome : outcomes) {
            if (outcome.measured().scaling().isPresent()) {
                charts.threads("threads.png", outcome.measured().scaling().get());
                text.image(outcome.bar().what(), "threads.png");
            }
        }
    }

    private void peers(Charts charts, PeerResults results) throws IOException {
        text.title(2, "Peers");
        text.paragraph(
                "Measured by JMH, in the same run, each engine at each work and file in a JVM of its own; geometric "
                        + "means over files against JDK " + Runtime.version().feature()
                        + ". Raw DEFLATE from buffer to buffer unless a stream is named. The limits "
                        + "are the C libraries with all data in native memory, one JNA call for a file or a message; ISA-L has no "
                        + "level beyond 3, which stands for 6 and 9. Three files, of buffers the first 2 MB; half a second of warm-up, three "
                        + "times 0.4 s. A gzip stream that is read is the engine's own, so not the same bytes for all. The heap column has a few KB of JMH's own in it for each iteration.");
        int number = 0;
        for (Map.Entry<String, List<PeerResults.Row>> work : results.rows().entrySet()) {
            text.title(3, work.getKey());
            text.row("", "MB/s", "speed", "size", "heap for each 64 KB");
            text.row("---", "---:", "---:", "---:", "---:");
            for (PeerResults.Row row : work.getValue()) {
                text.row(
                        row.peer(),
                        number("%.0f", row.megabytes()),
                        number("%.2f", row.speed()),
                        Double.isNaN(row.size()) ? "" : number("%.4f", row.size()),
                        number("%.0f", row.allocated()));
            }
            text.end();
            number++;
            if (!work.getValue().isEmpty()) {
                charts.peers("peers-" + number + ".png", work.getKey(), work.getValue());
                text.image(work.getKey(), "peers-" + number + ".png");
            }
        }
        results.failures().forEach(text::paragraph);
    }

    private List<Outcome> rows(Bar.Group group) {
        return outcomes.stream()
                .filter(outcome -> outcome.bar().group() == group)
                .toList();
    }

    private static String bounds(Outcome outcome) {
        return outcome.bar().bounds().stream().map(Bar.Bound::text).collect(Collectors.joining("; "));
    }

    /** What C libraries do at the same work; with sizes where something is written. */
    private static String limits(Outcome outcome) {
        Comparison comparison = outcome.measured().comparison().orElse(Comparison.NONE);
        return comparison.limits().entrySet().stream()
                .map(limit -> limit.getKey().title()
                        + number(" %.2f ×", limit.getValue().speed())
                        + (comparison.isWriting()
                                ? number(" at %.3f", limit.getValue().total())
                                : ""))
                .collect(Collectors.joining(", "));
    }

    private static String verdict(Outcome outcome) {
        return switch (outcome.verdict()) {
            case MET -> "met";
            case MISSED -> "MISSED";
            case FAILED -> "FAILED";
            case NOT_AVAILABLE -> "not available";
        };
    }

    private static String figures(Outcome outcome) {
        return !outcome.measured().isAvailable()
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

    static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
