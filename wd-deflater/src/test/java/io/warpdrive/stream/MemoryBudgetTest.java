// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpdrive.queue.WdMode;
import io.warpdrive.route.DeflateService;
import io.warpdrive.route.FailingQueue;
import io.warpdrive.route.InflateService;
import io.warpdrive.streams.ChildJvm;
import io.warpdrive.zip.HwDeflater;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;

/** How much native memory streams take together, and that it goes back. */
final class MemoryBudgetTest {
    private static final int LARGE_SEGMENT = 8 << 20;
    private static final long LIMIT = 64L << 20;
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

    private static Properties largeSegments() {
        Properties properties = new Properties();
        properties.setProperty("warpdrive.block", Integer.toString(LARGE_SEGMENT));
        return properties;
    }

    private static boolean begun(DeflateStream stream, DeflateService service) {
        return stream.begin(service, Optional.ofNullable(service.plan(6)).orElseThrow(), 6, 0, new byte[0], 0);
    }

    /** Without it a process that opens a few dozen streams with large segments is killed. */
    @Test
    void streamsWithLargeSegmentsStayWithinTheBudget() throws Exception {
        DeflateService service = new FailingQueue(WdMode.SVA).service(largeSegments());
        MemoryBudget budget = new MemoryBudget(LIMIT);
        byte[] plain = noise(100_000);
        List<DeflateStream> streams = new ArrayList<>();
        for (DeflateStream stream = new DeflateStream(true, 1, budget);
                begun(stream, service);
                stream = new DeflateStream(true, 1, budget)) {
            streams.add(stream);
            assertThat(budget.used()).isLessThanOrEqualTo(LIMIT);
        }
        assertThat(streams).hasSize((int) (LIMIT / (2 * LARGE_SEGMENT + LARGE_SEGMENT / 4)));
        for (DeflateStream stream : streams) {
            ArrayBuffers buffers = new ArrayBuffers(plain, 200_000);
            stream.deflate(buffers, Deflater.NO_FLUSH, true);
            buffers.drain();
            assertThat(inflated(buffers.bytes(), plain.length)).isEqualTo(plain);
        }
        // what is idle by now is for whoever comes
        assertThat(begun(new DeflateStream(true, 1, budget), service)).isTrue();
    }

    /** Without it what one direction, or a device that is gone, has left idle would keep the other from being served. */
    @Test
    void whatIsIdleKeepsNobodyFromBeingServed() {
        MemoryBudget budget = new MemoryBudget(LIMIT);
        DeflateService before = new FailingQueue(WdMode.SVA).service(largeSegments());
        List<SegmentMemory> idle = new ArrayList<>();
        while (budget.used() < LIMIT / 2) {
            idle.add(SegmentMemory.take(before, budget, 1).orElseThrow());
        }
        idle.forEach(SegmentMemory::release);
        DeflateService after = new FailingQueue(WdMode.SVA).service(largeSegments());
        List<SegmentMemory> taken = new ArrayList<>();
        for (int i = 0; i < idle.size(); i++) {
            taken.add(SegmentMemory.take(after, budget, 1).orElseThrow());
        }
        assertThat(taken).doesNotContainAnyElementsOf(idle);
        assertThat(budget.used()).isLessThanOrEqualTo(LIMIT);
        taken.forEach(SegmentMemory::release);
    }

    /** Without it messages that are inflated at once would take whatever memory there is. */
    @Test
    void messagesStayWithinTheBudget() {
        InflateService service = new FailingQueue(WdMode.SVA).inflateService();
        MemoryBudget budget = new MemoryBudget(LIMIT);
        List<MessageInflater> taken = new ArrayList<>();
        for (Optional<MessageInflater> next = MessageInflater.take(service, budget);
                next.isPresent();
                next = MessageInflater.take(service, budget)) {
            taken.add(next.get());
            assertThat(budget.used()).isLessThanOrEqualTo(LIMIT);
        }
        assertThat(taken).hasSizeGreaterThan(10);
        taken.get(0).release();
        assertThat(MessageInflater.take(service, budget)).containsSame(taken.get(0));
        taken.forEach(MessageInflater::release);
    }

