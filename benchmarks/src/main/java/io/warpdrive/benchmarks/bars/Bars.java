// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.benchmarks.bars;

import static io.warpdrive.benchmarks.bars.Quantity.BYTES_OVER_BOUND;
import static io.warpdrive.benchmarks.bars.Quantity.BYTES_OVER_JDK;
import static io.warpdrive.benchmarks.bars.Quantity.HEAP_BYTES;
import static io.warpdrive.benchmarks.bars.Quantity.LARGEST_FILE;
import static io.warpdrive.benchmarks.bars.Quantity.MORE_MILLISECONDS;
import static io.warpdrive.benchmarks.bars.Quantity.MORE_PROCESSOR_MILLISECONDS;
import static io.warpdrive.benchmarks.bars.Quantity.NATIVE_KILOBYTES;
import static io.warpdrive.benchmarks.bars.Quantity.NATIVE_OF_JDK;
import static io.warpdrive.benchmarks.bars.Quantity.OF_ISAL;
import static io.warpdrive.benchmarks.bars.Quantity.OF_LIBDEFLATE;
import static io.warpdrive.benchmarks.bars.Quantity.SPEED;
import static io.warpdrive.benchmarks.bars.Quantity.SPEED_OF_8K;
import static io.warpdrive.benchmarks.bars.Quantity.TOTAL_SIZE;
import static io.warpdrive.benchmarks.bars.Quantity.TWO_THREADS;
import static io.warpdrive.benchmarks.bars.Quantity.WORST_OF_MORE;

import io.warpdrive.benchmarks.bars.Bar.Bound;
import io.warpdrive.benchmarks.bars.Bar.Group;
import io.warpdrive.benchmarks.measure.Laboratory;
import io.warpdrive.benchmarks.measure.Variant;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.example.Allocation;
import org.example.Hello;
import org.example.MessageWork;
import org.example.OneFile;
import org.example.OneMessage;
import org.example.Resident;
import org.example.StreamWork;

/** All bars: a row each. */
public final class Bars {
    private static final String STREAM_HOW = "geometric mean over files; sizes against the JDK's";
    private static final String MESSAGE_HOW = "level 6, zlib format; geometric mean over files, total size";
    private static final String INFLATE_HOW = "zlib format; geometric mean over files, all of which the JDK compressed";
    private static final String NOISE_HOW =
            "total throughput; less than 3 % below what fewer threads do counts as noise";
    /** What a throughput may seem to fall by without having done so. */
    private static final double NO_FALL = 0.97;
    /** Bytes of what a server sends at a time. */
    private static final int RESPONSE = 64 << 10;
    /** Bytes of Lucene's. */
    private static final int DICTIONARY = 8 << 10;

    private final Measurements measure;
    private final List<Bar> bars = new ArrayList<>();

    private Bars(Measurements measure) {
        this.measure = measure;
    }

    /**
     * All of them, in the order of the report.
     *
     * @param zlibNg a directory with its {@code libz.so.1}
     */
    public static List<Bar> of(Laboratory laboratory, Optional<Path> zlibNg) throws IOException {
        Bars bars = new Bars(new Measurements(laboratory));
        bars.writing();
        bars.reading();
        bars.flushes();
        bars.messages();
        bars.incompressible();
        bars.zlibNg(laboratory, zlibNg);
        bars.costs();
        bars.threads();
        return bars.bars;
    }

    private void writing() {
        stream("GZIPOutputStream, level 6, 8 KB writes", StreamWork.GZIP_6, 2.7, 1.000, 1.01);
        stream("GZIPOutputStream, level 9, 8 KB writes", StreamWork.GZIP_9, 2.9, 1.000, 1.03);
        stream("GZIPOutputStream, level 1, 8 KB writes", StreamWork.GZIP_1, 4.5, 1.01, 1.05);
        small("level 6", StreamWork.GZIP_6_WRITES_512, StreamWork.GZIP_6);
        small("level 9", StreamWork.GZIP_9_WRITES_512, StreamWork.GZIP_9);
        small("level 1", StreamWork.GZIP_1_WRITES_512, StreamWork.GZIP_1);
        row(
                Group.STREAMS,
                "GZIPOutputStream, level 6, policy=speed",
                STREAM_HOW,
                () -> measure.stream(StreamWork.GZIP_6, Variant.SPEED),
                new Bound(SPEED, 9.0),
                new Bound(TOTAL_SIZE, 1.16));
    }

    private void reading() {
        read("GZIPInputStream, 8 KB buffer", StreamWork.GUNZIP_8192, 2.2);
        read("InflaterInputStream, 8 KB buffer", StreamWork.INFLATE_8192, 2.2);
        read("GZIPInputStream, default 512-byte buffer", StreamWork.GUNZIP_512, 2.0);
        read("InflaterInputStream, default 512-byte buffer", StreamWork.INFLATE_512, 2.0);
    }

