// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;

/** Promises about output that is decoded and not yet taken, and about the counters on the way. */
final class InflaterPendingTest extends Contract {

    /** Without it InflaterInputStream on 25 throws "Unexpected end of ZLIB input stream" in front of the last bytes. */
    @Test
    void inputIsNotAskedForWhileDecodedBytesAreHeld() throws IOException {
        for (Sample sample : Sample.small()) {
            byte[] packed = Streams.jdkDeflate(format(), 9, sample.bytes());
            for (int buffer : new int[] {1, 17, 512, 65_536}) {
                try (InputStreamWithEnd in = new InputStreamWithEnd(packed);
                        InflaterInputStream inflate = new InflaterInputStream(in, inflater(), buffer)) {
                    assertThat(readByteWise(inflate)).isEqualTo(sample.bytes());
                }
            }
        }
    }

    /** A stream that may be asked beyond its end once, but by nobody who has what he needs. */
    private static final class InputStreamWithEnd extends ByteArrayInputStream {
        InputStreamWithEnd(byte[] bytes) {
            super(bytes);
        }
    }

    private static byte[] readByteWise(InflaterInputStream in) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] few = new byte[3];
        for (int count = in.read(few); count >= 0; count = in.read(few)) {
            out.write(few, 0, count);
        }
        return out.toByteArray();
    }

    /** Without it a reader stops in front of bytes that it could have, or waits for input that nobody sends. */
    @Test
    void zeroMeansMoreInputOrTheEnd() throws DataFormatException {
        for (Sample sample : Sample.all()) {
            byte[] packed = Streams.jdkDeflate(format(), 6, sample.bytes());
            for (int room : new int[] {7, 1000}) {
                Inflater inflater = inflater();
                byte[] buffer = new byte[room];
                inflater.setInput(packed);
                int total = 0;
                while (!inflater.finished()) {
                    int count = inflater.inflate(buffer);
                    total += count;
                    assertThat(count > 0 || inflater.finished()).isTrue();
                    assertThat(inflater.getBytesWritten()).isEqualTo(total);
                    assertThat(inflater.getBytesRead()).isEqualTo(packed.length - inflater.getRemaining());
                }
                assertThat(total).isEqualTo(sample.bytes().length);
                inflater.end();
            }
        }
    }

    /** Without it the end of a stream whose length is known is never noticed, or noticed before the last byte. */
    @Test
    void aBufferOfExactlyTheRightSizeTakesEverything() throws DataFormatException {
        for (Sample sample : Sample.all()) {
            byte[] packed = Streams.jdkDeflate(format(), 6, sample.bytes());
            Inflater inflater = inflater();
            byte[] plain = new byte[sample.bytes().length];
            inflater.setInput(packed);
            assertThat(inflater.inflate(plain)).isEqualTo(plain.length);
            assertThat(plain).isEqualTo(sample.bytes());
            assertThat(inflater.inflate(new byte[1])).isZero();
            assertThat(inflater.finished()).isTrue();
            assertThat(inflater.getRemaining()).isZero();
            inflater.end();
        }
    }

    /** Without it JGit and dictzip hang on 25: an inflater whose last user read only the head of a stream is used again. */
    @Test
    void anInflaterThatWasResetInTheMiddleReadsTheNextStream() {
        for (int first : new int[] {100, 3000, 500_000}) {
            for (int second : new int[] {100, 3000, 500_000}) {
                Inflater inflater = inflater();
                byte[] next = Sample.text(second, 62);
                byte[] head = Streams.jdkDeflate(format(), 6, Sample.text(first, 63));
                byte[] packed = Streams.jdkDeflate(format(), 6, next);
                byte[] read = assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
                    new InflaterInputStream(new ByteArrayInputStream(head), inflater).read(new byte[64]);
                    inflater.reset();
                    return new InflaterInputStream(new ByteArrayInputStream(packed), inflater).readAllBytes();
                });
                assertThat(read).isEqualTo(next);
            }
        }
    }

    /** Without it WebSocket readers, which stop when all is read, cut long messages: input is read as its output goes. */
    @Test
    void inputCountsAsReadWhenItsOutputHasBeenHandedOut() throws DataFormatException {
        for (int size : new int[] {1000, 8192, 8193, 20_000, 140_000, 1_000_000}) {
            byte[] text = Sample.text(size, 64);
            Deflater writer = Implementation.JDK.deflater(6, format());
            byte[] packed = Streams.flush(writer, text, Deflater.SYNC_FLUSH, 2 * size + 1000);
            writer.end();
            Inflater inflater = inflater();
            ByteArrayOutputStream got = new ByteArrayOutputStream();
            byte[] buffer = new byte[8192];
            inflater.setInput(packed);
            while (inflater.getBytesRead() < packed.length) {
                got.write(buffer, 0, inflater.inflate(buffer));
            }
            assertThat(got.toByteArray()).isEqualTo(text);
            assertThat(inflater.getRemaining()).isZero();
        }
    }

    /** Without it a stream that was asked once too often loses bytes, or stays where it is when more input has come. */
    @Test
    void askingWithoutInputChangesNothing() throws DataFormatException {
        byte[] text = Sample.mixed(20_000, 65);
        ByteBuffer packed = ByteBuffer.wrap(Streams.jdkDeflate(format(), 6, text));
        for (int piece : new int[] {1, 3, 100, 512, 4096}) {
            Inflater inflater = inflater();
            ByteArrayOutputStream got = new ByteArrayOutputStream();
            byte[] buffer = new byte[1000];
            ByteBuffer growing = packed.duplicate();
            for (int at = 0; at < packed.limit(); at += piece) {
                int length = Math.min(piece, packed.limit() - at);
                if (at / piece % 3 == 0) {
                    inflater.setInput(packed.array(), at, length);
                    growing.limit(at + length).position(at + length);
                } else {
                    // a buffer that is filled while the inflater has it
                    inflater.setInput(growing.limit(at));
                    assertThat(inflater.inflate(buffer)).isZero();
                    growing.limit(at + length);
                }
                int count = inflater.inflate(buffer);
                while (count > 0) {
                    got.write(buffer, 0, count);
                    count = inflater.inflate(buffer);
                }
                assertThat(inflater.inflate(buffer)).isZero();
                assertThat(inflater.getBytesRead()).isEqualTo(at + length);
                assertThat(inflater.getBytesWritten()).isEqualTo(got.size());
                assertThat(inflater.finished()).isEqualTo(at + length == packed.limit());
            }
            assertThat(got.toByteArray()).isEqualTo(text);
        }
    }

    /** Without it an empty output buffer eats bytes or throws. */
    @Test
    void anEmptyOutputBufferTakesNothing() throws DataFormatException {
        byte[] text = Sample.text(10_000, 60);
        Inflater inflater = inflater();
        inflater.setInput(Streams.jdkDeflate(format(), 6, text));
        assertThat(inflater.inflate(new byte[0])).isZero();
        assertThat(inflater.finished()).isFalse();
        assertThat(inflater.getBytesWritten()).isZero();
        byte[] plain = new byte[20_000];
        assertThat(inflater.inflate(plain, 5, 9000)).isEqualTo(9000);
        assertThat(inflater.inflate(plain, 0, 0)).isZero();
        assertThat(inflater.inflate(plain, 9005, 9000)).isEqualTo(1000);
        assertThat(java.util.Arrays.copyOfRange(plain, 5, 10_005)).isEqualTo(text);
    }

    /** Without it checksums that callers read off the inflater are wrong. */
    @Test
    void adlerIsThatOfTheOutput() throws DataFormatException {
        byte[] mixed = Sample.mixed(100_000, 61);
        byte[] packed = Streams.jdkDeflate(format(), 6, mixed);
        Inflater jdk = new Inflater(format().nowrap());
        Inflater inflater = inflater();
        assertThat(inflater.getAdler()).isEqualTo(jdk.getAdler());
        Streams.inflate(jdk, packed);
        Streams.inflate(inflater, packed, 1000, 999);
        assertThat(inflater.getAdler()).isEqualTo(jdk.getAdler());
        if (format() == Format.ZLIB) {
            assertThat(inflater.getAdler()).isEqualTo(Streams.adler(mixed));
        }
        jdk.end();
    }
}
