// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.benchmarks.measure;

import io.warpdrive.cli.Turns;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.example.Hello;

/**
 * JVMs that greet and end, without the agent and with it in turn.
 *
 * @param jdkMillis from start to exit, median
 * @param ownMillis the same with the agent
 */
public record StartUp(double jdkMillis, double ownMillis) {

    public static StartUp measure(Laboratory laboratory) throws IOException {
        List<Variant> variants = List.of(Variant.JDK, Variant.BALANCED);
        // the first of each brings the files into memory
        Turns.take(variants, 1, variant -> nanos(laboratory, variant));
        Map<Variant, List<Long>> times =
                Turns.take(variants, laboratory.effort().startUps(), variant -> nanos(laboratory, variant));
        return new StartUp(median(times.get(Variant.JDK)), median(times.get(Variant.BALANCED)));
    }

    public double difference() {
        return ownMillis - jdkMillis;
    }

    private static long nanos(Laboratory laboratory, Variant variant) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(laboratory.command(variant, Hello.class))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        long start = System.nanoTime();
        Process process = builder.start();
        int status = process.onExit().join().exitValue();
        long nanos = System.nanoTime() - start;
        if (status != 0) {
            throw new IOException("the greeting ended with " + status);
        }
        return nanos;
    }

    private static double median(List<Long> nanos) {
        List<Long> sorted = nanos.stream().sorted().toList();
        return sorted.get(sorted.size() / 2) / 1e6;
    }
}
