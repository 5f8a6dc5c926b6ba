// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warpdrive.zip.HwDeflater;
import io.warpdrive.zip.HwDeflaterOutputStream;
import io.warpdrive.zip.HwGZIPOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Long streams, several of whose blocks are under way at a time. */
@Tag("contract")
final class BlocksInFlightTest {
    /** Several blocks of every size there is. */
    private static final byte[] LONG = StreamData.concatenate(
            StreamData.text(1_500_000), StreamData.noise(700_000), StreamData.text(1_300_000), new byte[900_000]);

    private static final int[] FLUSHES = {Deflater.NO_FLUSH, Deflater.SYNC_FLUSH, Deflater.FULL_FLUSH};

    private static byte[] gzip(byte[] data, int threads) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream stream = new HwGZIPOutputStream(out, 8192, false, threads)) {
            for (int at = 0; at < data.length; at += 10_000) {
                stream.write(data, at, Math.min(10_000, data.length - at));
            }
        }
        return out.toByteArray();
    }

    /** Without it segments that overtake each other would change the data, or the number of helpers the bytes. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 8})
    void threadsFromTwoOnChangeNoByteOfTheOutput(int threads) throws IOException {
        byte[] packed = gzip(LONG, threads);
        assertThat(StreamData.gunzip(packed)).isEqualTo(LONG);
        assertThat(packed).isEqualTo(gzip(LONG, 2));
    }

    /** Without it several threads would cost size: a segment has the 32 KB before it as dictionary. */
    @Test
    void segmentsCostNextToNothing() throws IOException {
        assertThat(gzip(LONG, 4).length).isLessThan(gzip(LONG, 1).length * 101 / 100);
    }

    /** Without it Adler-32 would be that of some of the blocks. */
    @ParameterizedTest
    @ValueSource(ints = {-1, 1, 9})
    void zlibFormatKeepsItsChecksum(int level) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        HwDeflater deflater = new HwDeflater(level, false, 2);
        try (OutputStream stream = new HwDeflaterOutputStream(out, deflater, 512)) {
            stream.write(LONG);
        }
        assertThat(deflater.getBytesRead()).isEqualTo(LONG.length);
        assertThat(deflater.getBytesWritten()).isEqualTo(out.size());
        deflater.end();
        assertThat(Outcome.of(() -> Implementation.JDK.inflaterInput(new ByteArraySource(out.toByteArray())))
                        .bytes())
                .isEqualTo(LONG);
    }

    /** Without it a number of threads that nobody has takes all memory, or fails the stream. */
    @Test
    void moreThreadsThanThereAreProcessorsAreNoFailure() throws Exception {
        for (int threads : new int[] {1000, Integer.MAX_VALUE}) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            HwDeflater deflater = new HwDeflater(6, true, threads);
            try (OutputStream stream = new HwDeflaterOutputStream(out, deflater, 512)) {
                stream.write(LONG);
            }
            deflater.end();
            assertThat(inflate(out.toByteArray())).isEqualTo(LONG);
        }
    }

    /** Without it some order of writes, flushes and changes of level that nobody thought of would damage data. */
    @Test
    void randomCallsComeBackAndEveryFlushCanBeRead() throws Exception {
        SplittableRandom random = new SplittableRandom(7);
        for (int round = 0; round < 30; round++) {
            HwDeflater deflater = new HwDeflater(random.nextInt(10), true, 1 + random.nextInt(3));
            ByteArrayOutputStream written = new ByteArrayOutputStream();
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (HwDeflaterOutputStream stream =
                    new HwDeflaterOutputStream(packed, deflater, 1 + random.nextInt(9000), true)) {
                for (int call = random.nextInt(60); call >= 0; call--) {
                    randomCall(random, stream, deflater, written);
                    if (random.nextInt(20) == 0) {
                        stream.flush();
                        assertThat(inflate(packed.toByteArray())).isEqualTo(written.toByteArray());
                    }
                }
            }
            assertThat(inflate(packed.toByteArray())).isEqualTo(written.toByteArray());
            assertThat(deflater.getBytesRead()).isEqualTo(written.size());
            deflater.end();
        }
    }

    private static void randomCall(
            SplittableRandom random, OutputStream stream, Deflater deflater, ByteArrayOutputStream written)
            throws IOException {
        switch (random.nextInt(30)) {
            case 0 -> deflater.setLevel(random.nextInt(10));
            case 1 -> deflater.setStrategy(random.nextInt(3));
            default -> {
                int offset = random.nextInt(LONG.length);
                int most = Math.min(LONG.length - offset, random.nextInt(4) == 0 ? 700_000 : 20_000);
                int length = random.nextInt(most);
                stream.write(LONG, offset, length);
                written.write(LONG, offset, length);
            }
        }
    }

    private static byte[] inflate(byte[] packed) {
        return Outcome.of(() -> Implementation.JDK.inflaterInput(
                        new ByteArraySource(packed), Implementation.JDK.inflater(true), 8192))
                .bytes();
    }

    /** Without it a full disk would be noticed late, hang the stream, or never be noticed. */
    @ParameterizedTest
    @ValueSource(ints = {0, 100_000, 300_000})
    void aFailureBelowComesOutOfTheNextCallAndWhatFollowsIsTheJdks(int healthy) throws IOException {
        List<String> expected =
                afterFailure(new RecordingOutput(), out -> new GZIPOutputStream(out, 512, true), healthy);
        assertThat(afterFailure(new RecordingOutput(), out -> new HwGZIPOutputStream(out, 512, true, 2), healthy))
                .isEqualTo(expected);
    }

    /** Opens a stream. */
    private interface Opener {
        OutputStream open(OutputStream out) throws IOException;
    }

    /** Writes until the stream below fails, and then goes on all the same; what comes of each call. */
    private static List<String> afterFailure(RecordingOutput out, Opener opener, int healthy) throws IOException {
        IOException failure = new IOException("No space left on device");
        OutputStream stream = opener.open(out);
        assertThatThrownBy(() -> {
                    // blocks under way keep a failure from being seen at once, however many there are
                    for (int i = 0; i < 20 * LONG.length / 8192; i++) {
                        if (out.size() > healthy) {
                            out.failure = failure;
                        }
                        stream.write(LONG, i * 8192 % (LONG.length - 8192), 8192);
                    }
                })
                .isSameAs(failure);
        List<String> outcomes = new ArrayList<>();
        for (Call call : List.<Call>of(stream::close, () -> stream.write(1), stream::close, stream::flush)) {
            outcomes.add(outcome(call));
        }
        outcomes.add("closes below: " + out.closes);
        return outcomes;
    }

    /** One call of a stream. */
    private interface Call {
        void make() throws IOException;
    }

    private static String outcome(Call call) {
        try {
            call.make();
            return "fine";
        } catch (IOException | RuntimeException e) {
            return e.toString();
        }
    }

    /** Without it a request that is given up would leave a device, or a thread, at work on memory that is another's. */
    @Test
    void aStreamMayBeLeftAtAnyMoment() throws IOException {
        SplittableRandom random = new SplittableRandom(3);
        HwDeflater deflater = new HwDeflater(6, true, 2);
        byte[] buffer = new byte[100_000];
        for (int round = 0; round < 60; round++) {
            deflater.setInput(LONG, 0, random.nextInt(LONG.length));
            for (int call = random.nextInt(20); call > 0; call--) {
                deflater.deflate(buffer, 0, random.nextInt(buffer.length), FLUSHES[random.nextInt(FLUSHES.length)]);
            }
            deflater.reset();
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream stream = new HwDeflaterOutputStream(out, deflater, 8192)) {
            stream.write(LONG);
        }
        assertThat(inflate(out.toByteArray())).isEqualTo(LONG);
        deflater.end();
        deflater.end();
        assertThatThrownBy(deflater::getTotalIn).hasMessage("Deflater has been closed");
    }

    /** Without it streams that share helping threads would wait for each other, or get each other's blocks. */
    @Test
    void manyStreamsAtATimeDoNotMeet() throws Exception {
        byte[] expected = gzip(LONG, 2);
        ExecutorService writers = Executors.newFixedThreadPool(6);
        try {
            List<Future<byte[]>> streams = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                streams.add(writers.submit(() -> gzip(LONG, 2)));
            }
            for (Future<byte[]> stream : streams) {
                assertThat(stream.get()).isEqualTo(expected);
            }
        } finally {
            writers.shutdown();
        }
    }

    /** Without it a program that stops its threads by interrupting them would not stop, or lose what it wrote. */
    @Test
    void anInterruptIsKeptAndHarmsNothing() throws IOException {
        Thread.currentThread().interrupt();
        byte[] packed;
        try {
            packed = gzip(LONG, 2);
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            Thread.interrupted();
        }
        assertThat(StreamData.gunzip(packed)).isEqualTo(LONG);
    }

    /** Without it nobody could tell a mistake from a wish. */
    @Test
    void lessThanOneThreadIsRefused() {
        for (int threads : new int[] {0, -1}) {
            assertThatThrownBy(() -> new HwDeflater(6, true, threads)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new HwGZIPOutputStream(new ByteArrayOutputStream(), 512, false, threads))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    /** Without it a server would find threads and memory of streams that are long gone. */
    @Test
    void aThousandStreamsLeaveNothingBehind() throws Exception {
        for (int i = 0; i < 1000; i++) {
            HwDeflater deflater = new HwDeflater(1, true, 2);
            deflater.setInput(LONG, 0, 700_000);
            deflater.deflate(new byte[100], 0, 100);
            deflater.end();
        }
        List<Thread> helpers = helpers();
        assertThat(helpers).hasSizeLessThanOrEqualTo(Runtime.getRuntime().availableProcessors());
        for (Thread helper : helpers) {
            assertThat(helper.isDaemon()).isTrue();
            assertThat(helper.getContextClassLoader()).isNull();
            helper.join(60_000);
            assertThat(helper.isAlive()).isFalse();
        }
    }

    private static List<Thread> helpers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().matches("warpdrive-[0-9]+"))
                .toList();
    }

    /** Without it the threads would keep an application that has been undeployed in memory, or end with a group of its. */
    @Test
    void helpersBelongToNobody() {
        String output = ChildJvm.run(
                System.getProperty("java.class.path"),
                Map.of(),
                List.of("-Dwarpdrive.libraries=" + System.getProperty("warpdrive.libraries", "")),
                FromAnApplication.class);
        assertThat(output).contains("group=system loader=null daemon=true priority=5\n");
    }

    /** Prints of whom the helpers are that a thread of an application has called first. */
    public static final class FromAnApplication {
        private FromAnApplication() {}

        @SuppressWarnings("ThreadPriorityCheck") // not to be relied on, only to be told from others
        public static void main(String[] arguments) throws Exception {
            Thread application = new Thread(new ThreadGroup("application"), FromAnApplication::compress);
            application.setContextClassLoader(new ClassLoader() {});
            application.setPriority(Thread.MIN_PRIORITY);
            application.start();
            application.join();
        }

        private static void compress() {
            try {
                gzip(LONG, 2);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Thread helper = helpers().get(0);
            System.out.println("group=" + helper.getThreadGroup().getName() + " loader="
                    + helper.getContextClassLoader() + " daemon=" + helper.isDaemon() + " priority="
                    + helper.getPriority());
        }
    }

    /** Without it a program that asks for no threads would get some all the same. */
    @Test
    void threadsComeOnlyWhenTheyAreAskedFor() {
        String output = ChildJvm.run(
                System.getProperty("java.class.path"),
                Map.of(),
                List.of("-Dwarpdrive.libraries=" + System.getProperty("warpdrive.libraries", "")),
                OneThreadThenTwo.class);
        assertThat(output).contains("1: []").contains("2: [warpdrive-1");
    }

    /** Prints the helping threads there are after a stream without and after one with them. */
    public static final class OneThreadThenTwo {
        private OneThreadThenTwo() {}

        public static void main(String[] arguments) throws IOException {
            for (int threads = 1; threads <= 2; threads++) {
                gzip(LONG, threads);
                System.out.println(threads + ": "
                        + helpers().stream().map(Thread::getName).sorted().toList());
            }
        }
    }
}
