// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.benchmarks.peers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Whole buffers: a file at once, or messages. A subclass is an engine. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public abstract class BufferBenchmark {

    /** A file. */
    @Param("")
    public String file;

    @Param("6")
    public int level;

    /** Bytes of a message; 0: the file at once. */
    @Param("0")
    public int message;

    private Codec codec;
    private Pieces pieces;
    private byte[] room;
    private byte[][] plain;

    /** What comes out beside the time. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Sizes {
        /** Bytes of plain data of a pass. */
        public long plainBytes;

        /** Bytes of compressed data of a pass. */
        public long compressedBytes;
    }

    /** Opens the engine. */
    abstract Codec open(int atLevel) throws IOException;

    @Setup
    public void setUp() throws IOException {
        codec = open(level);
        pieces = Pieces.of(Path.of(file), message);
        plain = new byte[pieces.plain().size()][];
        for (int i = 0; i < plain.length; i++) {
            plain[i] = new byte[pieces.plain().get(i).length];
        }
        room = new byte[Pieces.room(plain[0].length)];
        check();
    }

    private void check() throws IOException {
        for (int i = 0; i < plain.length; i++) {
            byte[] packed = Arrays.copyOf(room, codec.compress(pieces.plain().get(i), room));
            if (codec.decompress(packed, plain[i]) != plain[i].length
                    || !Arrays.equals(plain[i], pieces.plain().get(i))) {
                throw new IOException("piece " + i + " of " + file + " does not come back as it was");
            }
        }
    }

    @Benchmark
    public long deflate(Sizes sizes) throws IOException {
        long plainBytes = 0;
        long compressedBytes = 0;
        for (byte[] piece : pieces.plain()) {
            plainBytes += piece.length;
            compressedBytes += codec.compress(piece, room);
        }
        sizes.plainBytes = plainBytes;
        sizes.compressedBytes = compressedBytes;
        return compressedBytes;
    }

    @Benchmark
    public long inflate(Sizes sizes) throws IOException {
        long plainBytes = 0;
        long compressedBytes = 0;
        for (int i = 0; i < plain.length; i++) {
            compressedBytes += pieces.packed().get(i).length;
            plainBytes += codec.decompress(pieces.packed().get(i), plain[i]);
        }
        sizes.plainBytes = plainBytes;
        sizes.compressedBytes = compressedBytes;
        return plainBytes;
    }
}
