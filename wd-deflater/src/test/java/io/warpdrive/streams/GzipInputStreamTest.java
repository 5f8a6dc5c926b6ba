// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warpdrive.zip.HwGZIPInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What GZIPInputStream promises (15, 18). */
@Tag("contract")
class GzipInputStreamTest {
    private static final int[] BUFFERS = {1, 7, 512, 65536};

    /** Without it the drop-in could not be passed to code that asks for the JDK's type. */
    @Test
    void dropInIsTheParentsType() throws IOException {
        byte[] stream = StreamData.gzip(StreamData.text(100_000));
        assertThat(new HwGZIPInputStream(new ByteArrayInputStream(stream))).isInstanceOf(GZIPInputStream.class);
        try (InputStream in = new HwGZIPInputStream(new ByteArrayInputStream(stream))) {
            assertThat(in.readAllBytes()).isEqualTo(StreamData.text(100_000));
        }
    }

    /** Without it data would be lost on the way. */
    @ParameterizedTest
    @EnumSource
    void dataOfAnySizeComesBack(Implementation implementation) throws IOException {
        for (int size : StreamData.SIZES) {
            for (byte[] data : List.of(StreamData.text(size), StreamData.noise(size))) {
                for (int buffer : BUFFERS) {
                    assertThat(read(implementation, StreamData.gzip(data), buffer))
                            .isEqualTo(data);
                }
            }
        }
    }

    /** Without it logs that are appended to as members (bgzip, WARC, rotated logs) would end early. */
    @ParameterizedTest
    @EnumSource
    void concatenatedMembersAreOneStream(Implementation implementation) throws IOException {
        byte[] first = StreamData.text(100_000);
        byte[] second = StreamData.noise(10);
        byte[] third = StreamData.text(50_000);
        byte[] stream = StreamData.concatenate(
                StreamData.gzip(first),
                StreamData.gzip(new byte[0]),
                StreamData.gzip(second),
                GzipHeaders.withEveryField(third));
        for (int buffer : BUFFERS) {
            assertThat(read(implementation, stream, buffer)).isEqualTo(StreamData.concatenate(first, second, third));
        }
    }

    /** Without it the hundreds of small members of a BGZF file, many in one buffer, would not line up. */
    @ParameterizedTest
    @EnumSource
    void manySmallMembersAreOneStream(Implementation implementation) throws IOException {
        byte[][] members = new byte[500][];
        byte[][] pieces = new byte[members.length][];
        for (int i = 0; i < members.length; i++) {
            pieces[i] = StreamData.text(i);
            members[i] = StreamData.gzip(pieces[i]);
        }
        for (int buffer : new int[] {512, 65536}) {
            assertThat(read(implementation, StreamData.concatenate(members), buffer))
                    .isEqualTo(StreamData.concatenate(pieces));
        }
    }

    /** Without it files that carry a name or a comment, as gzip itself writes them, could not be read. */
    @ParameterizedTest
    @EnumSource
    void everyHeaderFieldIsSkipped(Implementation implementation) throws IOException {
        byte[] data = StreamData.text(70_000);
        for (int flags = 0; flags < 32; flags++) {
            assertThat(read(implementation, GzipHeaders.withFields(flags, data), 512))
                    .as("header flags %d", flags)
                    .isEqualTo(data);
        }
    }

    /** Without it zero padding (tapes, block devices) or a signature after the stream would be an error. */
    @ParameterizedTest
    @EnumSource
    void garbageAfterTheTrailerIsIgnored(Implementation implementation) throws IOException {
        byte[] data = StreamData.text(70_000);
        for (byte[] garbage : List.of(new byte[1], new byte[600], StreamData.noise(40), new byte[] {0x1f, 0x55})) {
            byte[] stream = StreamData.concatenate(StreamData.gzip(data), garbage);
            for (int buffer : BUFFERS) {
                assertThat(read(implementation, stream, buffer)).isEqualTo(data);
            }
        }
    }

    /** Without it loops of the form while (in.available() > 0) would stop too early or never. */
    @ParameterizedTest
    @EnumSource
    void availableIsOneUntilTheEndThenZero(Implementation implementation) throws IOException {
        byte[] data = StreamData.text(70_000);
        try (InputStream in = implementation.gzipInput(new ByteArrayInputStream(StreamData.gzip(data)), 512)) {
            assertThat(in.available()).isEqualTo(1);
            assertThat(in.readNBytes(data.length - 1)).hasSize(data.length - 1);
            assertThat(in.available()).isEqualTo(1);
            assertThat(in.read()).isEqualTo(data[data.length - 1] & 0xff);
            assertThat(in.read()).isEqualTo(-1);
            assertThat(in.available()).isZero();
            assertThat(in.read(new byte[10])).isEqualTo(-1);
        }
    }

