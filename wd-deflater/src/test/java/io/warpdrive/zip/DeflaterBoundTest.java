// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

/** Promises about how much output there is: programs size their buffers by zlib's deflateBound(). */
final class DeflaterBoundTest extends Contract {
    private static final byte[] RANDOM = Sample.random(1_100_000, 12);
    private static final byte CANARY = 0x5a;

    /** An empty stored block, and the bits that an open block may hold back. */
    private static final int FLUSH_OVERHEAD = 6;

    /** zlib 1.2.13 to 1.3.1, deflateBound() with the window and the memory level that the JDK uses. */
    private long bound(long length) {
        return length + (length >>> 12) + (length >>> 14) + (length >>> 25) + 13 - 6 + format().wrapper();
    }

    /** Without it Cassandra's compressor, which makes its buffer once and by the bound, fails on noise. */
    @Test
    void noiseNeverGrowsBeyondTheBound() throws DataFormatException {
        byte[] out = new byte[(int) bound(RANDOM.length) + 100];
        for (int level : new int[] {1, 6, 9}) {
            Deflater deflater = deflater(level);
            for (int size = 0; size <= RANDOM.length; size += size < 300 ? 1 : 1 + size / 9) {
                deflater.reset();
                deflater.setInput(RANDOM, 0, size);
                deflater.finish();
                int count = deflater.deflate(out);
                assertThat(deflater.finished())
                        .as("one call for %d bytes", size)
                        .isTrue();
                assertThat((long) count).as("%d bytes at level %d", size, level).isLessThanOrEqualTo(bound(size));
                assertThat(Streams.jdkInflate(format(), Arrays.copyOf(out, count)))
                        .isEqualTo(Arrays.copyOf(RANDOM, size));
            }
        }
    }

    /** Without it the JDK's own DeInflate test fails: a buffer of exactly the bound takes everything in one call. */
    @Test
    void aBufferOfTheBoundTakesEverythingAtOnce() {
        for (Sample sample : Sample.all()) {
            for (int level : LEVELS) {
                Deflater deflater = deflater(level);
                deflater.setInput(sample.bytes());
                deflater.finish();
                int count = deflater.deflate(new byte[(int) bound(sample.bytes().length)]);
                assertThat(deflater.finished())
                        .as("%s at level %d", sample, level)
                        .isTrue();
                assertThat(deflater.getBytesWritten()).isEqualTo(count);
                assertThat(deflater.getBytesRead()).isEqualTo(sample.bytes().length);
                deflater.end();
            }
        }
    }

    /** Without it a chat of short messages grows without limit. */
    @Test
    void flushesCostNoMoreThanTheirMarkers() throws DataFormatException {
        for (int level : new int[] {1, 6, 9}) {
            for (int piece : new int[] {1, 2, 50, 1000, 40_000, 70_000, 300_000}) {
                for (int flush : new int[] {Deflater.SYNC_FLUSH, Deflater.FULL_FLUSH}) {
                    Deflater deflater = deflater(level);
                    for (int round = 0; round < 3; round++) {
                        byte[] noise = Arrays.copyOfRange(RANDOM, round * piece, (round + 1) * piece);
                        byte[] packed = Streams.flush(deflater, noise, flush, 2 * piece + 100);
                        assertThat((long) packed.length)
                                .as("%d bytes at level %d", piece, level)
                                .isLessThanOrEqualTo(bound(piece) + FLUSH_OVERHEAD);
                    }
                    deflater.end();
                }
            }
        }
    }

    /** Without it noise that arrives in pieces pays for every piece. */
    @Test
    void piecesWithoutFlushCostNothing() throws DataFormatException {
        int size = 600_000;
        byte[] noise = Arrays.copyOf(RANDOM, size);
        for (int level : new int[] {1, 6}) {
            for (int piece : new int[] {512, 8192, 100_000}) {
                byte[] packed = Streams.deflate(deflater(level), noise, piece, 4096);
                assertThat((long) packed.length).isLessThanOrEqualTo(bound(size));
                assertThat(Streams.jdkInflate(format(), packed)).isEqualTo(noise);
            }
        }
    }

    /** Without it whoever keeps other data in the same array finds it damaged. */
    @Test
    void nothingIsWrittenBeyondTheCountReturned() {
        for (Sample sample : Sample.small()) {
            for (int room : new int[] {0, 1, 7, 100, 8192}) {
                Deflater deflater = deflater(6);
                deflater.setInput(sample.bytes());
                deflater.finish();
                while (!deflater.finished() && deflater.getBytesWritten() <= 2L * room) {
                    byte[] array = new byte[room + 64];
                    Arrays.fill(array, CANARY);
                    int count = deflater.deflate(array, 32, room);
                    assertThat(count).isBetween(0, room);
                    assertOnlyCanaries(array, 0, 32);
                    assertOnlyCanaries(array, 32 + count, array.length);
                    if (room == 0) {
                        break;
                    }
                }
            }
        }
    }

    /** Without it an inflater's output buffer is scratch space for the decoder. */
    @Test
    void inflateWritesNothingBeyondTheCountReturned() throws DataFormatException {
        for (Sample sample : Sample.small()) {
            byte[] packed = Streams.jdkDeflate(format(), 6, sample.bytes());
            for (int room : new int[] {1, 7, 1000, 50_000}) {
                var inflater = inflater();
                inflater.setInput(packed);
                while (!inflater.finished() && inflater.getBytesWritten() <= 20L * room) {
                    byte[] array = new byte[room + 400];
                    Arrays.fill(array, CANARY);
                    int count = inflater.inflate(array, 32, room);
                    assertOnlyCanaries(array, 0, 32);
                    assertOnlyCanaries(array, 32 + count, array.length);
                }
            }
        }
    }

    private static void assertOnlyCanaries(byte[] array, int from, int to) {
        for (int i = from; i < to; i++) {
            if (array[i] != CANARY) {
                assertThat(i).as("first byte overwritten").isNegative();
            }
        }
    }
}
