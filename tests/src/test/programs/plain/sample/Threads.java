// SPDX-License-Identifier: Apache-2.0
package sample;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Many threads that make their first stream at the same moment. */
public final class Threads {
    private static final int COUNT = 8;

    private Threads() {}

    public static void main(String[] args) throws Exception {
        CountDownLatch start = new CountDownLatch(COUNT);
        ExecutorService executor = Executors.newFixedThreadPool(COUNT);
        List<Future<String>> results = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            int seed = i;
            results.add(executor.submit(() -> {
                start.countDown();
                start.await();
                return roundTrips(seed);
            }));
        }
        for (Future<String> result : results) {
            System.out.println(result.get());
        }
        executor.shutdown();
    }

    private static String roundTrips(int seed) throws IOException {
        String sums = "";
        for (int i = 0; i < 5; i++) {
            Deflater deflater = new Deflater(i);
            Report.classOf("Deflater", deflater);
            deflater.end();
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
                out.write(Data.bytes(200_000, seed * 10L + i));
            }
            sums += " " + Data.checksum(new GZIPInputStream(new ByteArrayInputStream(packed.toByteArray())).readAllBytes());
        }
        return seed + sums;
    }
}
