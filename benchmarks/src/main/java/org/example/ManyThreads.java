// SPDX-License-Identifier: Apache-2.0
package org.example;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.GZIPOutputStream;

/** Threads that write a GZIPOutputStream each, the same data over and over, until the time is up. */
final class ManyThreads {
    private static final int PIECE = 8192;

    private ManyThreads() {}

    /** Bytes of plain data that all threads together write in a second. */
    static long bytesPerSecond(int threads, long millis, Path file) throws IOException, InterruptedException {
        byte[] plain = Files.readAllBytes(file);
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            long start = System.nanoTime();
            List<Future<Long>> counts = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                counts.add(executor.submit(() -> write(plain, start + millis * 1_000_000)));
            }
            long bytes = 0;
            for (Future<Long> count : counts) {
                bytes += count.get();
            }
            return (long) (bytes * 1e9 / (System.nanoTime() - start));
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } finally {
            executor.shutdown();
        }
    }

    private static long write(byte[] plain, long deadline) throws IOException {
        long count = 0;
        while (true) {
            try (OutputStream out = new GZIPOutputStream(OutputStream.nullOutputStream(), PIECE)) {
                for (int at = 0; at < plain.length; at += PIECE) {
                    if (System.nanoTime() - deadline >= 0) {
                        return count;
                    }
                    int piece = Math.min(PIECE, plain.length - at);
                    out.write(plain, at, piece);
                    count += piece;
                }
            }
        }
    }
}
