// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.benchmarks;

import io.warpdrive.benchmarks.bars.Bar;
import io.warpdrive.benchmarks.bars.Bars;
import io.warpdrive.benchmarks.bars.Outcome;
import io.warpdrive.benchmarks.data.Corpus;
import io.warpdrive.benchmarks.measure.Effort;
import io.warpdrive.benchmarks.measure.Laboratory;
import io.warpdrive.benchmarks.peers.PeerResults;
import io.warpdrive.benchmarks.peers.PeerRun;
import io.warpdrive.benchmarks.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures everything in turn in one run and writes the report. */
@Command(
        name = "benchmarks/run",
        description =
                "Measure everything in turn in one run and write report.md with its charts. Exits with 1 if a bar is "
                        + "missed, which after --quick is only said.",
        mixinStandardHelpOptions = true)
public final class Benchmarks implements Callable<Integer> {
    private static final String PEERS = "peers";
    private static final Path JVMS = Path.of("/usr/lib/jvm");

    @Option(names = "--quick", description = "A few minutes: shows that all is in order, too coarse to judge a bar.")
    private boolean quick;

    @Option(
            names = "--corpus",
            paramLabel = "DIR",
            description =
                    "Files to measure on, unpacked where they end in .gz; may be repeated. Without it: generated data.")
    private List<Path> corpus = new ArrayList<>();

    @Option(names = "--output", paramLabel = "DIR", description = "Where the report goes (${DEFAULT-VALUE}).")
    private Path output = Path.of("benchmarks", "target", "report");

    @Option(
            names = "--only",
            paramLabel = "TEXT",
            description =
                    "Only the bars whose group or name has TEXT in it; peers: the other engines; may be repeated.")
    private List<String> only = new ArrayList<>();

    @Option(
            names = "--elapsed",
            description =
                    "Take time as it passes for streams and messages, in place of their thread's processor time: for "
                            + "devices that work while the thread waits, on a quiet machine.")
    private boolean elapsed;

    @Option(
            names = "--zlib-ng",
            paramLabel = "DIR",
            description =
                    "A directory with zlib-ng's libz.so.1, built with --zlib-compat: adds the rows on a JDK that runs on it.")
    private Path zlibNg;

    @Option(names = "--agent", paramLabel = "JAR", required = true, hidden = true)
    private Path agent;

    public static void main(String[] args) {
        System.exit(new CommandLine(new Benchmarks()).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        Effort effort = quick ? Effort.QUICK : Effort.FULL;
        // first: nobody wants to hear after half an hour that this can't be written
        Files.createDirectories(output);
        try (Corpus files = Corpus.of(corpus, effort.mostFiles(), effort.longestFile())) {
            Laboratory laboratory = new Laboratory(effort, agent.toAbsolutePath(), files, elapsed, Optional.empty());
            Report report = new Report(laboratory);
            boolean missed = false;
            for (Bar bar : Bars.of(laboratory, Optional.ofNullable(zlibNg))) {
                if (isWanted(bar)) {
                    Outcome outcome = Outcome.of(bar);
                    System.out.println(Report.line(outcome));
                    report.add(outcome);
                    missed |= outcome.isBad();
                }
            }
            Optional<PeerResults> peers = only.isEmpty() || only.contains(PEERS)
                    ? Optional.of(new PeerRun(laboratory, java25()).run(output.resolve("peers.json")))
                    : Optional.empty();
            System.out.println(report.write(output, peers));
            return missed && effort == Effort.FULL ? CommandLine.ExitCode.SOFTWARE : CommandLine.ExitCode.OK;
        }
    }

    /** Where it was said, else where distributions put it. */
    private static Optional<Path> java25() throws IOException {
        String home = System.getenv("JAVA25_HOME");
        if (home != null) {
            return Optional.of(Path.of(home));
        }
        if (!Files.isDirectory(JVMS)) {
            return Optional.empty();
        }
        try (Stream<Path> jvms = Files.list(JVMS)) {
            return jvms.filter(jvm -> jvm.getFileName().toString().contains("25"))
                    .filter(jvm -> Files.isExecutable(jvm.resolve("bin/java")))
                    .findFirst();
        }
    }

    private boolean isWanted(Bar bar) {
        String name = (bar.group() + " " + bar.group().title() + " " + bar.what()).toLowerCase(Locale.ROOT);
        return only.isEmpty() || only.stream().anyMatch(text -> name.contains(text.toLowerCase(Locale.ROOT)));
    }
}
