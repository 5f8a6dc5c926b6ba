// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpdrive.queue.WdDevice;
import io.warpdrive.zip.HwGZIPInputStream;
import io.warpdrive.zip.HwGZIPOutputStream;
import io.warpdrive.zip.WdStatistics;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Threads whose first streams begin at the same moment, in a JVM that has not had a stream before. */
final class StartTogetherTest {
    private static final byte[] DATA = StreamData.text(400_000);

    private static String classPath() {
        return ChildJvm.classPathOf(HwGZIPOutputStream.class, WdDevice.class, com.sun.jna.Native.class, Program.class);
    }

    /** Without it all threads of a pool but one stay on zlib for all of their first stream, however long that is. */
    @ParameterizedTest
    @ValueSource(ints = {2, 8, 64})
    void allThreadsThatCompressTogetherAreServed(int threads) {
        assertThat(run(threads, "deflate", List.of()))
                .isEqualTo("offloaded " + threads + " zlib 0 bytes " + (long) threads * DATA.length);
    }

    /** Without it the same is so of those that read. */
    @ParameterizedTest
    @ValueSource(ints = {2, 8, 64})
    void allThreadsThatInflateTogetherAreServed(int threads) {
        assertThat(run(threads, "inflate", List.of()))
                .isEqualTo("offloaded " + threads + " zlib 0 bytes " + (long) threads * DATA.length);
    }

    /** Without it an interrupt that comes while others load the engine is lost, or decides who serves the stream. */
    @Test
    void interruptedThreadsAreServedAndStayInterrupted() {
        assertThat(run(8, "deflate", List.of("-Dinterrupted=true"))).startsWith("offloaded 8 zlib 0 ");
    }

    private static String run(int threads, String direction, List<String> options) {
        List<String> all = new ArrayList<>(options);
        all.add("-Dthreads=" + threads);
        all.add("-Ddirection=" + direction);
        if (Runtime.version().feature() > 17) {
            all.add("--enable-native-access=ALL-UNNAMED");
        }
        return ChildJvm.run(classPath(), Map.of(), all, Program.class).strip();
    }

    /** Prints how the streams of {@code -Dthreads} threads were served. */
    static final class Program {
        private Program() {}

        public static void main(String[] arguments) throws Exception {
            int threads = Integer.getInteger("threads");
            boolean inflate = System.getProperty("direction").equals("inflate");
            boolean interrupted = Boolean.getBoolean("interrupted");
            byte[] packed = StreamData.gzip(DATA);
            CyclicBarrier together = new CyclicBarrier(threads);
            Callable<Integer> task = () -> {
                together.await();
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
                int bytes = inflate ? gunzip(packed) : StreamData.gunzip(gzip()).length;
                if (Thread.interrupted() != interrupted) {
                    throw new AssertionError("the interrupt is lost");
                }
                return bytes;
            };
            ExecutorService pool = Executors.newFixedThreadPool(threads);
            long bytes = 0;
            List<Future<Integer>> results = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                results.add(pool.submit(task));
            }
            for (Future<Integer> result : results) {
                bytes += result.get();
            }
            pool.shutdown();
            WdStatistics statistics = inflate ? WdStatistics.inflate() : WdStatistics.deflate();
            System.out.println(
                    "offloaded " + statistics.offloaded() + " zlib " + statistics.zlib() + " bytes " + bytes);
        }

        private static byte[] gzip() throws Exception {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (OutputStream stream = new HwGZIPOutputStream(out)) {
                stream.write(DATA);
            }
            return out.toByteArray();
        }

        private static int gunzip(byte[] packed) throws Exception {
            try (InputStream stream = new HwGZIPInputStream(new ByteArrayInputStream(packed))) {
                return stream.readAllBytes().length;
            }
        }
    }
}
