// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.tests.interop;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Another program that reads and writes the same formats.
 *
 * @param path where it is installed
 */
record Tool(Path path) {
    private static final long TIMEOUT_MINUTES = 20;

    /** The program called {@code name} on the {@code PATH}; without it the test is skipped and says so. */
    static Tool named(String name) {
        for (String directory : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            Path path = Path.of(directory, name);
            if (Files.isExecutable(path)) {
                return new Tool(path);
            }
        }
        String reason = name + " is not installed";
        System.out.println("skipped: " + reason);
        assumeTrue(false, reason);
        throw new AssertionError(reason);
    }

    /** A program of the JDK that runs the test. */
    static Tool ofJdk(String name) {
        return new Tool(Path.of(System.getProperty("java.home"), "bin", name));
    }

    /** Runs it in {@code directory}, with {@code input} on its standard input, and returns its standard output. */
    byte[] run(Path directory, byte[] input, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(path.toString());
        command.addAll(Arrays.asList(arguments));
        try {
            Path errors = Files.createTempFile("tool", ".err");
            try {
                Process process = new ProcessBuilder(command)
                        .directory(directory.toFile())
                        .redirectError(errors.toFile())
                        .start();
                byte[] output = feed(process, input);
                if (!process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES)) {
                    process.destroyForcibly();
                    throw new AssertionError("no end of " + command);
                }
                if (process.exitValue() != 0) {
                    throw new AssertionError("exit " + process.exitValue() + " of " + command + ": "
                            + Files.readString(errors) + new String(output, StandardCharsets.UTF_8));
                }
                return output;
            } finally {
                Files.delete(errors);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** As {@link #run}, for a program that says something. */
    String say(Path directory, String... arguments) {
        return new String(run(directory, new byte[0], arguments), StandardCharsets.UTF_8);
    }

    private static byte[] feed(Process process, byte[] input) throws IOException, InterruptedException {
        IOException[] failure = new IOException[1];
        Thread feeder = new Thread(() -> {
            try (OutputStream in = process.getOutputStream()) {
                in.write(input);
            } catch (IOException e) {
                failure[0] = e;
            }
        });
        feeder.start();
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        process.getInputStream().transferTo(output);
        feeder.join();
        if (failure[0] != null && input.length > 0) {
            throw failure[0];
        }
        return output.toByteArray();
    }
}
