// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.cli;

import io.warpdrive.queue.WdDevice;
import io.warpdrive.queue.WdDevices;
import io.warpdrive.queue.ZipOperation;
import io.warpdrive.settings.WdConfiguration;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Measures the JDK's classes and the drop-ins on each usable device, on a user's own files.
 *
 * <p>Each contender has a JVM of its own, because a process has one configuration and because one's types and profile would
 * slow down the other's code. They take turns, so that whatever else the machine does hurts all alike.
 */
public final class Bench {
    /** The contender that is java.util.zip itself. */
    public static final String JDK = "jdk";

    /** More than so many bytes of a file say nothing new, and are not read. */
    public static final int LIMIT = 128 << 20;

    /**
     * One kind of work.
     *
     * @param level of compression; for {@code INFLATE} that of the JDK's output which is decompressed
     */
    public record Task(ZipOperation operation, int level) {
        @Override
        public String toString() {
            return operation == ZipOperation.DEFLATE ? "deflate " + level : "inflate";
        }
    }

    /**
     * What came out of one task for one contender.
     *
     * @param plain bytes of plain data
     * @param compressed bytes of compressed data
     * @param nanoseconds for one pass; the median of all rounds
     */
    public record Figure(long plain, long compressed, long nanoseconds) {

        /** Millions of bytes of plain data in a second. */
        public double speed() {
            return 1e3 * plain / nanoseconds;
        }

        public double ratio() {
            return (double) compressed / plain;
        }

        Figure plus(Figure other) {
            return new Figure(plain + other.plain, compressed + other.compressed, nanoseconds + other.nanoseconds);
        }
    }

    /** Figures by task by contender, in the order of both; a task that a contender leaves to zlib is absent. */
    public record Results(Map<String, Map<Task, Figure>> figures) {

        /** The results over the files of both. */
        Results plus(Results other) {
            Map<String, Map<Task, Figure>> sum = new LinkedHashMap<>();
            figures.forEach((contender, tasks) -> {
                Map<Task, Figure> row = new LinkedHashMap<>(tasks);
                other.figures
                        .getOrDefault(contender, Map.of())
                        .forEach((task, figure) -> row.merge(task, figure, Figure::plus));
                sum.put(contender, row);
            });
            return new Results(sum);
        }
    }

    private final WdConfiguration configuration;
    private final Map<String, String> settings;
    private final List<Task> tasks;
    private final int rounds;

    /**
     * @param settings configuration keys for every contender
     * @param rounds how often each contender does each task
     */
    public Bench(Map<String, String> settings, List<Task> tasks, int rounds) {
        this.settings = Map.copyOf(settings);
        this.configuration = WdConfiguration.read(System.getProperties(), settings);
        this.tasks = List.copyOf(tasks);
        this.rounds = rounds;
    }

    /** The policy that is in force. */
    public String policy() {
        return configuration.policy().name().toLowerCase(Locale.ROOT);
    }

    /** Measures on one file. */
    public Results run(Path file) throws IOException {
        Map<String, List<Task>> contenders = contenders();
        Map<String, BenchProcess> processes = new LinkedHashMap<>();
        try {
            for (String contender : contenders.keySet()) {
                processes.put(contender, BenchProcess.start(contender, file, settings));
            }
            return measure(contenders, processes);
        } finally {
            processes.values().forEach(BenchProcess::close);
        }
    }

    /** The JDK, and each device that can be used, with the tasks it would not leave to zlib. */
    private Map<String, List<Task>> contenders() {
        Map<String, List<Task>> contenders = new LinkedHashMap<>();
        contenders.put(JDK, tasks);
        String wanted = configuration.device();
        for (WdDevice device : WdDevices.discover(configuration).list()) {
            boolean chosen = wanted.equals(WdConfiguration.AUTO) || wanted.equals(device.name());
            if (chosen && device.unusable().isEmpty()) {
                contenders.put(
                        device.name(),
                        tasks.stream().filter(task -> serves(device, task)).toList());
            }
        }
        return contenders;
    }

    private boolean serves(WdDevice device, Task task) {
        Optional<?> plan =
                switch (task.operation()) {
                    case DEFLATE -> device.deflatePlan(task.level(), configuration.policy());
                    case INFLATE -> device.inflatePlan();
                };
        return plan.isPresent();
    }

    private Results measure(Map<String, List<Task>> contenders, Map<String, BenchProcess> processes)
            throws IOException {
        Map<String, Map<Task, Figure>> figures = new LinkedHashMap<>();
        contenders.keySet().forEach(contender -> figures.put(contender, new LinkedHashMap<>()));
        for (Task task : tasks) {
            List<String> taking = contenders.keySet().stream()
                    .filter(contender -> contenders.get(contender).contains(task))
                    .toList();
            Turns.Turn<String, Figure> turn =
                    contender -> processes.get(contender).run(task);
            // warms up
            Turns.take(taking, 1, turn);
            Turns.take(taking, rounds, turn)
                    .forEach((contender, samples) -> figures.get(contender).put(task, median(samples)));
        }
        return new Results(figures);
    }

    private static Figure median(List<Figure> figures) {
        long[] sorted = figures.stream().mapToLong(Figure::nanoseconds).sorted().toArray();
        Figure any = figures.get(0);
        return new Figure(any.plain(), any.compressed(), sorted[sorted.length / 2]);
    }
}