    /** Without it a service would keep for ever what its busiest minute took. */
    @Test
    void idleMemoryGoesBackAfterManyThreadsHaveEnded() throws Exception {
        DeflateService service = new FailingQueue(WdMode.SVA).service();
        MemoryBudget budget = new MemoryBudget(LIMIT);
        CountDownLatch all = new CountDownLatch(64);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            threads.add(new Thread(() -> {
                DeflateStream stream = new DeflateStream(true, 1, budget);
                boolean served = begun(stream, service);
                all.countDown();
                if (served) {
                    await(all);
                    stream.release();
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        long start = System.nanoTime();
        while (budget.used() > 0 && System.nanoTime() - start < PATIENCE) {
            System.gc();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        assertThat(budget.used()).isZero();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] noise(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        for (int i = 0; i < size; i++) {
            bytes[i] &= 31;
        }
        return bytes;
    }

    private static byte[] inflated(byte[] packed, int length) throws DataFormatException {
        Inflater inflater = new Inflater();
        inflater.setInput(packed);
        byte[] plain = new byte[length + 1];
        int inflated = inflater.inflate(plain);
        assertThat(inflater.finished()).isTrue();
        inflater.end();
        return Arrays.copyOf(plain, inflated);
    }

    /** Without it a stream for which there is no memory would fail, or be damaged, or take the memory all the same. */
    @Test
    void streamsBeyondTheBudgetAreRight() {
        String output = ChildJvm.run(
                System.getProperty("java.class.path"),
                Map.of(),
                List.of(
                        "-Xmx160m",
                        "-Dwarpdrive.start=eager",
                        "-Dwarpdrive.min=1",
                        "-Dwarpdrive.threads=2",
                        "-Dwarpdrive.block=" + LARGE_SEGMENT,
                        "-Dwarpdrive.libraries=" + System.getProperty("warpdrive.libraries", "")),
                ManyStreams.class);
        assertThat(output).contains("used at most 67108864: true").contains("right: 30 of 30");
    }

    /** Opens many streams at once, goes on with each of them in turn, and says what came of it. */
    public static final class ManyStreams {
        private static final int STREAMS = 30;

        private ManyStreams() {}

        public static void main(String[] arguments) throws DataFormatException {
            byte[] plain = noise(600_000);
            List<Deflater> deflaters = new ArrayList<>();
            List<ByteArrayOutputStream> outputs = new ArrayList<>();
            byte[] buffer = new byte[100_000];
            for (int i = 0; i < STREAMS; i++) {
                deflaters.add(new HwDeflater(6, false));
                outputs.add(new ByteArrayOutputStream());
            }
            for (int at = 0; at < plain.length; at += 100_000) {
                for (int i = 0; i < STREAMS; i++) {
                    Deflater deflater = deflaters.get(i);
                    deflater.setInput(plain, at, 100_000);
                    while (!deflater.needsInput()) {
                        outputs.get(i).write(buffer, 0, deflater.deflate(buffer));
                    }
                }
            }
            System.out.println("used at most 67108864: "
                    + (MemoryBudget.ofProcess().used() > LARGE_SEGMENT
                            && MemoryBudget.ofProcess().used() <= LIMIT));
            int right = 0;
            for (int i = 0; i < STREAMS; i++) {
                Deflater deflater = deflaters.get(i);
                deflater.finish();
                while (!deflater.finished()) {
                    outputs.get(i).write(buffer, 0, deflater.deflate(buffer));
                }
                deflater.end();
                right += Arrays.equals(inflated(outputs.get(i).toByteArray(), plain.length), plain) ? 1 : 0;
            }
            System.out.println("right: " + right + " of " + STREAMS);
        }
    }
}
