// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DecompressionTest {
    private static final byte[] PLAIN =
            "How vexingly quick daft zebras jump! ".repeat(20).getBytes(StandardCharsets.US_ASCII);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private Optional<String> decompress(Format format, InputStream in) throws IOException {
        try (Decompression decompression = new Decompression(format, in)) {
            return decompression.to(out);
        }
    }

    private Optional<String> decompress(byte[] gzip) throws IOException {
        return decompress(Format.GZIP, new ByteArrayInputStream(gzip));
    }

    private static byte[] compressed(Format format) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream stream = format == Format.GZIP
                ? new GZIPOutputStream(bytes)
                : new DeflaterOutputStream(bytes, new Deflater(6, format == Format.DEFLATE))) {
            stream.write(PLAIN);
        }
        return bytes.toByteArray();
    }

    private static byte[] join(byte[]... parts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            bytes.write(part);
        }
        return bytes.toByteArray();
    }

    /** A pipe that is written slowly: one byte at a time, and never anything ready. */
    private static InputStream slow(byte[] bytes) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] buffer, int offset, int length) {
                return super.read(buffer, offset, Math.min(length, 1));
            }

            @Override
            public synchronized int available() {
                return 0;
            }
        };
    }

    /** Where the pieces of input end must not matter. */
    @ParameterizedTest
    @EnumSource
    void slowInputIsReadToItsEnd(Format format) throws IOException {
        assertThat(decompress(format, slow(compressed(format)))).isEmpty();
        assertThat(out.toByteArray()).isEqualTo(PLAIN);
    }

    /** Rotated logs are joined with cat; GZIPInputStream loses the second one on a pipe that has nothing ready. */
    @Test
    void allMembersAreReadFromASlowPipe() throws IOException {
        byte[] member = compressed(Format.GZIP);
        assertThat(decompress(Format.GZIP, slow(join(member, member, member)))).isEmpty();
        assertThat(out.toByteArray()).isEqualTo(join(PLAIN, PLAIN, PLAIN));
    }

    /** A truncated file must never pass for a whole one, wherever it was cut. */
    @ParameterizedTest
    @EnumSource
    void everyTruncationIsNoticed(Format format) throws IOException {
        byte[] whole = compressed(format);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> decompress(format, new ByteArrayInputStream(cut)))
                    .as("cut to %d bytes", length)
                    .isInstanceOf(EOFException.class);
        }
    }

    /** A further member that was cut is lost data, not garbage. */
    @Test
    void truncatedSecondMemberIsNoticed() throws IOException {
        byte[] member = compressed(Format.GZIP);
        for (int length = 2; length < member.length; length++) {
            byte[] cut = join(member, Arrays.copyOf(member, length));
            assertThatThrownBy(() -> decompress(cut)).isInstanceOf(EOFException.class);
        }
    }

    /** Data is whole, so it is written; the user is told. */
    @ParameterizedTest
    @EnumSource
    void garbageBehindTheDataIsAWarning(Format format) throws IOException {
        byte[] bytes = join(compressed(format), "garbage".getBytes(StandardCharsets.US_ASCII));
        assertThat(decompress(format, new ByteArrayInputStream(bytes)))
                .contains("decompressed, trailing garbage ignored");
        assertThat(out.toByteArray()).isEqualTo(PLAIN);
    }

    /** Tapes and block devices pad with zeros. */
    @Test
    void zerosBehindTheDataAreNoGarbage() throws IOException {
        assertThat(decompress(join(compressed(Format.GZIP), new byte[1000]))).isEmpty();
        assertThat(out.toByteArray()).isEqualTo(PLAIN);
    }

    /** A flipped bit in the trailer means that one of the two is wrong. */
    @Test
    void checksumAndLengthAreChecked() throws IOException {
        byte[] checksum = compressed(Format.GZIP);
        checksum[checksum.length - 8] ^= 1;
        assertThatThrownBy(() -> decompress(checksum)).hasMessage("corrupt data: checksum error");
        byte[] length = compressed(Format.GZIP);
        length[length.length - 1] ^= 1;
        assertThatThrownBy(() -> decompress(length)).hasMessage("corrupt data: length error");
        byte[] zlib = compressed(Format.ZLIB);
        zlib[zlib.length - 1] ^= 1;
        assertThatThrownBy(() -> decompress(Format.ZLIB, new ByteArrayInputStream(zlib)))
                .hasMessage("corrupt data: incorrect data check");
    }

    /** Files made by gzip -N and by other programs carry names, comments and more in front of the data. */
    @Test
    void everyHeaderFieldIsPassedOver() throws IOException {
        byte[] whole = compressed(Format.GZIP);
        byte[] header = join(
                new byte[] {0x1f, (byte) 0x8b, 8, 0x1f, 1, 2, 3, 4, 0, 3},
                new byte[] {3, 0, 'a', 0, 'b'},
                "name\0comment\0".getBytes(StandardCharsets.ISO_8859_1));
        CRC32 crc = new CRC32();
        crc.update(header);
        byte[] checksum = {(byte) crc.getValue(), (byte) (crc.getValue() >> 8)};
        byte[] data = Arrays.copyOfRange(whole, 10, whole.length);
        assertThat(decompress(join(header, checksum, data))).isEmpty();
        assertThat(out.toByteArray()).isEqualTo(PLAIN);
        checksum[0] ^= 1;
        byte[] wrong = join(header, checksum, data);
        assertThatThrownBy(() -> decompress(wrong)).hasMessage("header checksum error");
    }

    /** The wrong kind of file gets a reason that says so. */
    @Test
    void otherFilesAreRefused() {
        assertThatThrownBy(() -> decompress(PLAIN)).hasMessage("not in gzip format");
        assertThatThrownBy(() -> decompress(Format.ZLIB, new ByteArrayInputStream(PLAIN)))
                .hasMessage("corrupt data: incorrect header check");
        byte[] method = {0x1f, (byte) 0x8b, 7, 0, 0, 0, 0, 0, 0, 0};
        assertThatThrownBy(() -> decompress(method)).hasMessage("unknown compression method");
    }
}
