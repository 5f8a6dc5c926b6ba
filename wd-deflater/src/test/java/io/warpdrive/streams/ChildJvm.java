// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.streams;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a main class of these tests in a JVM of its own, of the version that runs the test. */
public final class ChildJvm {
    private static final long TIMEOUT_MINUTES = 5;

    private ChildJvm() {}

    /**
     * Runs {@code main} and returns what it printed, standard error included.
     *
     * @param classPath where classes come from
     * @param options options of the JVM, before the main class
     * @throws AssertionError when the exit code is not 0
     */
    public static String run(String classPath, Map<String, String> environment, List<String> options, Class<?> main) {
        return run(List.of(), classPath, environment, options, main);
    }

    /**
     * As {@link #run(String, Map, List, Class)}, under another program.
     *
     * @param under the program and its options, to which the JVM's command line is added; empty: none
     */
    public static String run(
            List<String> under,
            String classPath,
            Map<String, String> environment,
            List<String> options,
            Class<?> main) {
        List<String> command = new ArrayList<>(under);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // as in this JVM, unless it is what is tested
        command.add("-Dwarpdrive.start=" + System.getProperty("warpdrive.start", "earned"));
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, main.getName()));
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError("no end after " + TIMEOUT_MINUTES + " minutes: " + command);
            }
            if (process.exitValue() != 0) {
                throw new AssertionError("exit " + process.exitValue() + " of " + command + ":\n" + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** The class path that makes these classes available and nothing else. */
    public static String classPathOf(Class<?>... types) {
        List<String> places = new ArrayList<>();
        for (Class<?> type : Arrays.asList(types)) {
            try {
                places.add(Path.of(type.getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI())
                        .toString());
            } catch (URISyntaxException e) {
                throw new IllegalStateException(e);
            }
        }
        return String.join(File.pathSeparator, places);
    }
}
