// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.benchmarks.bars;

import io.warpdrive.benchmarks.data.Sample;
import io.warpdrive.benchmarks.measure.Comparison;
import io.warpdrive.benchmarks.measure.FirstQuarterSecond;
import io.warpdrive.benchmarks.measure.HelperThreads;
import io.warpdrive.benchmarks.measure.Laboratory;
import io.warpdrive.benchmarks.measure.MemoryUse;
import io.warpdrive.benchmarks.measure.Messages;
import io.warpdrive.benchmarks.measure.StartUp;
import io.warpdrive.benchmarks.measure.Streams;
import io.warpdrive.benchmarks.measure.ThreadScaling;
import io.warpdrive.benchmarks.measure.Variant;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.example.Allocation;
import org.example.MessageWork;
import org.example.Resident;
import org.example.StreamWork;

/** From figures to what bars bound. */
final class Measurements {
    private final Laboratory laboratory;
    private final Streams streams;
    private final Messages messages;
    private final MemoryUse memory;

    Measurements(Laboratory laboratory) throws IOException {
        this.laboratory = laboratory;
        this.streams = new Streams(laboratory);
        this.messages = new Messages(laboratory);
        this.memory = new MemoryUse(laboratory);
    }

    Measured stream(StreamWork work, Variant variant) throws IOException {
        return Measured.of(streams.corpus(work, variant));
    }

    Measured smallWrites(StreamWork small, StreamWork large) throws IOException {
        Comparison comparison = streams.corpus(small, Variant.BALANCED);
        double of8k = streams.corpus(large, Variant.BALANCED).speed();
        return Measured.of(comparison).with(Quantity.SPEED_OF_8K, comparison.speed() / of8k);
    }

    Measured messages(MessageWork work, int part, int size) throws IOException {
        Messages.Result result = messages.compare(work, part, size);
        return Measured.of(result.comparison()).with(Quantity.BYTES_OVER_JDK, result.most());
    }

    Measured incompressible(StreamWork work) throws IOException {
        Comparison comparison = streams.incompressible(work);
        long over = Long.MIN_VALUE;
        for (Sample sample : laboratory.corpus().incompressible()) {
            long size = comparison.rows().stream()
                    .filter(row -> row.file().equals(sample.name()))
                    .findFirst()
                    .orElseThrow()
                    .ownSize();
            over = Math.max(over, size - deflateBound(sample.length()));
        }
        return Measured.of(comparison).with(Quantity.BYTES_OVER_BOUND, (double) over);
    }

    /** zlib's deflateBound for its default window and memory level, gzip format. */
    private static long deflateBound(long length) {
        return length + (length >> 12) + (length >> 14) + (length >> 25) + 13 - 6 + 18;
    }

    Measured startUp(Class<?> program) throws IOException {
        StartUp startUp = StartUp.measure(laboratory, program);
        StartUp.Millis jdk = startUp.jdk();
        StartUp.Millis own = startUp.own();
        String note = String.format(
                Locale.ROOT,
                "on the clock %.0f ms and %.0f ms, of the processor %.0f ms and %.0f ms",
                jdk.elapsed(),
                own.elapsed(),
                jdk.processor(),
                own.processor());
        return Measured.of(Quantity.MORE_MILLISECONDS, own.elapsed() - jdk.elapsed(), note)
                .with(Quantity.MORE_PROCESSOR_MILLISECONDS, own.processor() - jdk.processor());
    }

    Measured firstQuarterSecond() throws IOException {
        FirstQuarterSecond first = FirstQuarterSecond.measure(laboratory);
        String note = first.speeds().entrySet().stream()
                .map(way -> String.format(Locale.ROOT, "%s %.2f", way.getKey(), way.getValue()))
                .collect(Collectors.joining(", "));
        return Measured.of(Quantity.SPEED, first.mean(), note);
    }

    Measured heap(Allocation kind) throws IOException {
        return Measured.of(Quantity.HEAP_BYTES, memory.allocatedPerBlock(kind), "");
    }

    Measured resident(Resident kind) throws IOException {
        MemoryUse.PerObject bytes = memory.residentPerObject(kind);
        String note = String.format(
                Locale.ROOT,
                "%d open, %.0f KB each, the JDK's %.0f KB",
                laboratory.effort().openObjects(),
                bytes.own() / 1024,
                bytes.jdk() / 1024);
        return Measured.of(Quantity.NATIVE_KILOBYTES, (bytes.own() - bytes.jdk()) / 1024, note)
                .with(Quantity.NATIVE_OF_JDK, bytes.own() / bytes.jdk());
    }

    Measured scaling() throws IOException {
        ThreadScaling scaling = ThreadScaling.measure(laboratory);
        String note = "MB/s " + text(scaling.throughput().get(Variant.BALANCED)) + "; the JDK's "
                + text(scaling.throughput().get(Variant.JDK));
        return Measured.of(scaling, note);
    }

    private static String text(Map<Integer, Double> throughput) {
        return throughput.entrySet().stream().map(Measurements::text).collect(Collectors.joining(", "));
    }

    private static String text(Map.Entry<Integer, Double> entry) {
        return String.format(Locale.ROOT, "%d: %.0f", entry.getKey(), entry.getValue());
    }

    Measured helperThreads() throws IOException {
        return HelperThreads.isAvailable()
                ? Measured.of(HelperThreads.measure(laboratory))
                : Measured.unavailable("this version has no key `threads`");
    }
}
