// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.benchmarks.measure;

import io.warpdrive.benchmarks.data.Sample;
import io.warpdrive.cli.AnsweringProcess;
import io.warpdrive.cli.Turns;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.example.Allocation;
import org.example.Resident;
import org.example.StockProgram;

/** Heap and resident memory, each in a JVM of its own. */
public final class MemoryUse {
    /**
     * A heap of one size that is touched before anything runs: what grows then is not the heap. And the engine at once: a
     * few objects would not earn it.
     */
    private static final String[] OPTIONS = {
        "-XX:+UseSerialGC",
        "-Xms256m",
        "-Xmx256m",
        "-XX:+AlwaysPreTouch",
        "-XX:TieredStopAtLevel=1",
        "-Dwarpdrive.start=eager"
    };

    private final Laboratory laboratory;
    private final Sample data;

    public MemoryUse(Laboratory laboratory) throws IOException {
        this.laboratory = laboratory;
        this.data = laboratory.corpus().mixed();
    }

    /** Bytes of heap that the application's thread allocates for each 64 KB block, with the agent. */
    public double allocatedPerBlock(Allocation kind) throws IOException {
        try (AnsweringProcess program = laboratory.start(Variant.BALANCED, StockProgram.class)) {
            return Double.parseDouble(
                    program.ask("allocated", kind.name(), data.file().toString())[0]);
        }
    }

    /**
     * Resident memory for each open object; medians of several JVMs in turn.
     *
     * @param jdk bytes without the agent
     * @param own bytes with it
     */
    public record PerObject(double jdk, double own) {}

    public PerObject residentPerObject(Resident kind) throws IOException {
        Map<Variant, List<Long>> bytes = Turns.take(
                List.of(Variant.JDK, Variant.BALANCED),
                laboratory.effort().memoryRounds(),
                variant -> resident(variant, kind));
        return new PerObject(median(bytes.get(Variant.JDK)), median(bytes.get(Variant.BALANCED)));
    }

    private long resident(Variant variant, Resident kind) throws IOException {
        try (AnsweringProcess program = laboratory.start(variant, StockProgram.class, OPTIONS)) {
            String count = Integer.toString(laboratory.effort().openObjects());
            return Long.parseLong(
                    program.ask("resident", kind.name(), count, data.file().toString())[0]);
        }
    }

    private static double median(List<Long> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
