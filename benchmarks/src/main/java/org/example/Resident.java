// SPDX-License-Identifier: Apache-2.0
package org.example;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** How much resident memory open objects take that are in the middle of their work. */
public enum Resident {
    DEFLATER {
        @Override
        Runnable open(byte[] plain) {
            Deflater deflater = new Deflater();
            byte[] out = OUT;
            deflater.setInput(plain);
            while (!deflater.needsInput()) {
                deflater.deflate(out, 0, out.length);
            }
            return deflater::end;
        }
    },
    INFLATER {
        @Override
        Runnable open(byte[] plain) throws DataFormatException {
            return inflating(new Inflater(), packed(plain, new Deflater()), plain.length / 2);
        }
    },
    /** A WebSocket connection that has sent and received 2 KB and is at rest. */
    WEB_SOCKET {
        @Override
        Runnable open(byte[] plain) throws DataFormatException {
            Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
            byte[] out = OUT;
            deflater.setInput(plain, 0, MESSAGE);
            int size = deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
            Inflater inflater = new Inflater(true);
            inflater.setInput(out, 0, size);
            while (inflater.getTotalOut() < MESSAGE) {
                inflater.inflate(RECEIVED);
            }
            return () -> {
                deflater.end();
                inflater.end();
            };
        }
    };

    private static final int MESSAGE = 2048;
    private static final byte[] RECEIVED = new byte[MESSAGE];
    private static final byte[] OUT = new byte[8192];
    /** Objects that work and go before anything is measured, so that code and libraries are there. */
    private static final int WARM_UP = 50;

    /** More than a block of any device. */
    private static final int DATA = 1 << 20;

    private static final long REST_NANOS = 4_000_000_000L;

    private static byte[] lastPlain;
    private static byte[] lastPacked;

    /** Opens an object, has it do part of its work, and answers with what closes it. */
    abstract Runnable open(byte[] plain) throws DataFormatException;

    /** All objects are open at the same time. */
    long bytesPerObject(int count, Path file) throws IOException, DataFormatException {
        byte[] plain = plain(file);
        for (int i = 0; i < WARM_UP; i++) {
            open(plain).run();
        }
        List<Runnable> objects = new ArrayList<>(count);
        long before = resident();
        for (int i = 0; i < count; i++) {
            objects.add(open(plain));
        }
        long after = residentAtRest();
        objects.forEach(Runnable::run);
        return (after - before) / count;
    }

    /** The least within a few seconds: what waits may give memory back. */
    private static long residentAtRest() throws IOException {
        long least = resident();
        long end = System.nanoTime() + REST_NANOS;
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(REST_NANOS / 10);
            least = Math.min(least, resident());
        }
        return least;
    }

    private static long resident() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/self/smaps_rollup"))) {
            return lines.filter(line -> line.startsWith("Rss:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .sum()
                    << 10;
        }
    }

    private static byte[] plain(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(DATA);
        }
    }

    private static byte[] packed(byte[] plain, Deflater deflater) {
        if (lastPlain != plain) {
            byte[] bytes = new byte[plain.length + plain.length / 8 + 64];
            deflater.setInput(plain);
            deflater.finish();
            int size = 0;
            while (!deflater.finished()) {
                size += deflater.deflate(bytes, size, bytes.length - size);
            }
            lastPacked = Arrays.copyOf(bytes, size);
            lastPlain = plain;
        }
        deflater.end();
        return lastPacked;
    }

    private static Runnable inflating(Inflater inflater, byte[] packed, int until) throws DataFormatException {
        if (inflater.getTotalIn() == 0) {
            inflater.setInput(packed);
        }
        while (inflater.getTotalOut() < until) {
            inflater.inflate(OUT, 0, OUT.length);
        }
        return inflater::end;
    }
}
