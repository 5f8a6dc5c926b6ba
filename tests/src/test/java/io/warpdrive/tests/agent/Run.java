// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.tests.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How a process ended.
 *
 * @param exit its exit code
 * @param out its standard output
 * @param err its standard error
 */
public record Run(int exit, String out, String err) {
    private static final int TIMEOUT_SECONDS = 120;

    /** Runs a command to its end, with nothing on its standard input. */
    public static Run of(List<String> command) throws IOException, InterruptedException {
        Path out = Files.createTempFile("run", ".out");
        Path err = Files.createTempFile("run", ".err");
        try {
            Process process = start(command, ProcessBuilder.Redirect.to(out.toFile()), err);
            process.getOutputStream().close();
            return finish(process, out, err);
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    /** What happens between a program's first line of output and its first line of input. */
    public interface Meanwhile {
        void with(Process process) throws Exception;
    }

    /** Runs a program that writes a line and then waits for one. */
    public static Run interrupted(List<String> command, Meanwhile meanwhile) throws Exception {
        Path err = Files.createTempFile("run", ".err");
        try {
            Process process = start(command, ProcessBuilder.Redirect.PIPE, err);
            try (var reader = process.inputReader(StandardCharsets.UTF_8);
                    OutputStream in = process.getOutputStream()) {
                String first = reader.readLine() + "\n";
                meanwhile.with(process);
                in.write('\n');
                in.flush();
                StringBuilder out = new StringBuilder(first);
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    out.append(line).append('\n');
                }
                String errors = end(process, err);
                return new Run(process.exitValue(), out.toString(), errors);
            } finally {
                process.destroyForcibly();
            }
        } finally {
            Files.delete(err);
        }
    }

    private static Process start(List<String> command, ProcessBuilder.Redirect out, Path err) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(out).redirectError(err.toFile());
        // the JVM says so when it takes options from there
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));
        return builder.start();
    }

    private static Run finish(Process process, Path out, Path err) throws IOException, InterruptedException {
        String errors = end(process, err);
        return new Run(process.exitValue(), Files.readString(out), errors);
    }

    /** Waits for the end; returns what is on standard error. */
    private static String end(Process process, Path err) throws IOException, InterruptedException {
        boolean ended = process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        if (!ended) {
            process.destroyForcibly();
        }
        String errors = Files.readString(err);
        assertThat(ended).as("it ends; standard error so far: %s", errors).isTrue();
        return errors;
    }

    /** The lines of standard error. */
    public List<String> errLines() {
        return new ArrayList<>(err.lines().toList());
    }
}
