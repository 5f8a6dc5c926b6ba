// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.soft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.warpdrive.queue.WdException;
import io.warpdrive.queue.ZipFlush;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

/** Streams are made appendable by finding their last block. */
final class FinalBlockTest {
    private static final int ROOM = 16;
    private static final byte[] END = {3, 0};

    private final FinalBlock finalBlock = new FinalBlock();

    /** What {@link FinalBlock#open} makes of a stream in the middle of a buffer; empty if it refuses. */
    private byte[] open(byte[] packed, int offset) {
        byte[] all = new byte[offset + packed.length + ROOM];
        System.arraycopy(packed, 0, all, offset, packed.length);
        int length = finalBlock.open(ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN), offset, packed.length);
        return length < 0 ? new byte[0] : Arrays.copyOfRange(all, offset, offset + length);
    }

    private void assertJoins(byte[] packed, byte[] plain) throws DataFormatException {
        byte[] opened = open(packed, packed.length % 7);
        assertThat(opened.length).isBetween(packed.length, packed.length + 5);
        assertThat(opened).endsWith(0, 0, 0xff, 0xff);
        byte[] joined = Arrays.copyOf(opened, opened.length + END.length);
        System.arraycopy(END, 0, joined, opened.length, END.length);
        assertThat(SoftEngines.jdkInflate(joined, plain.length)).isEqualTo(plain);
    }

    private static byte[] jdkDeflate(int level, int strategy, byte[] plain, int flushes) {
        Deflater deflater = new Deflater(level, true);
        deflater.setStrategy(strategy);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[plain.length + 1000];
        for (int i = 0; i <= flushes; i++) {
            int from = (int) ((long) plain.length * i / (flushes + 1));
            int to = (int) ((long) plain.length * (i + 1) / (flushes + 1));
            deflater.setInput(plain, from, to - from);
            if (i == flushes) {
                deflater.finish();
            }
            // more than once: the first call after setStrategy() may do nothing else
            int count;
            do {
                count = deflater.deflate(buffer, 0, buffer.length, Deflater.SYNC_FLUSH);
                out.write(buffer, 0, count);
            } while (i == flushes ? !deflater.finished() : count > 0 || !deflater.needsInput());
        }
        deflater.end();
        return out.toByteArray();
    }

    /** Without it a stream of blocks by libdeflate can't be read behind its first block. */
    @Test
    void streamsOfLibdeflateJoin() throws WdException, DataFormatException {
        SoftEngines.assumeLibdeflate();
        SplittableRandom random = new SplittableRandom(1);
        for (int level = 1; level <= 12; level++) {
            for (int round = 0; round < 60; round++) {
                byte[] plain = SoftEngines.data(random.nextInt(1 << random.nextInt(4, 18)), random.nextLong());
                assertJoins(SoftEngines.deflate(level, plain, ZipFlush.FINISH), plain);
            }
        }
    }

    /** Without it a kind of block that some engine seldom writes breaks the join: stored, fixed, dynamic, and several. */
    @Test
    void streamsOfEveryKindOfBlockJoin() throws DataFormatException {
        SplittableRandom random = new SplittableRandom(2);
        for (int level : new int[] {0, 1, 6, 9}) {
            for (int strategy = 0; strategy <= 2; strategy++) {
                for (int round = 0; round < 60; round++) {
                    byte[] plain = SoftEngines.data(random.nextInt(1 << random.nextInt(1, 18)), random.nextLong());
                    assertJoins(jdkDeflate(level, strategy, plain, random.nextInt(4)), plain);
                }
            }
        }
        assertJoins(END, new byte[0]);
        assertJoins(new byte[] {1, 0, 0, -1, -1}, new byte[0]);
        assertJoins(new byte[] {1, 1, 0, -2, -1, 42}, new byte[] {42});
    }

    /** Without it the guesses that long blocks are walked from are believed where they are wrong. */
    @Test
    void streamsOfCodesThatHardlySynchroniseJoin() throws DataFormatException {
        SplittableRandom random = new SplittableRandom(5);
        for (int bits = 1; bits <= 8; bits++) {
            for (int rare = 0; rare <= 2; rare++) {
                byte[] plain = new byte[100_000 + random.nextInt(100_000)];
                for (int i = 0; i < plain.length; i++) {
                    // codes of one length never meet, a few of another length let them meet late
                    boolean other = rare > 0 && random.nextInt(400 / rare) == 0;
                    plain[i] = (byte) (other ? random.nextInt(256) : random.nextInt(1 << bits));
                }
                assertJoins(jdkDeflate(9, Deflater.HUFFMAN_ONLY, plain, 0), plain);
            }
        }
    }

    /** Without it the end of a block is missed where it lies in what a guess has gone over. */
    @Test
    void blocksThatEndAnywhereBeforeLongerOnesJoin() throws DataFormatException {
        byte[] plain = SoftEngines.data(60_000, 6);
        byte[] packed = jdkDeflate(6, Deflater.HUFFMAN_ONLY, plain, 0);
        for (int length = 1; length < 12_000; length += 37) {
            byte[] first = jdkDeflate(6, Deflater.DEFAULT_STRATEGY, Arrays.copyOf(plain, length), 0);
            byte[] opened = open(first, 0);
            byte[] all = Arrays.copyOf(opened, opened.length + packed.length);
            System.arraycopy(packed, 0, all, opened.length, packed.length);
            byte[] both = Arrays.copyOf(plain, length + plain.length);
            System.arraycopy(plain, 0, both, length, plain.length);
            assertJoins(all, both);
        }
    }

    /** Without it a lying engine takes the JVM into an endless loop, or out of its arrays. */
    @Test
    void garbageNeitherThrowsNorLoops() {
        SplittableRandom random = new SplittableRandom(3);
        for (int round = 0; round < 30_000; round++) {
            byte[] garbage = new byte[random.nextInt(200)];
            random.nextBytes(garbage);
            assertThatCode(() -> open(garbage, 3)).doesNotThrowAnyException();
        }
        assertThat(open(new byte[0], 0)).isEmpty();
        assertThat(open(new byte[] {7}, 0)).isEmpty();
        assertThat(open(new byte[100], 0)).isEmpty();
    }

    /** Without it damage of an engine's output is handed on as if it were whole. */
    @Test
    void cutAndDamagedStreamsNeitherThrowNorChange() {
        SplittableRandom random = new SplittableRandom(4);
        byte[] packed = jdkDeflate(6, 0, SoftEngines.data(60_000, 5), 2);
        for (int length = 0; length < packed.length; length += 1 + random.nextInt(20)) {
            assertThat(open(Arrays.copyOf(packed, length), 1))
                    .as("cut to %d", length)
                    .isEmpty();
        }
        assertThat(open(Arrays.copyOf(packed, packed.length + 1), 1))
                .as("a byte too many")
                .isEmpty();
        for (int round = 0; round < 5000; round++) {
            byte[] damaged = packed.clone();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            byte[] all = Arrays.copyOf(damaged, damaged.length + ROOM);
            int length = finalBlock.open(ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN), 0, damaged.length);
            if (length < 0) {
                assertThat(Arrays.copyOf(all, damaged.length)).isEqualTo(damaged);
            } else {
                assertThat(length).isBetween(damaged.length, damaged.length + 5);
            }
        }
    }
}
