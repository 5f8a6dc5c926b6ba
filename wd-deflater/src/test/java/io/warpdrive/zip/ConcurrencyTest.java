// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;

/** Promises about threads and memory. */
final class ConcurrencyTest extends Contract {
    private static final int THREADS = 4;
    private static final byte[] MIXED = Sample.mixed(400_000, 100);

    /** Without it servers, where every thread has streams of its own, see bytes of one stream in another. */
    @Test
    void streamsOfManyThreadsDoNotMeet() throws Exception {
        List<Callable<Boolean>> tasks = new ArrayList<>();
        for (int i = 0; i < 3 * THREADS; i++) {
            byte[] mixed = Sample.mixed(100_000 + 1000 * i, i);
            tasks.add(() -> {
                Deflater deflater = subject.implementation().deflater(1 + mixed.length % 9, format());
                Inflater inflater = subject.implementation().inflater(format());
                byte[] packed = Streams.deflate(deflater, mixed, 5000, 3000);
                boolean same = java.util.Arrays.equals(mixed, Streams.inflate(inflater, packed, 4000, 9000));
                deflater.end();
                inflater.end();
                return same;
            });
        }
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            for (Future<Boolean> result : threads.invokeAll(tasks)) {
                assertThat(result.get()).isTrue();
            }
        } finally {
            threads.shutdown();
        }
    }

    /** Without it a progress bar in another thread damages the stream: methods lock inside. */
    @Test
    void onlookersDoNoHarm() throws Exception {
        Deflater deflater = deflater(6);
        Inflater inflater = inflater();
        AtomicBoolean done = new AtomicBoolean();
        CountDownLatch started = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(1);
        try {
            Future<Long> onlooker = threads.submit(() -> {
                long looks = 0;
                while (!done.get()) {
                    looks += deflater.getBytesRead() < 0 || deflater.getBytesWritten() < 0 ? 0 : 1;
                    deflater.getAdler();
                    deflater.needsInput();
                    deflater.finished();
                    inflater.getAdler();
                    inflater.getRemaining();
                    inflater.getBytesRead();
                    started.countDown();
                }
                return looks;
            });
            started.await();
            byte[] packed = Streams.deflate(deflater, MIXED, 8192, 1000);
            assertThat(Streams.inflate(inflater, packed, 1000, 8192)).isEqualTo(MIXED);
            done.set(true);
            assertThat(onlooker.get()).isPositive();
        } finally {
            done.set(true);
            threads.shutdown();
        }
    }

    /** Without it end() from a time-out's thread frees memory that a call still writes to: the JVM dies. */
    @Test
    void endFromAnotherThreadOnlyThrows() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(1);
        try {
            for (int round = 0; round < 20; round++) {
                Deflater deflater = deflater(1);
                Inflater inflater = inflater();
                byte[] packed = Streams.jdkDeflate(format(), 1, MIXED);
                CountDownLatch started = new CountDownLatch(1);
                Future<String> result = threads.submit(() -> {
                    started.countDown();
                    try {
                        while (true) {
                            Streams.inflate(inflater, packed, 3000, 3000);
                            inflater.reset();
                            Streams.deflate(deflater, MIXED, 3000, 3000);
                            deflater.reset();
                        }
                    } catch (NullPointerException | IllegalStateException e) {
                        return e.getMessage();
                    }
                });
                started.await();
                if (round % 2 == 0) {
                    deflater.end();
                    assertThat(result.get()).isEqualTo("Deflater has been closed");
                } else {
                    inflater.end();
                    assertThat(result.get()).isEqualTo("Inflater has been closed");
                }
            }
        } finally {
            threads.shutdown();
        }
    }

    /** Without it a program that forgets end() leaks for good: what cleans up must not refer to the object. */
    @Test
    void forgottenObjectsCanBeCollected() throws Exception {
        ReferenceQueue<Object> collected = new ReferenceQueue<>();
        List<WeakReference<Object>> references = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            references.add(forget(collected));
        }
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        int left = references.size();
        while (left > 0 && System.nanoTime() < deadline) {
            System.gc();
            left -= collected.remove(200) == null ? 0 : 1;
        }
        assertThat(left).as("objects still referred to").isZero();
    }

    private WeakReference<Object> forget(ReferenceQueue<Object> queue) throws Exception {
        Deflater deflater = subject.implementation().deflater(6, format());
        byte[] packed = Streams.deflate(deflater, MIXED);
        Inflater inflater = subject.implementation().inflater(format());
        inflater.setInput(packed);
        assertThat(inflater.inflate(new byte[10])).isEqualTo(10);
        return new WeakReference<>(packed.length % 2 == 0 ? deflater : inflater, queue);
    }

    /** Without it a server runs out of memory in an hour: a z_stream is 268 KB, and nobody may lose one. */
    @Test
    void endGivesMemoryBackAtOnce() throws Exception {
        Path status = Path.of("/proc/self/status");
        assumeThat(Files.exists(status)).as("there is no %s to read", status).isTrue();
        byte[] text = Sample.text(20_000, 101);
        byte[] out = new byte[30_000];
        long before = residentKilobytes(status);
        for (int i = 0; i < 2000; i++) {
            Deflater deflater = subject.implementation().deflater(1, format());
            deflater.setInput(text);
            deflater.finish();
            int count = deflater.deflate(out);
            deflater.end();
            Inflater inflater = subject.implementation().inflater(format());
            inflater.setInput(out, 0, count);
            assertThat(inflater.inflate(new byte[text.length])).isEqualTo(text.length);
            inflater.end();
        }
        assertThat(residentKilobytes(status) - before).isLessThan(250_000);
    }

    private static long residentKilobytes(Path status) throws IOException {
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
