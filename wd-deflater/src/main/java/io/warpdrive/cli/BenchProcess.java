// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.cli;

import io.warpdrive.queue.ZipOperation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A JVM that runs {@link BenchWorker} for one contender. */
final class BenchProcess implements AutoCloseable {
    private final Process process;
    private final PrintStream questions;
    private final BufferedReader answers;

    private BenchProcess(Process process) {
        this.process = process;
        this.questions = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        this.answers = process.inputReader(StandardCharsets.UTF_8);
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
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), BenchWorker.class.getName()));
        command.addAll(List.of(contender, file.toString()));
        return new BenchProcess(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** One round. */
    Bench.Figure run(Bench.Task task) throws IOException {
        questions.println(task.operation() + " " + task.level());
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException("the measuring process ended early");
        }
        String[] numbers = answer.split(" ", 3);
        return new Bench.Figure(Long.parseLong(numbers[0]), Long.parseLong(numbers[1]), Long.parseLong(numbers[2]));
    }

    /** What {@link #run} has asked for. */
    static Bench.Task task(String question) {
        String[] words = question.split(" ", 2);
        return new Bench.Task(ZipOperation.valueOf(words[0]), Integer.parseInt(words[1]));
    }

    @Override
    public void close() {
        // the end of its input ends it
        questions.close();
        try {
            answers.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            process.destroy();
        }
    }
}
