// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.example.StockProgram;
import org.example.StockProgram.Work;

/**
 * The agent on an unmodified program against the same program without it: each in a JVM of its own, in turn, in one run.
 * Prints a table and exits with 1 if a bar is missed.
 */
public final class SideBySide {
    private static final int TURNS = 2;
    private static final int ROUNDS = 3;

    /** How the program is started. */
    private enum Variant {
        JDK(""),
        BALANCED("policy=balanced"),
        SPEED("policy=speed");

        private final String agentArguments;

        Variant(String agentArguments) {
            this.agentArguments = agentArguments;
        }
    }

    /** What a comparison has to reach; ratios against the JDK. */
    private record Bar(Work work, Variant variant, double speed, double totalSize) {}

    private static final List<Bar> BARS = List.of(
            new Bar(Work.GZIP, Variant.SPEED, 4.0, Double.MAX_VALUE),
            new Bar(Work.DEFLATE_1, Variant.SPEED, 3.5, 1.02),
            new Bar(Work.GUNZIP_8192, Variant.BALANCED, 1.5, 1.0),
            new Bar(Work.GUNZIP_512, Variant.BALANCED, 1.5, 1.0),
            new Bar(Work.INFLATE_8192, Variant.BALANCED, 1.5, 1.0),
            new Bar(Work.DEFLATE_1, Variant.BALANCED, 0.97, 1.01),
            new Bar(Work.GZIP, Variant.BALANCED, 0.97, 1.01),
            new Bar(Work.DEFLATE_9, Variant.BALANCED, 0.97, 1.01));

    /** The best of all turns for one file. */
    private record Result(long nanos, long packed, long length) {
        Result best(Result other) {
            return new Result(Math.min(nanos, other.nanos), packed, length);
        }
    }

    private final Path agent;
    private final List<String> files;

    private SideBySide(Path agent, List<Path> files) {
        this.agent = agent;
        this.files = files.stream().map(Path::toString).toList();
    }

    /** Arguments: the agent's jar, then files or directories; files that end in .gz are unpacked first. */
    public static void main(String[] args) throws IOException {
        try (Corpus corpus = Corpus.of(List.of(args).subList(1, args.length))) {
            SideBySide run = new SideBySide(Path.of(args[0]).toAbsolutePath(), corpus.files());
            if (!run.run()) {
                System.exit(1);
            }
        }
    }

    private boolean run() throws IOException {
        System.out.println("Java " + Runtime.version() + ", "
                + Runtime.getRuntime().availableProcessors() + " processors, " + files.size() + " files");
        System.out.println();
        System.out.println("| work | policy | speed (worst file) | bar | total size (largest file) | bar | |");
        System.out.println("|---|---|---|---|---|---|---|");
        boolean met = true;
        for (Work work : BARS.stream().map(Bar::work).distinct().toList()) {
            Map<Variant, Map<String, Result>> results = measure(work);
            for (Bar bar : BARS) {
                if (bar.work() == work) {
                    met &= compare(bar, results.get(Variant.JDK), results.get(bar.variant()));
                }
            }
        }
        return met;
    }

    private Map<Variant, Map<String, Result>> measure(Work work) throws IOException {
        Map<Variant, Map<String, Result>> results = new EnumMap<>(Variant.class);
        for (int turn = 0; turn < TURNS; turn++) {
            for (Variant variant : Variant.values()) {
                boolean wanted = variant == Variant.JDK
                        || BARS.stream().anyMatch(bar -> bar.work() == work && bar.variant() == variant);
                if (wanted) {
                    Map<String, Result> best = results.computeIfAbsent(variant, key -> new LinkedHashMap<>());
                    start(work, variant).forEach((file, result) -> best.merge(file, result, Result::best));
                }
            }
        }
        return results;
    }

    private Map<String, Result> start(Work work, Variant variant) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (variant != Variant.JDK) {
            command.add("--enable-native-access=ALL-UNNAMED");
            command.add("-javaagent:" + agent + "=" + variant.agentArguments);
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), StockProgram.class.getName()));
        command.addAll(List.of(work.name(), Integer.toString(ROUNDS)));
        command.addAll(files);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Map<String, Result> results = new LinkedHashMap<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            lines.lines().forEach(line -> {
                String[] words = line.split(" ", 4);
                results.put(
                        words[3],
                        new Result(Long.parseLong(words[0]), Long.parseLong(words[1]), Long.parseLong(words[2])));
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        if (process.onExit().join().exitValue() != 0 || results.size() != files.size()) {
            throw new IOException("failed: " + String.join(" ", command));
        }
        return results;
    }

    private static boolean compare(Bar bar, Map<String, Result> jdk, Map<String, Result> ours) {
        double logarithms = 0;
        double worstSpeed = Double.MAX_VALUE;
        double largest = 0;
        for (Map.Entry<String, Result> entry : jdk.entrySet()) {
            Result theirs = entry.getValue();
            Result own = ours.get(entry.getKey());
            double speed = (double) theirs.nanos() / own.nanos();
            logarithms += Math.log(speed);
            worstSpeed = Math.min(worstSpeed, speed);
            largest = Math.max(largest, (double) own.packed() / theirs.packed());
        }
        double speed = Math.exp(logarithms / jdk.size());
        double total = (double) total(ours) / total(jdk);
        boolean met = speed >= bar.speed() && (bar.work().isReading() || total <= bar.totalSize());
        System.out.println(String.format(
                Locale.ROOT,
                "| %s | %s | %.2f (%.2f) | %.2f | %s | %s | %s |",
                bar.work(),
                bar.variant().name().toLowerCase(Locale.ROOT),
                speed,
                worstSpeed,
                bar.speed(),
                bar.work().isReading() ? "" : String.format(Locale.ROOT, "%.4f (%.4f)", total, largest),
                bar.work().isReading() || bar.totalSize() > 100 ? "" : Double.toString(bar.totalSize()),
                met ? "met" : "MISSED"));
        return met;
    }

    private static long total(Map<String, Result> results) {
        return Stream.of(results.values().toArray(Result[]::new))
                .mapToLong(Result::packed)
                .sum();
    }
}
