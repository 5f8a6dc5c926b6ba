// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.benchmarks.bars;

import static io.warpdrive.benchmarks.bars.Quantity.BYTES_OVER_BOUND;
import static io.warpdrive.benchmarks.bars.Quantity.BYTES_OVER_JDK;
import static io.warpdrive.benchmarks.bars.Quantity.HEAP_BYTES;
import static io.warpdrive.benchmarks.bars.Quantity.LARGEST_FILE;
import static io.warpdrive.benchmarks.bars.Quantity.MORE_MILLISECONDS;
import static io.warpdrive.benchmarks.bars.Quantity.NATIVE_KILOBYTES;
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
import java.util.ArrayList;
import java.util.List;
import org.example.Allocation;
import org.example.MessageWork;
import org.example.Resident;
import org.example.StreamWork;

/** All bars: a row each. */
public final class Bars {
    private static final String STREAM_HOW = "geometric mean over files; sizes against the JDK's";
    private static final String WRITES_512_HOW = "the speed-up with 512-byte writes against that with 8 KB writes";
    private static final String MESSAGE_HOW = "Deflater, level 6, reset between messages; geometric mean over files";
    private static final String INFLATE_HOW = "Inflater, reset between messages; geometric mean over files";
    private static final String SMALL_HOW = "geometric mean over files; the size of every single message";
    private static final String NOISE_HOW =
            "total throughput; less than 3 % below what fewer threads do counts as noise";
    /** What a throughput may seem to fall by without having done so. */
    private static final double NO_FALL = 0.97;
    /** Pages that come and go whatever we do, for each object. */
    private static final double NO_KILOBYTES = 8;

    private final Measurements measure;
    private final List<Bar> bars = new ArrayList<>();

    private Bars(Measurements measure) {
        this.measure = measure;
    }

    public static List<Bar> of(Laboratory laboratory) throws IOException {
        Bars bars = new Bars(new Measurements(laboratory));
        bars.writing();
        bars.reading();
        bars.messages();
        bars.smallMessages();
        bars.incompressible();
        bars.costs();
        bars.threads();
        return bars.bars;
    }

    private void writing() {
        stream("DeflaterOutputStream, level 1, 8 KB writes", StreamWork.DEFLATE_1, Variant.BALANCED, 5.0, 1.01, 1.05);
        stream("GZIPOutputStream (level 6), 8 KB writes", StreamWork.GZIP, Variant.BALANCED, 2.5, 1.01, 1.04);
        stream("DeflaterOutputStream, level 9, 8 KB writes", StreamWork.DEFLATE_9, Variant.BALANCED, 2.5, 1.00, 1.03);
        small("DeflaterOutputStream, level 1", StreamWork.DEFLATE_1_WRITES_512, StreamWork.DEFLATE_1);
        small("GZIPOutputStream", StreamWork.GZIP_WRITES_512, StreamWork.GZIP);
        small("DeflaterOutputStream, level 9", StreamWork.DEFLATE_9_WRITES_512, StreamWork.DEFLATE_9);
        row(
                Group.STREAMS,
                "GZIPOutputStream (level 6), policy=speed",
                STREAM_HOW,
                () -> measure.stream(StreamWork.GZIP, Variant.SPEED),
                new Bound(SPEED, 9.0),
                new Bound(TOTAL_SIZE, 1.16));
    }

    private void reading() {
        read("GZIPInputStream, 8 KB buffer", StreamWork.GUNZIP_8192, 2.2);
        read("InflaterInputStream, 8 KB buffer", StreamWork.INFLATE_8192, 2.2);
        read("GZIPInputStream, default 512-byte buffer", StreamWork.GUNZIP_512, 2.0);
        read("InflaterInputStream, default 512-byte buffer", StreamWork.INFLATE_512, 2.0);
    }

    private void messages() {
        deflated(1, 1.5);
        deflated(4, 1.8);
        deflated(16, 2.0);
        deflated(64, 2.4);
        inflated(1, 1.2);
        inflated(4, 1.6);
        inflated(64, 2.2);
    }

