// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;

/** Promises about buffers: heap, direct, read-only and slices, whose positions advance by exactly what was used. */
final class ByteBufferTest extends Contract {
    private static final byte CANARY = 0x5a;
    private static final int MARGIN = 24;

    /** Kinds of buffers. Each has its content in the middle of something larger. */
    private enum Kind {
        HEAP(false, false),
        DIRECT(true, false),
        READ_ONLY_HEAP(false, true),
        READ_ONLY_DIRECT(true, true);

        private final boolean direct;
        private final boolean readOnly;

        Kind(boolean direct, boolean readOnly) {
            this.direct = direct;
            this.readOnly = readOnly;
        }

        private ByteBuffer surrounded(int size) {
            ByteBuffer all =
                    direct ? ByteBuffer.allocateDirect(size + 3 * MARGIN) : ByteBuffer.allocate(size + 3 * MARGIN);
            while (all.hasRemaining()) {
                all.put(CANARY);
            }
            // a slice: the buffer's own zero lies elsewhere than its array's or its memory's
            return all.slice(MARGIN, size + 2 * MARGIN);
        }

        ByteBuffer of(byte[] content) {
            ByteBuffer buffer = surrounded(content.length);
            buffer.position(MARGIN).put(content).flip().position(MARGIN);
            return readOnly ? buffer.asReadOnlyBuffer() : buffer;
        }

        ByteBuffer room(int size) {
            return surrounded(size).position(MARGIN).limit(MARGIN + size);
        }

        boolean canBeWritten() {
            return !readOnly;
        }
    }

    /** Without it channels send the wrong bytes: positions advance by exactly what was consumed and produced. */
    @Test
    void deflateMovesPositionsByExactlyWhatItUsed() throws DataFormatException {
        for (Sample sample : Sample.small()) {
            for (Kind in : Kind.values()) {
                for (Kind out : Kind.values()) {
                    if (out.canBeWritten()) {
                        Deflater deflater = deflater(6);
                        byte[] packed = deflate(deflater, in.of(sample.bytes()), out, 600);
                        assertThat(Streams.jdkInflate(format(), packed))
                                .as("%s from %s to %s", sample, in, out)
                                .isEqualTo(sample.bytes());
                        deflater.end();
                    }
                }
            }
        }
    }