    private void flushes() {
        for (int kilobytes : new int[] {1, 2, 8, 16}) {
            String what = "SYNC_FLUSH every " + kilobytes + " KB, ";
            flushed(what + "a GZIPOutputStream for each 64 KB", MessageWork.FLUSH_NEW, kilobytes << 10, RESPONSE, 2.2);
            flushed(what + "context kept", MessageWork.FLUSH_KEPT, kilobytes << 10, RESPONSE, 2.2);
        }
        flushed("WebSocket messages of 256 B, context kept", MessageWork.WEB_SOCKET, 256, 256, 1.8);
        flushed("WebSocket messages of 2 KB, context kept", MessageWork.WEB_SOCKET, 2048, 2048, 2.0);
    }

    private void messages() {
        for (int size : new int[] {64, 100, 256, 512, 1024, 4096}) {
            double written = size < 4096 ? 2.0 : 1.8;
            double read = size <= 128 ? 1.2 : size <= 1024 ? 1.4 : 1.8;
            message(MessageWork.DEFLATE_REUSED, size, written(size, written));
            message(MessageWork.DEFLATE_NEW, size, written(size, written));
            message(MessageWork.INFLATE_REUSED, size, new Bound(SPEED, read));
            message(MessageWork.INFLATE_NEW, size, new Bound(SPEED, read));
        }
        message(MessageWork.DEFLATE_REUSED, 16 << 10, new Bound(SPEED, 2.0), new Bound(LARGEST_FILE, 1.03));
        message(MessageWork.DEFLATE_REUSED, 64 << 10, new Bound(SPEED, 2.4), new Bound(LARGEST_FILE, 1.03));
        message(MessageWork.INFLATE_REUSED, 64 << 10, new Bound(SPEED, 2.2), new Bound(OF_LIBDEFLATE, 0.95));
        dictionary("written", MessageWork.DICTIONARY_DEFLATE, new Bound(SPEED, 2.3), new Bound(TOTAL_SIZE, 1.00));
        dictionary("read", MessageWork.DICTIONARY_INFLATE, new Bound(SPEED, 1.9));
    }

    private static Bound[] written(int size, double speed) {
        Bound total = new Bound(TOTAL_SIZE, 1.003);
        // of longer ones, too, but there it would be a matter of chance
        return size <= 512
                ? new Bound[] {new Bound(SPEED, speed), total, new Bound(BYTES_OVER_JDK, 16)}
                : new Bound[] {new Bound(SPEED, speed), total};
    }

    private void incompressible() {
        row(
                Group.INCOMPRESSIBLE,
                "GZIPOutputStream, incompressible",
                "random bytes and a JPEG; geometric mean of the two, the larger excess over zlib's deflateBound",
                () -> measure.incompressible(StreamWork.GZIP_6),
                new Bound(SPEED, 1.5),
                new Bound(BYTES_OVER_BOUND, 0));
    }

    /** Wherever zlib-ng is quicker than our engine it has to stay in place. */
    private void zlibNg(Laboratory laboratory, Optional<Path> directory) throws IOException {
        Optional<Measurements> on = directory.isEmpty()
                        || ZlibNg.whyNot(directory.get()).isPresent()
                ? Optional.empty()
                : Optional.of(new Measurements(laboratory.with(directory.get().toAbsolutePath())));
        String why = directory.flatMap(ZlibNg::whyNot).orElse("no zlib-ng was given: --zlib-ng");
        for (StreamWork work :
                List.of(StreamWork.GZIP_1, StreamWork.GZIP_6, StreamWork.GZIP_9, StreamWork.GUNZIP_8192)) {
            onZlibNg(work.name(), on, why, there -> there.stream(work, Variant.BALANCED));
        }
        for (int size : new int[] {512, 2 << 10, 64 << 10}) {
            for (MessageWork work : List.of(MessageWork.DEFLATE_REUSED, MessageWork.INFLATE_REUSED)) {
                onZlibNg(work + ", " + size + " bytes", on, why, there -> there.messages(work, 0, size));
            }
        }
        onZlibNg("WebSocket messages of 2 KB", on, why, there -> there.messages(MessageWork.WEB_SOCKET, 2048, 2048));
    }

    private interface OnMeasurements {
        Measured measure(Measurements measurements) throws IOException;
    }

    private void onZlibNg(String what, Optional<Measurements> on, String why, OnMeasurements measurement) {
        row(
                Group.ZLIB_NG,
                "on zlib-ng: " + what,
                "against the same JDK on zlib-ng; geometric mean over files",
                () -> on.isPresent() ? measurement.measure(on.get()) : Measured.unavailable(why),
                new Bound(SPEED, 0.97));
    }

