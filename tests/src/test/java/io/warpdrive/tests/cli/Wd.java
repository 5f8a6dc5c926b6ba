// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.tests.cli;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Runs the command-line tool and other programs as processes, and collects what they say. */
final class Wd {
    private static final int PATIENCE_SECONDS = 120;

    /** What a process has left behind. */
    static final class Result {
        private final int exit;
        private final byte[] out;
        private final String err;

        Result(int exit, byte[] out, String err) {
            this.exit = exit;
            this.out = out;
            this.err = err;
        }

        int exit() {
            return exit;
        }

        byte[] out() {
            return out;
        }

        String err() {
            return err;
        }

        /** Whether it did its work and had nothing to say. */
        boolean isQuiet() {
            return exit == 0 && out.length == 0 && err.isEmpty();
        }

        @Override
        public String toString() {
            return "exit " + exit + ", " + out.length + " bytes of output, " + err;
        }

        String text() {
            return new String(out, StandardCharsets.UTF_8);
        }
    }

    private Wd() {}

    /** Runs wd in {@code directory} with nothing on its standard input. */
    static Result run(Path directory, String... arguments) throws IOException, InterruptedException {
        return run(directory, null, command(List.of(), arguments));
    }

    /** The command line of wd on this JVM's class path: the script's start is for the script's own test. */
    static List<String> command(List<String> options, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // the last two: dozens of short lives, most of which would go into compilers and collectors
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.warpdrive.cli.Wd"));
        command.addAll(List.of(arguments));
        return command;
    }

    /**
     * Runs any program to its end.
     *
     * @param input what it finds on standard input; null for nothing
     */
    static Result run(Path directory, Path input, List<String> command) throws IOException, InterruptedException {
        Path out = Files.createTempFile("wd-test", ".out");
        try {
            Result result = runInto(out.toFile(), directory, input, command);
            return new Result(result.exit(), Files.readAllBytes(out), result.err());
        } finally {
            Files.delete(out);
        }
    }

    /** The same, with its output going to {@code output}. */
    static Result runInto(File output, Path directory, Path input, List<String> command)
            throws IOException, InterruptedException {
        Process process =
                builder(directory, input, command).redirectOutput(output).start();
        try (InputStream err = process.getErrorStream()) {
            String text = new String(err.readAllBytes(), StandardCharsets.UTF_8);
            return new Result(end(process), new byte[0], text);
        }
    }

    static ProcessBuilder builder(Path directory, Path input, List<String> command) {
        File in = input == null ? new File("/dev/null") : input.toFile();
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectInput(in);
        // a build that has it set would keep everything on zlib
        builder.environment().remove("SOURCE_DATE_EPOCH");
        return builder;
    }

    /** The exit status, once the process has ended; one that hangs is a failure. */
    static int end(Process process) throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the process hangs");
        }
        return process.exitValue();
    }

    /** Whether a program is on the PATH. */
    static boolean has(String program) {
        return find(program).isPresent();
    }

    /** Where a program is on the PATH. */
    static Optional<Path> find(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
