// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.benchmarks.measure;

import io.warpdrive.cli.Turns;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * JVMs that do one thing and end, without the agent and with it in turn.
 *
 * @param jdk medians without the agent
 * @param own medians with it
 */
public record StartUp(Millis jdk, Millis own) {
    /** Bash measures its children's processor time by the millisecond, Java does not see it at all. */
    private static final String TIMED = "TIMEFORMAT='%R %U %S'; time \"$@\" >/dev/null 2>&1";

    /**
     * What a JVM took from its start to its exit, in milliseconds.
     *
     * @param elapsed on the clock
     * @param processor of all its threads, user's and system's
     */
    public record Millis(double elapsed, double processor) {}

    public static StartUp measure(Laboratory laboratory, Class<?> program) throws IOException {
        List<Variant> variants = List.of(Variant.JDK, Variant.BALANCED);
        // the first of each brings the files into memory
        Turns.take(variants, 1, variant -> run(laboratory, variant, program));
        Map<Variant, List<Millis>> times =
                Turns.take(variants, laboratory.effort().startUps(), variant -> run(laboratory, variant, program));
        return new StartUp(median(times.get(Variant.JDK)), median(times.get(Variant.BALANCED)));
    }

    private static Millis run(Laboratory laboratory, Variant variant, Class<?> program) throws IOException {
        List<String> command = new ArrayList<>(List.of("bash", "-c", TIMED, "bash"));
        List<String> java = laboratory.command(variant, program);
        // each jar on the class path costs a JVM with an agent more: here there is none
        java.set(java.indexOf("-cp") + 1, programs(program));
        command.addAll(java);
        // those that need none take no notice
        laboratory.corpus().text().ifPresent(text -> command.add(text.file().toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        try (BufferedReader reader = process.inputReader()) {
            String line = reader.readLine();
            int status = process.onExit().join().exitValue();
            if (status != 0 || line == null) {
                throw new IOException(program.getSimpleName() + " ended with " + status);
            }
            String[] seconds = line.split(" ", -1);
            return new Millis(
                    1000 * Double.parseDouble(seconds[0]),
                    1000 * (Double.parseDouble(seconds[1]) + Double.parseDouble(seconds[2])));
        }
    }

    private static String programs(Class<?> program) throws IOException {
        try {
            return Path.of(program.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    private static Millis median(List<Millis> times) {
        return new Millis(
                median(times.stream().mapToDouble(Millis::elapsed).sorted().toArray()),
                median(times.stream().mapToDouble(Millis::processor).sorted().toArray()));
    }

    private static double median(double[] sorted) {
        return sorted[sorted.length / 2];
    }
}