    private void costs() {
        startUp(
                "hello-world",
                Hello.class,
                new Bound(MORE_MILLISECONDS, 80),
                new Bound(MORE_PROCESSOR_MILLISECONDS, 60));
        startUp("one message of 2 KB", OneMessage.class, new Bound(MORE_PROCESSOR_MILLISECONDS, 80));
        startUp("one file of 8 MB", OneFile.class, new Bound(MORE_PROCESSOR_MILLISECONDS, 0));
        row(
                Group.COST,
                "first quarter second of a thread's processor time, engine loaded",
                "geometric mean over ways of use, messages with the agent against those without; medians of JVMs in turn",
                measure::firstQuarterSecond,
                new Bound(SPEED, 1.0));
        for (Allocation kind : Allocation.values()) {
            row(
                    Group.COST,
                    kind.title() + ": heap",
                    "allocated by the application's thread in steady state",
                    () -> measure.heap(kind),
                    new Bound(HEAP_BYTES, 0));
        }
        open("open Deflater in use", Resident.DEFLATER, new Bound(NATIVE_KILOBYTES, 1.2 * 1024));
        open("open Inflater in use", Resident.INFLATER, new Bound(NATIVE_KILOBYTES, 256));
        open("idle WebSocket connection, 2 KB sent and received", Resident.WEB_SOCKET, new Bound(NATIVE_OF_JDK, 0.33));
    }

    private void threads() {
        row(
                Group.THREADS,
                "1, 2, 4, 8 threads, a GZIPOutputStream each",
                NOISE_HOW,
                measure::scaling,
                new Bound(TWO_THREADS, 1.9),
                new Bound(WORST_OF_MORE, NO_FALL));
        row(
                Group.THREADS,
                "HwGZIPOutputStream, threads=2, one stream",
                "against itself with one thread, files of 4 MB and more; size against the JDK's",
                measure::helperThreads,
                new Bound(SPEED, 1.8),
                new Bound(TOTAL_SIZE, 1.01));
    }

    private void startUp(String what, Class<?> program, Bound... bounds) {
        row(
                Group.COST,
                what + " from JVM start to exit",
                "medians of JVMs with and without the agent in turn",
                () -> measure.startUp(program),
                bounds);
    }

    private void stream(String what, StreamWork work, double speed, double total, double largest) {
        row(
                Group.STREAMS,
                what,
                STREAM_HOW,
                () -> measure.stream(work, Variant.BALANCED),
                new Bound(SPEED, speed),
                new Bound(TOTAL_SIZE, total),
                new Bound(LARGEST_FILE, largest));
    }

    private void small(String level, StreamWork work, StreamWork large) {
        row(
                Group.STREAMS,
                "GZIPOutputStream, " + level + ", 512-byte writes",
                "the speed-up with 512-byte writes against that with 8 KB writes",
                () -> measure.smallWrites(work, large),
                new Bound(SPEED_OF_8K, 0.9));
    }

    private void read(String what, StreamWork work, double speed) {
        row(
                Group.STREAMS,
                what,
                "geometric mean over files, all of which the JDK compressed",
                () -> measure.stream(work, Variant.BALANCED),
                new Bound(SPEED, speed),
                new Bound(OF_ISAL, 0.95));
    }

    private void flushed(String what, MessageWork work, int part, int size, double speed) {
        row(
                Group.FLUSHES,
                what,
                "level 6; geometric mean over files; sizes against the JDK's",
                () -> measure.messages(work, part, size),
                new Bound(SPEED, speed),
                new Bound(TOTAL_SIZE, 1.005));
    }

    private void message(MessageWork work, int size, Bound... bounds) {
        String length = size < 1024 ? size + " bytes, " : (size >> 10) + " KB, ";
        String object =
                switch (work) {
                    case DEFLATE_REUSED -> "Deflater, reused";
                    case DEFLATE_NEW -> "Deflater, a new one for each";
                    case INFLATE_REUSED -> "Inflater, reused";
                    default -> "Inflater, a new one for each";
                };
        row(
                Group.MESSAGES,
                length + object,
                work.isReading() ? INFLATE_HOW : MESSAGE_HOW,
                () -> measure.messages(work, 0, size),
                bounds);
    }

    private void dictionary(String what, MessageWork work, Bound... bounds) {
        row(
                Group.MESSAGES,
                "47 KB with an 8 KB dictionary, " + what,
                "as Lucene does: raw, level 6, reset between blocks; geometric mean over files",
                () -> measure.messages(work, DICTIONARY, DICTIONARY + (47 << 10)),
                bounds);
    }

    private void open(String what, Resident kind, Bound bound) {
        row(
                Group.COST,
                what + ": native memory",
                "resident, with many open at a time, without what the program takes anyway; medians over JVMs in turn",
                () -> measure.resident(kind),
                bound);
    }

    private void row(Group group, String what, String how, Bar.Measurement measurement, Bound... bounds) {
        bars.add(new Bar(group, what, how, measurement, List.of(bounds)));
    }
}
