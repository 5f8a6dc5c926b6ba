// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.soft;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpdrive.queue.WdException;
import io.warpdrive.queue.WdMemory;
import io.warpdrive.queue.ZipFlush;
import io.warpdrive.queue.ZipRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.zip.DataFormatException;
import org.junit.jupiter.api.Test;

/** Data that has been compressed or encrypted already. */
final class NoiseTest {
    private static final int LENGTH = 20_000;

    private static byte[] random(int values, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] bytes = new byte[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            bytes[i] = (byte) random.nextInt(values);
        }
        return bytes;
    }

    private static boolean isLikely(byte[] data) throws WdException {
        try (WdMemory source = SoftEngines.memory(data, 0)) {
            return new Noise().isLikely(new ZipRequest().source(source, 0, data.length));
        }
    }

    /** Without it photographs and archives take twice as long for nothing. */
    @Test
    void noiseIsFound() throws WdException {
        for (int seed = 0; seed < 100; seed++) {
            assertThat(isLikely(random(256, seed))).as("seed %d", seed).isTrue();
        }
    }

    /** Without it what would shrink is compressed twice, or badly. */
    @Test
    void whatHasFewerValuesIsNone() throws WdException {
        String numbers =
                new SplittableRandom(1).longs(LENGTH).mapToObj(Long::toString).collect(Collectors.joining(" "));
        assertThat(isLikely(numbers.substring(0, LENGTH).getBytes(StandardCharsets.US_ASCII)))
                .isFalse();
        for (int seed = 0; seed < 100; seed++) {
            assertThat(isLikely(random(160, seed))).as("seed %d", seed).isFalse();
        }
        assertThat(isLikely(new byte[LENGTH])).isFalse();
    }

    /** Without it copies of noise are stored where zlib refers back to the first. */
    @Test
    void noiseThatRepeatsItselfIsCompressed() throws WdException, DataFormatException {
        SoftEngines.assumeLibdeflate();
        byte[] twice = Arrays.copyOf(random(256, 2), 2 * LENGTH);
        System.arraycopy(twice, 0, twice, LENGTH, LENGTH);
        assertThat(isLikely(twice)).isTrue();
        byte[] packed = SoftEngines.deflate(6, twice, ZipFlush.FINISH);
        assertThat(packed.length).isLessThan(LENGTH + LENGTH / 10);
        assertThat(SoftEngines.jdkInflate(packed, twice.length)).isEqualTo(twice);
    }
}
