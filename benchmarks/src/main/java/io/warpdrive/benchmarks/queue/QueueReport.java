// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.benchmarks.queue;

import io.warpdrive.queue.WdMode;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs the queue's benchmarks and prints how far from the bars they are. All of them are repeated in turn, and each figure
 * is the best of its repetitions: whatever disturbs a benchmark makes it slower. Exits with 1 if a bar is missed.
 */
public final class QueueReport {
    /** A round trip without work takes at most so many bounces of a cache line. */
    private static final double ROUND_TRIP_BAR = 3;
    /** With 16 blocks in flight, at least so much of what the engine does alone. */
    private static final double THROUGHPUT_BAR = 0.9;

    private static final int THROUGHPUT_BAR_IN_FLIGHT = 16;
    private static final List<WdMode> MODES = List.of(WdMode.SHARE_DOMAIN, WdMode.SVA);
    private static final List<Integer> IN_FLIGHT = List.of(1, 4, 16, 64);

    /** By benchmark and parameters. Nanoseconds of a round trip, or bytes: the smallest. */
    private final Map<String, Double> least = new TreeMap<>();
    /** Blocks a second: the largest. */
    private final Map<String, Double> most = new TreeMap<>();

    private boolean missed;

    private QueueReport() {}

    /** {@code [REPETITIONS]}, 3 without. */
    public static void main(String[] arguments) throws RunnerException, IOException {
        int repetitions = arguments.length == 0 ? 3 : Integer.parseInt(arguments[0]);
        QueueReport report = new QueueReport();
        for (int i = 0; i < repetitions; i++) {
            report.measure();
        }
        report.printRoundTrips();
        report.printThroughput();
        System.exit(report.missed ? 1 : 0);
    }

    private void measure() throws RunnerException, IOException {
        least.merge("bounce", median(run(Mode.SampleTime, Bounce.class)), Math::min);
        for (WdMode mode : MODES) {
            for (RoundTrip.Work work : RoundTrip.Work.values()) {
                String[] parameters = {"mode", mode.name(), "work", work.name()};
                least.merge(
                        key("time", mode, work), median(run(Mode.SampleTime, RoundTrip.class, parameters)), Math::min);
                least.merge(key("bytes", mode, work), Allocation.measure(mode, work), Math::min);
            }
        }
        most.merge("engine", score(run(Mode.Throughput, Engine.class)), Math::max);
        for (WdMode mode : MODES) {
            for (int number : IN_FLIGHT) {
                String[] parameters = {"mode", mode.name(), "inFlight", String.valueOf(number)};
                RunResult result = run(Mode.Throughput, Throughput.class, parameters);
                most.merge(key("blocks", mode, number), score(result), Math::max);
            }
        }
    }

    private static RunResult run(Mode mode, Class<?> benchmark, String... parameters) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(benchmark.getName() + "\\.")
                .mode(mode)
                .forks(1)
                .warmupIterations(3)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(3)
                .measurementTime(TimeValue.seconds(1))
                .verbosity(VerboseMode.SILENT);
        for (int i = 0; i < parameters.length; i += 2) {
            options.param(parameters[i], parameters[i + 1]);
        }
        Collection<RunResult> results = new Runner(options.build()).run();
        return results.iterator().next();
    }

    private static double median(RunResult result) {
        return result.getPrimaryResult().getStatistics().getPercentile(50);
    }

    private static double score(RunResult result) {
        return result.getPrimaryResult().getScore();
    }

    private static String key(String what, WdMode mode, Object parameter) {
        return what + ' ' + mode + ' ' + parameter;
    }

    private void printRoundTrips() {
        double bounce = least.get("bounce");
        print("One cache line to and fro between two threads: %.0f ns (p50)", bounce);
        for (WdMode mode : MODES) {
            for (RoundTrip.Work work : RoundTrip.Work.values()) {
                double time = least.get(key("time", mode, work));
                double bytes = least.get(key("bytes", mode, work));
                boolean fast = work != RoundTrip.Work.NONE || time <= ROUND_TRIP_BAR * bounce;
                judge(
                        fast && bytes == 0,
                        "send to recv, %s, work %s: %.0f ns (p50), %.1f bounces, %.2f bytes allocated",
                        words(mode),
                        words(work),
                        time,
                        time / bounce,
                        bytes);
            }
        }
    }

    private void printThroughput() {
        double engine = most.get("engine");
        print("The engine alone, blocks of 64 KiB: %.0f MB/s", megabytes(engine));
        for (WdMode mode : MODES) {
            for (int number : IN_FLIGHT) {
                double blocks = most.get(key("blocks", mode, number));
                judge(
                        number != THROUGHPUT_BAR_IN_FLIGHT || blocks >= THROUGHPUT_BAR * engine,
                        "%s, %d in flight: %.0f MB/s, %.0f %% of the engine",
                        words(mode),
                        number,
                        megabytes(blocks),
                        100 * blocks / engine);
            }
        }
    }

    private static double megabytes(double blocks) {
        return blocks * Block.SIZE / 1e6;
    }

    private static String words(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private void judge(boolean good, String format, Object... figures) {
        print(format + (good ? "" : "  MISSED"), figures);
        missed |= !good;
    }

    private static void print(String format, Object... figures) {
        System.out.println(String.format(Locale.ROOT, format, figures));
    }
}
