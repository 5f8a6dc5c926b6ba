// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.cli;

import io.warpdrive.zip.HwDeflater;
import io.warpdrive.zip.HwInflater;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** Does what {@link BenchProcess} asks for on standard input, a line each, and answers with sizes and time. */
public final class BenchWorker {
    private static final long ROUND_NANOS = 150_000_000;
    private static final int BUFFER = 1 << 16;

    private final boolean jdk;
    private final byte[] plain;
    private final byte[] compressed;
    private final byte[] buffer = new byte[BUFFER];

    private BenchWorker(boolean jdk, byte[] plain) throws IOException {
        this.jdk = jdk;
        this.plain = plain;
        // everybody decompresses the same bytes
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        compress(new Deflater(), bytes);
        this.compressed = bytes.toByteArray();
    }

    /**
     * Answers until standard input ends.
     *
     * @param arguments {@code jdk} or a device's name, and a file
     */
    public static void main(String[] arguments) throws IOException {
        byte[] plain;
        try (InputStream in = Files.newInputStream(Path.of(arguments[1]))) {
            plain = in.readNBytes(Bench.LIMIT);
        }
        BenchWorker worker = new BenchWorker(arguments[0].equals(Bench.JDK), plain);
        worker.check();
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String question = questions.readLine(); question != null; question = questions.readLine()) {
            Bench.Figure figure = worker.run(BenchProcess.task(question));
            System.out.println(AnsweringProcess.line(figure.plain(), figure.compressed(), figure.nanoseconds()));
        }
    }

    /** A fast wrong result is worth nothing. */
    private void check() throws IOException {
        CRC32 expected = new CRC32();
        expected.update(plain);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        compress(deflater(Deflater.DEFAULT_COMPRESSION), bytes);
        CRC32 actual = new CRC32();
        decompress(bytes.toByteArray(), new CheckedOutputStream(OutputStream.nullOutputStream(), actual));
        if (actual.getValue() != expected.getValue()) {
            throw new IOException("what was compressed and decompressed is not what was there before");
        }
    }

    private Bench.Figure run(Bench.Task task) throws IOException {
        long size = 0;
        long passes = 0;
        long start = System.nanoTime();
        long elapsed;
        do {
            size = switch (task.operation()) {
                case DEFLATE -> compress(deflater(task.level()), OutputStream.nullOutputStream());
                case INFLATE -> decompress(compressed, OutputStream.nullOutputStream());
            };
            passes++;
            elapsed = System.nanoTime() - start;
        } while (elapsed < ROUND_NANOS);
        return new Bench.Figure(plain.length, size, elapsed / passes);
    }

    private Deflater deflater(int level) {
        return jdk ? new Deflater(level) : new HwDeflater(level);
    }

    private long compress(Deflater deflater, OutputStream out) throws IOException {
        try {
            DeflaterOutputStream stream = new DeflaterOutputStream(out, deflater, BUFFER);
            for (int position = 0; position < plain.length; position += BUFFER) {
                stream.write(plain, position, Math.min(BUFFER, plain.length - position));
            }
            stream.finish();
            return deflater.getBytesWritten();
        } finally {
            deflater.end();
        }
    }

    private long decompress(byte[] bytes, OutputStream out) throws IOException {
        Inflater inflater = jdk ? new Inflater() : new HwInflater();
        try (InputStream stream = new InflaterInputStream(new ByteArrayInputStream(bytes), inflater, BUFFER)) {
            for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
                out.write(buffer, 0, count);
            }
            return inflater.getBytesRead();
        } finally {
            inflater.end();
        }
    }
}
