// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.benchmarks.peers;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A file through a gzip stream at level 6, 8 KB at a time. A subclass is an engine. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public abstract class StreamBenchmark {
    static final int PIECE = 8192;

    /** A file. */
    @Param("")
    public String file;

    private final byte[] buffer = new byte[PIECE];
    private byte[] plain;
    private byte[] packed;

    abstract OutputStream output(OutputStream out) throws IOException;

    abstract InputStream input(InputStream in) throws IOException;

    @Setup
    public void setUp() throws IOException {
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            // long enough for streams that share out large blocks
            plain = in.readNBytes(4 * Pieces.LONGEST);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        write(bytes);
        packed = bytes.toByteArray();
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            if (!Arrays.equals(in.readAllBytes(), plain)) {
                throw new IOException(file + " does not come back as it was");
            }
        }
    }

    @Benchmark
    public void write(BufferBenchmark.Sizes sizes) throws IOException {
        write(OutputStream.nullOutputStream());
        sizes.plainBytes = plain.length;
        sizes.compressedBytes = packed.length;
    }

    /** Everybody reads what it has written itself: some readers need the blocks of their own writers. */
    @Benchmark
    public long read(BufferBenchmark.Sizes sizes) throws IOException {
        long length = 0;
        try (InputStream in = input(new ByteArrayInputStream(packed))) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                length += count;
            }
        }
        sizes.plainBytes = length;
        sizes.compressedBytes = packed.length;
        return length;
    }

    private void write(OutputStream sink) throws IOException {
        try (OutputStream out = output(sink)) {
            for (int at = 0; at < plain.length; at += PIECE) {
                out.write(plain, at, Math.min(PIECE, plain.length - at));
            }
        }
    }
}