    /** Without it a wrong file would be noticed only after the caller has begun to work on it. */
    @ParameterizedTest
    @EnumSource
    void headerIsReadInTheConstructor(Implementation implementation) throws IOException {
        ByteArraySource source = new ByteArraySource(StreamData.gzip(StreamData.text(5000)));
        try (InputStream in = implementation.gzipInput(source, 512)) {
            assertThat(source.position()).isEqualTo(StreamData.HEADER_LENGTH);
            assertThat(in.read()).isNotNegative();
        }
    }

    /** Without it asking for nothing could block, or look like the end. */
    @ParameterizedTest
    @EnumSource
    void readOfNothingIsZeroAndReadsNothing(Implementation implementation) throws IOException {
        ByteArraySource source = new ByteArraySource(StreamData.gzip(StreamData.text(5000)));
        try (InputStream in = implementation.gzipInput(source, 512)) {
            assertThat(in.read(new byte[0])).isZero();
            assertThat(in.read(new byte[5], 2, 0)).isZero();
            assertThat(source.position()).isEqualTo(StreamData.HEADER_LENGTH);
            assertThatThrownBy(() -> in.read(new byte[5], 3, 3)).isExactlyInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> in.read(null, 0, 1)).isExactlyInstanceOf(NullPointerException.class);
        }
    }

    /** Without it readers that step over a part would land elsewhere. */
    @ParameterizedTest
    @EnumSource
    void skipMovesByWhatItSays(Implementation implementation) throws IOException {
        byte[] data = StreamData.text(70_000);
        try (InputStream in = implementation.gzipInput(new ByteArrayInputStream(StreamData.gzip(data)), 512)) {
            assertThat(in.skip(0)).isZero();
            assertThat(in.skip(60_000)).isEqualTo(60_000);
            assertThat(in.readNBytes(100)).isEqualTo(Arrays.copyOfRange(data, 60_000, 60_100));
            assertThat(in.skip(1_000_000)).isEqualTo(9_900);
            assertThat(in.read()).isEqualTo(-1);
            assertThatThrownBy(() -> in.skip(-1))
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .hasMessage("negative skip length");
        }
    }

    /** Without it a caller would be led to believe it can go back. */
    @ParameterizedTest
    @EnumSource
    void markIsNotSupported(Implementation implementation) throws IOException {
        try (InputStream in = implementation.gzipInput(new ByteArraySource(StreamData.gzip(new byte[9])), 512)) {
            in.mark(10);
            assertThat(in.markSupported()).isFalse();
            assertThatThrownBy(in::reset).isExactlyInstanceOf(IOException.class).hasMessage("mark/reset not supported");
        }
    }

    /** Without it a closed stream would answer from freed memory. */
    @ParameterizedTest
    @EnumSource
    void closedStreamRefusesAndClosesOnce(Implementation implementation) throws IOException {
        ByteArraySource source = new ByteArraySource(StreamData.gzip(StreamData.text(70_000)));
        InputStream in = implementation.gzipInput(source, 512);
        assertThat(in.read()).isNotNegative();
        in.close();
        in.close();
        assertThat(source.closes).isEqualTo(1);
        assertThatThrownBy(in::read).isExactlyInstanceOf(IOException.class).hasMessage("Stream closed");
        assertThatThrownBy(in::available).hasMessage("Stream closed");
        assertThatThrownBy(() -> in.skip(1)).hasMessage("Stream closed");
    }

    /** Without it wrong arguments would be found later, or never. */
    @ParameterizedTest
    @EnumSource
    void wrongArgumentsFailAsInTheParent(Implementation implementation) throws IOException {
        InputStream source = new ByteArraySource(StreamData.gzip(new byte[9]));
        assertThatThrownBy(() -> implementation.gzipInput(null, 512)).isExactlyInstanceOf(NullPointerException.class);
        for (int size : new int[] {0, -1}) {
            assertThatThrownBy(() -> implementation.gzipInput(source, size))
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .hasMessage("buffer size <= 0");
        }
    }

    /** Without it subclasses that watch or filter what is read from below would be passed by. */
    @Test
    void subclassMayOverrideFill() throws IOException {
        byte[] data = StreamData.text(70_000);
        byte[] stream = StreamData.gzip(data);
        int[] filled = new int[1];
        try (InputStream in = new HwGZIPInputStream(new ByteArrayInputStream(stream), 1000) {
            @Override
            protected void fill() throws IOException {
                super.fill();
                filled[0] += len;
                assertThat(buf).hasSize(1000);
            }
        }) {
            assertThat(in.readAllBytes()).isEqualTo(data);
        }
        assertThat(filled[0]).isBetween(stream.length - 18, stream.length - 10);
    }

    private static byte[] read(Implementation implementation, byte[] stream, int buffer) throws IOException {
        try (InputStream in = implementation.gzipInput(new ByteArrayInputStream(stream), buffer)) {
            return in.readAllBytes();
        }
    }
}
