// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A process that measures: it answers each line of its standard input with one line, and ends when its input does. Words of a
 * line are separated by tabs. Between two questions it costs nothing, so several can be alive and asked in turn.
 */
public final class AnsweringProcess implements AutoCloseable {
    private static final String SEPARATOR = "\t";

    private final String command;
    private final Process process;
    private final PrintStream questions;
    private final BufferedReader answers;

    private AnsweringProcess(String command, Process process) {
        this.command = command;
        this.process = process;
        this.questions = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        this.answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Starts it; what it writes to standard error is shown. */
    public static AnsweringProcess start(List<String> command) throws IOException {
        return new AnsweringProcess(
                String.join(" ", command),
                new ProcessBuilder(command)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start());
    }

    /** Asks, and waits for the answer. */
    public String[] ask(String... words) throws IOException {
        questions.println(String.join(SEPARATOR, words));
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException(
                    "the measuring process ended early, asked for " + String.join(" ", words) + ": " + command);
        }
        return words(answer);
    }

    /** The words of a question or of an answer. */
    public static String[] words(String line) {
        return line.split(SEPARATOR, -1);
    }

    /** What {@link #words} splits again. */
    public static String line(Object... words) {
        StringBuilder line = new StringBuilder();
        for (Object word : words) {
            line.append(line.isEmpty() ? "" : SEPARATOR).append(word);
        }
        return line.toString();
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
