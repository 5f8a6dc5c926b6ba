// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Messages that are inflated in Java. */
final class ShortMessageTest {
    private static final byte CANARY = 0x5a;
    private static final int ROOM = 400;
    private static final int TAIL = 9;

    private final ShortMessage message = new ShortMessage();
    private final InputCursor input = new InputCursor();

    /** Zlib makes fixed codes of the first three and stores the others. */
    private static List<byte[]> plains() {
        return List.of(
                "to be or not to be, that is the question; not to be"
                        .getBytes(java.nio.charset.StandardCharsets.US_ASCII),
                new byte[300],
                new byte[0],
                Sample.random(1, 1),
                Sample.random(ROOM, 2));
    }

    private boolean inflate(Format format, byte[] packed, byte[] out) {
        input.set(packed, 0, packed.length);
        return message.inflate(input, format == Format.ZLIB, out, 0, out.length);
    }

    private static byte[] canaries(int room) {
        byte[] out = new byte[room];
        Arrays.fill(out, CANARY);
        return out;
    }

    /** Without it the shortest messages take longer than the JDK does. */
    @ParameterizedTest
    @EnumSource
    void fixedAndStoredBlocksAreInflated(Format format) {
        List<byte[]> packed = new ArrayList<>();
        List<byte[]> plain = new ArrayList<>(plains());
        plain.forEach(bytes -> packed.add(Streams.jdkDeflate(format, 6, bytes)));
        // two stored blocks
        plain.add(Sample.random(100_000, 3));
        packed.add(Streams.jdkDeflate(format, 0, plain.get(plain.size() - 1)));
        for (int i = 0; i < packed.size(); i++) {
            int length = packed.get(i).length;
            byte[] out = new byte[plain.get(i).length];
            assertThat(inflate(format, Arrays.copyOf(packed.get(i), length + TAIL), out))
                    .isTrue();
            assertThat(out).isEqualTo(plain.get(i));
            assertThat(message.bytesWritten()).isEqualTo(out.length);
            assertThat(message.bytesRead()).isEqualTo(length);
            assertThat(input.remaining()).isEqualTo(TAIL);
        }
    }

    /** Without it the parent's own words about damage are lost, or bytes change behind those it hands out. */
    @ParameterizedTest
    @EnumSource
    void whatIsNotRightIsLeftToTheParent(Format format) {
        int left = 0;
        for (byte[] plain : plains()) {
            byte[] packed = Streams.jdkDeflate(format, 6, plain);
            for (int bit = 0; bit < 8 * packed.length; bit++) {
                byte[] damaged = packed.clone();
                damaged[bit / 8] ^= (byte) (1 << bit % 8);
                left += compare(format, damaged, ROOM);
            }
            for (int length = 0; length < packed.length; length++) {
                left += compare(format, Arrays.copyOf(packed, length), ROOM);
            }
            for (int room = 0; room < plain.length; room += 7) {
                left += compare(format, packed, room);
            }
        }
        assertThat(left).isGreaterThan(500);
    }

    /** @return 1 if it was left to the parent */
    private int compare(Format format, byte[] packed, int room) {
        byte[] expected = canaries(room);
        Inflater parent = new Inflater(format.nowrap());
        parent.setInput(packed);
        boolean good;
        try {
            parent.inflate(expected);
            good = parent.finished();
        } catch (DataFormatException e) {
            good = false;
        }
        int delivered = (int) parent.getBytesWritten();
        parent.end();
        byte[] out = canaries(room);
        if (inflate(format, packed, out)) {
            assertThat(good).isTrue();
            assertThat(out).isEqualTo(expected);
            return 0;
        }
        assertThat(input.remaining()).isEqualTo(packed.length);
        for (int i = 0; i < room; i++) {
            assertThat(out[i]).as("byte %d of %d", i, delivered).isIn(i < delivered ? expected[i] : CANARY, CANARY);
        }
        return 1;
    }
}
