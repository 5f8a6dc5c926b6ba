// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Blocks without content lead zlib to any bit of a byte. */
final class EmptyBlocksTest {
    private static final byte[] PLAIN = "as it was in the beginning".repeat(10).getBytes(StandardCharsets.US_ASCII);

    /** Without it zlib can't take over at most of the places where blocks begin. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void streamGoesOnAtAnyBit(int bit) throws DataFormatException {
        byte[] stream = deflate();
        byte[] blocks = EmptyBlocks.endingAt(bit);
        int start = bit == 0 ? blocks.length : blocks.length - 1;
        byte[] all = Arrays.copyOf(blocks, start + stream.length + 1);
        for (int i = 0; i < stream.length; i++) {
            int bits = (stream[i] & 0xff) << bit;
            all[start + i] |= (byte) bits;
            all[start + i + 1] |= (byte) (bits >>> Byte.SIZE);
        }
        Inflater inflater = new Inflater(true);
        inflater.setInput(all);
        byte[] plain = new byte[PLAIN.length];
        assertThat(inflater.inflate(plain)).isEqualTo(PLAIN.length);
        assertThat(plain).isEqualTo(PLAIN);
        inflater.end();
    }

    private static byte[] deflate() {
        Deflater deflater = new Deflater(6, true);
        deflater.setInput(PLAIN);
        deflater.finish();
        byte[] out = new byte[PLAIN.length];
        int length = deflater.deflate(out);
        deflater.end();
        return Arrays.copyOf(out, length);
    }
}
