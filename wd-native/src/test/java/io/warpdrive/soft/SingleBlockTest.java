// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.soft;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpdrive.queue.WdException;
import io.warpdrive.queue.WdMemory;
import io.warpdrive.queue.ZipOperation;
import io.warpdrive.queue.ZipRequest;
import io.warpdrive.queue.ZipStatus;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Messages of one block that libdeflate inflates in one call. */
final class SingleBlockTest {
    private static final int LENGTH = 700;
    private static final int ROOM = 2 * LENGTH;

    @BeforeAll
    static void assumeLibdeflate() {
        SoftEngines.assumeLibdeflate();
    }

    private static byte[] packed(int strategy, byte[] plain) {
        Deflater deflater = new Deflater(6, true);
        deflater.setStrategy(strategy);
        deflater.setInput(plain);
        deflater.finish();
        byte[] packed = new byte[ROOM];
        int count = deflater.deflate(packed);
        deflater.end();
        return Arrays.copyOf(packed, count);
    }

    private static byte[] words(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        StringBuilder text = new StringBuilder();
        while (text.length() < LENGTH) {
            text.append(Long.toString(random.nextLong(1L << random.nextInt(1, 40)), 36))
                    .append(random.nextBoolean() ? ' ' : '\n');
        }
        return text.substring(0, LENGTH).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** What was made of it, empty if it was left to others. */
    private static byte[] serve(byte[] packed, int room) throws WdException {
        try (WdMemory source = SoftEngines.memory(packed, Long.BYTES);
                WdMemory destination = WdMemory.allocate(ROOM)) {
            ZipRequest request = new ZipRequest()
                    .operation(ZipOperation.INFLATE)
                    .likelyWhole(true)
                    .source(source, 0, packed.length);
            boolean served = new SingleBlock(new LibdeflateEngine()).serve(request, destination.address(), room);
            assertThat(request.status() == ZipStatus.END_OF_STREAM).isEqualTo(served);
            return served ? SoftEngines.read(destination, 0, request.produced()) : new byte[0];
        }
    }

    /** Empty if it is not a whole stream. */
    private static byte[] jdk(byte[] packed) {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(packed);
            byte[] plain = new byte[ROOM];
            int count = inflater.inflate(plain);
            return inflater.finished() ? Arrays.copyOf(plain, count) : new byte[0];
        } catch (DataFormatException e) {
            return new byte[0];
        } finally {
            inflater.end();
        }
    }

    /** Without it messages take the slow way. */
    @Test
    void aMessageOfOneBlockIsServed() throws WdException {
        byte[] plain = words(1);
        assertThat(serve(packed(Deflater.DEFAULT_STRATEGY, plain), ROOM)).isEqualTo(plain);
    }

    /** Without it data that the JDK refuses passes: libdeflate is less strict. */
    @Test
    void whatTheJdkRefusesIsLeftToOthers() throws WdException {
        int refused = 0;
        int served = 0;
        for (int strategy : new int[] {Deflater.DEFAULT_STRATEGY, Deflater.HUFFMAN_ONLY}) {
            byte[] good = packed(strategy, words(2));
            for (int bit = 0; bit < 8 * good.length; bit++) {
                byte[] bad = good.clone();
                bad[bit / 8] ^= (byte) (1 << bit % 8);
                byte[] expected = jdk(bad);
                byte[] seen = serve(bad, ROOM);
                if (seen.length > 0) {
                    assertThat(seen).as("bit %d", bit).isEqualTo(expected);
                    served++;
                }
                refused += expected.length == 0 ? 1 : 0;
            }
        }
        assertThat(refused).isGreaterThan(100);
        assertThat(served).isGreaterThan(100);
    }

    /** Without it half a message, or a message that does not fit, is taken for all of it. */
    @Test
    void whatIsNotAllThereIsLeftToOthers() throws WdException {
        byte[] packed = packed(Deflater.DEFAULT_STRATEGY, words(3));
        for (int length = 0; length < packed.length; length++) {
            assertThat(serve(Arrays.copyOf(packed, length), ROOM)).isEmpty();
        }
        assertThat(serve(packed, LENGTH - 1)).isEmpty();
    }
}
