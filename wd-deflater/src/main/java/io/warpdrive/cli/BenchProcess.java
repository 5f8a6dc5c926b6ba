// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.cli;

import io.warpdrive.queue.ZipOperation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A JVM that runs {@link BenchWorker} for one contender. */
final class BenchProcess implements AutoCloseable {
    private final AnsweringProcess process;

    private BenchProcess(AnsweringProcess process) {
        this.process = process;
    }

    static BenchProcess start(String contender, Path file, Map<String, String> settings) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:+UseSerialGC");
        command.add("--enable-native-access=ALL-UNNAMED");
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("warpdrive.") || name.startsWith("java.util.logging."))
                .forEach(name -> command.add("-D" + name + "=" + System.getProperty(name)));
        settings.forEach((key, value) -> command.add("-Dwarpdrive." + key + "=" + value));
        if (!contender.equals(Bench.JDK)) {
            command.add("-Dwarpdrive.device=" + contender);
        }
        command.addAll(Installation.program(BenchWorker.class));
        command.addAll(List.of(contender, file.toString()));
        return new BenchProcess(AnsweringProcess.start(command));
    }

    /** One round. */
    Bench.Figure run(Bench.Task task) throws IOException {
        String[] numbers = process.ask(task.operation().name(), Integer.toString(task.level()));
        return new Bench.Figure(Long.parseLong(numbers[0]), Long.parseLong(numbers[1]), Long.parseLong(numbers[2]));
    }

    /** What {@link #run} has asked for. */
    static Bench.Task task(String question) {
        String[] words = AnsweringProcess.words(question);
        return new Bench.Task(ZipOperation.valueOf(words[0]), Integer.parseInt(words[1]));
    }

    @Override
    public void close() {
        process.close();
    }
}