    private static byte[] deflate(Deflater deflater, ByteBuffer input, Kind kind, int room) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        int limit = input.limit();
        deflater.setInput(input);
        assertThat(input.position()).isEqualTo(MARGIN);
        deflater.finish();
        while (!deflater.finished()) {
            ByteBuffer output = kind.room(room);
            int count = deflater.deflate(output);
            assertThat(output.position()).isEqualTo(MARGIN + count);
            assertThat(output.limit()).isEqualTo(MARGIN + room);
            assertThat((long) input.position()).isEqualTo(MARGIN + deflater.getBytesRead());
            assertThat(input.limit()).isEqualTo(limit);
            assertThat(deflater.needsInput()).isEqualTo(!input.hasRemaining());
            all.writeBytes(taken(output, count));
        }
        assertThat(input.hasRemaining()).isFalse();
        return all.toByteArray();
    }

    /** Without it channels read the wrong bytes. */
    @Test
    void inflateMovesPositionsByExactlyWhatItUsed() throws DataFormatException {
        for (Sample sample : Sample.small()) {
            byte[] packed = Streams.jdkDeflate(format(), 6, sample.bytes());
            byte[] withTail = Arrays.copyOf(packed, packed.length + 11);
            for (Kind in : Kind.values()) {
                for (Kind out : Kind.values()) {
                    if (out.canBeWritten()) {
                        ByteBuffer input = in.of(withTail);
                        byte[] plain = inflate(input, out, 3000);
                        assertThat(plain)
                                .as("%s from %s to %s", sample, in, out)
                                .isEqualTo(sample.bytes());
                        assertThat(input.remaining()).isEqualTo(11);
                    }
                }
            }
        }
    }

    private byte[] inflate(ByteBuffer input, Kind kind, int room) throws DataFormatException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Inflater inflater = inflater();
        inflater.setInput(input);
        assertThat(input.position()).isEqualTo(MARGIN);
        while (!inflater.finished()) {
            ByteBuffer output = kind.room(room);
            int count = inflater.inflate(output);
            assertThat(output.position()).isEqualTo(MARGIN + count);
            assertThat((long) input.position()).isEqualTo(MARGIN + inflater.getBytesRead());
            assertThat(inflater.getRemaining()).isEqualTo(input.remaining());
            all.writeBytes(taken(output, count));
        }
        inflater.end();
        return all.toByteArray();
    }

    /** What was written, once it is sure that nothing else was. */
    private static byte[] taken(ByteBuffer output, int count) {
        byte[] whole = new byte[output.capacity()];
        output.get(0, whole, 0, MARGIN + count);
        output.clear().get(whole);
        byte[] canaries = new byte[whole.length];
        Arrays.fill(canaries, CANARY);
        assertThat(Arrays.equals(whole, 0, MARGIN, canaries, 0, MARGIN)).isTrue();
        assertThat(Arrays.equals(whole, MARGIN + count, whole.length, canaries, MARGIN + count, whole.length))
                .as("bytes after the %d returned are untouched", count)
                .isTrue();
        return Arrays.copyOfRange(whole, MARGIN, MARGIN + count);
    }

    /** Without it large transfers between channels come out in the wrong order. */
    @Test
    void largeBuffersOfAllKinds() throws DataFormatException {
        byte[] mixed = Sample.mixed(400_000, 80);
        for (Kind in : Kind.values()) {
            for (Kind out : Kind.values()) {
                if (out.canBeWritten()) {
                    byte[] packed = deflate(deflater(1), in.of(mixed), out, 30_000);
                    assertThat(Streams.jdkInflate(format(), packed)).isEqualTo(mixed);
                    assertThat(inflate(in.of(packed), out, 70_000)).isEqualTo(mixed);
                }
            }
        }
    }

    /** Without it constants get overwritten. */
    @Test
    void readOnlyOutputIsRefusedAndReadOnlyInputIsFine() {
        byte[] text = Sample.text(1000, 81);
        for (Kind kind : new Kind[] {Kind.READ_ONLY_HEAP, Kind.READ_ONLY_DIRECT}) {
            ByteBuffer output = kind.of(new byte[100]);
            Deflater deflater = deflater(6);
            deflater.setInput(kind.of(text));
            assertThatExceptionOfType(ReadOnlyBufferException.class).isThrownBy(() -> deflater.deflate(output));
            assertThatExceptionOfType(ReadOnlyBufferException.class)
                    .isThrownBy(() -> deflater.deflate(output, Deflater.SYNC_FLUSH));
            assertThat(deflater.getBytesRead()).isZero();
            Inflater inflater = inflater();
            inflater.setInput(kind.of(text));
            assertThatExceptionOfType(ReadOnlyBufferException.class).isThrownBy(() -> inflater.inflate(output));
            assertThat(inflater.getBytesRead()).isZero();
            assertThat(output.position()).isEqualTo(MARGIN);
        }
    }

    /** Without it a buffer without room loses input or throws. */
    @Test
    void anEmptyOutputBufferTakesNothing() throws DataFormatException {
        byte[] text = Sample.text(100, 82);
        Deflater deflater = deflater(6);
        deflater.setInput(ByteBuffer.wrap(text));
        deflater.finish();
        assertThat(deflater.deflate(ByteBuffer.allocate(0))).isZero();
        assertThat(deflater.finished()).isFalse();
        assertThat(Streams.jdkInflate(format(), Streams.deflate(deflater, new byte[0])))
                .isEqualTo(text);
    }

    /** Without it arrays and buffers given by turns are mixed up: the last one set counts. */
    @Test
    void theLastInputSetCounts() throws DataFormatException {
        byte[] text = Sample.text(5000, 83);
        Deflater deflater = deflater(6);
        ByteBuffer dropped = ByteBuffer.wrap(new byte[10]);
        deflater.setInput(dropped);
        deflater.setInput(text);
        byte[] packed = Streams.deflate(deflater, new byte[0]);
        assertThat(dropped.position()).isZero();
        assertThat(Streams.jdkInflate(format(), packed)).isEqualTo(text);

        Inflater inflater = inflater();
        inflater.setInput(dropped);
        inflater.setInput(packed);
        byte[] plain = new byte[5000];
        assertThat(inflater.inflate(ByteBuffer.wrap(plain))).isEqualTo(5000);
        assertThat(dropped.position()).isZero();
        assertThat(plain).isEqualTo(text);
    }

    /** Without it a caller that moves the buffer between two calls, which the JDK allows, loses or repeats bytes. */
    @Test
    void theBuffersPositionIsReadAtEveryCall() throws DataFormatException {
        byte[] text = Sample.text(9000, 84);
        Deflater deflater = deflater(6);
        ByteBuffer input = ByteBuffer.wrap(text).limit(3000);
        deflater.setInput(input);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int limit = 3000; limit <= 9000; limit += 3000) {
            input.limit(limit);
            assertThat(deflater.needsInput()).isFalse();
            Streams.drain(deflater, Deflater.NO_FLUSH, 8192, out);
            assertThat(deflater.needsInput()).isTrue();
        }
        Streams.finish(deflater, Deflater.NO_FLUSH, 8192, out);
        assertThat(Streams.jdkInflate(format(), out.toByteArray())).isEqualTo(text);
    }
}