    private void smallMessages() {
        for (MessageWork work : MessageWork.values()) {
            for (int size : new int[] {64, 128, 256, 512}) {
                row(
                        Group.SMALL_MESSAGES,
                        size + " bytes, " + (work.isInflating() ? "Inflater, " : "Deflater, ")
                                + (work.isRenewing() ? "a new one for each" : "reused"),
                        SMALL_HOW,
                        () -> measure.messages(work, size),
                        new Bound(SPEED, 0.97),
                        new Bound(BYTES_OVER_JDK, 16));
            }
        }
    }

    private void incompressible() {
        String how = "random bytes and a JPEG; geometric mean of the two, the larger excess over zlib's deflateBound";
        row(
                Group.INCOMPRESSIBLE,
                "GZIPOutputStream, incompressible",
                how,
                () -> measure.incompressible(StreamWork.GZIP),
                new Bound(SPEED, 1.5),
                new Bound(BYTES_OVER_BOUND, 0));
        row(
                Group.INCOMPRESSIBLE,
                "GZIPInputStream, incompressible",
                how,
                () -> measure.incompressible(StreamWork.GUNZIP_8192),
                new Bound(SPEED, 1.5));
    }

    private void costs() {
        row(
                Group.COST,
                "hello-world from JVM start to exit",
                "medians of JVMs with and without the agent in turn",
                measure::startUp,
                new Bound(MORE_MILLISECONDS, 80));
        for (Allocation kind : Allocation.values()) {
            row(
                    Group.COST,
                    kind.title() + ": heap",
                    "allocated by the application's thread in steady state",
                    () -> measure.heap(kind),
                    new Bound(HEAP_BYTES, 0));
        }
        open("open Deflater in use", Resident.DEFLATER, 1.2 * 1024);
        open("open Inflater in use", Resident.INFLATER, 256);
        open("Deflater pinned to zlib", Resident.PINNED_DEFLATER, NO_KILOBYTES);
        open("Inflater pinned to zlib", Resident.PINNED_INFLATER, NO_KILOBYTES);
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

    private void stream(String what, StreamWork work, Variant variant, double speed, double total, double largest) {
        row(
                Group.STREAMS,
                what,
                STREAM_HOW,
                () -> measure.stream(work, variant),
                new Bound(SPEED, speed),
                new Bound(TOTAL_SIZE, total),
                new Bound(LARGEST_FILE, largest));
    }

    private void small(String what, StreamWork work, StreamWork large) {
        row(
                Group.STREAMS,
                what + ", 512-byte writes",
                WRITES_512_HOW,
                () -> measure.smallWrites(work, large),
                new Bound(SPEED_OF_8K, 0.9));
    }

    private void read(String what, StreamWork work, double speed) {
        row(
                Group.STREAMS,
                what,
                "geometric mean over files, all of which the JDK compressed",
                () -> measure.stream(work, Variant.BALANCED),
                new Bound(SPEED, speed));
    }

    private void deflated(int kilobytes, double speed) {
        row(
                Group.MESSAGES,
                kilobytes + " KB deflated",
                MESSAGE_HOW,
                () -> measure.messages(MessageWork.DEFLATE_REUSED, kilobytes << 10),
                new Bound(SPEED, speed),
                new Bound(LARGEST_FILE, 1.03));
    }

    private void inflated(int kilobytes, double speed) {
        row(
                Group.MESSAGES,
                kilobytes + " KB inflated",
                INFLATE_HOW,
                () -> measure.messages(MessageWork.INFLATE_REUSED, kilobytes << 10),
                new Bound(SPEED, speed));
    }

    private void open(String what, Resident kind, double kilobytes) {
        row(
                Group.COST,
                what + ": native memory",
                "resident, beyond the JDK's own, with many open at a time; medians over JVMs in turn",
                () -> measure.resident(kind),
                new Bound(NATIVE_KILOBYTES, kilobytes));
    }

    private void row(Group group, String what, String how, Bar.Measurement measurement, Bound... bounds) {
        bars.add(new Bar(group, what, how, measurement, List.of(bounds)));
    }
}
