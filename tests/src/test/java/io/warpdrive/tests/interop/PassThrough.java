// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.tests.interop;

import io.warpdrive.zip.HwGZIPInputStream;
import io.warpdrive.zip.HwGZIPOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.CRC32;

/**
 * Makes a stream of the length given, compresses it in one thread and decompresses it in another, and prints
 * {@code passed BYTES CRC-IN CRC-OUT PEAK-KB}. Nothing is stored.
 */
public final class PassThrough {
    private static final int BUFFER_SIZE = 1 << 16;

    private PassThrough() {}

    public static void main(String[] arguments) throws Exception {
        long size = Long.parseLong(arguments[0]);
        PipedInputStream in = new PipedInputStream(BUFFER_SIZE);
        PipedOutputStream out = new PipedOutputStream(in);
        CRC32 written = new CRC32();
        CRC32 read = new CRC32();
        ExecutorService executor = Executors.newFixedThreadPool(2);
        Future<Long> writer = executor.submit(call(() -> write(out, size, written)));
        Future<Long> reader = executor.submit(call(() -> read(in, read)));
        writer.get();
        long passed = reader.get();
        executor.shutdown();
        System.out.println("passed " + passed + " " + written.getValue() + " " + read.getValue() + " " + peak());
    }

    /** A thread that fails ends the program: the other would wait for it. */
    private static Callable<Long> call(Callable<Long> work) {
        return () -> {
            try {
                return work.call();
            } catch (Exception | Error e) {
                System.err.println("failed: " + e);
                Runtime.getRuntime().halt(1);
                throw e;
            }
        };
    }

    private static long write(OutputStream target, long size, CRC32 checksum) throws IOException {
        byte[] text = Samples.text(4_000_037);
        long written = 0;
        try (OutputStream out = new HwGZIPOutputStream(target, BUFFER_SIZE)) {
            // every round begins elsewhere, so that pieces differ in place and length
            for (int start = 0; written < size; start = (start + 7919) % BUFFER_SIZE) {
                for (int from = start; from < text.length && written < size; from += 50_021) {
                    int length = (int) Math.min(Math.min(50_021, text.length - from), size - written);
                    out.write(text, from, length);
                    checksum.update(text, from, length);
                    written += length;
                }
            }
        }
        return written;
    }

    private static long read(InputStream source, CRC32 checksum) throws IOException {
        byte[] buffer = new byte[BUFFER_SIZE];
        long total = 0;
        try (InputStream in = new HwGZIPInputStream(source, BUFFER_SIZE)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                checksum.update(buffer, 0, read);
                total += read;
            }
        }
        return total;
    }

    private static String peak() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return "0";
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .map(line -> line.replaceAll("[^0-9]", ""))
                .findFirst()
                .orElse("0");
    }
}
