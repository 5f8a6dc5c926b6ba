// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What InflaterInputStream promises (13, 18, and 11 and 24 as far as streams go). */
@Tag("contract")
class InflaterInputStreamTest {
    private static final int[] BUFFERS = {1, 7, 512, 65536};

    /** Without it data would be lost on the way. */
    @ParameterizedTest
    @EnumSource
    void dataOfAnySizeComesBack(Implementation implementation) throws IOException {
        for (int size : StreamData.SIZES) {
            byte[] data = StreamData.text(size);
            try (InputStream in = implementation.inflaterInput(new ByteArrayInputStream(StreamData.zlib(data)))) {
                assertThat(in.readAllBytes()).isEqualTo(data);
            }
            for (int buffer : BUFFERS) {
                Inflater inflater = implementation.inflater(true);
                InputStream source = new ByteArrayInputStream(StreamData.deflate(data));
                try (InputStream in = implementation.inflaterInput(source, inflater, buffer)) {
                    assertThat(in.readAllBytes()).isEqualTo(data);
                }
                assertThat(inflater.getBytesWritten()).isEqualTo(size);
                inflater.end();
            }
        }
    }

    /** Without it the last bytes would be lost in "Unexpected end of ZLIB input stream" when read one at a time. */
    @ParameterizedTest
    @EnumSource
    void decodedBytesThatAreHeldCountAsInput(Implementation implementation) throws IOException {
        byte[] data = new byte[100_000];
        for (int buffer : BUFFERS) {
            ByteArraySource source = new ByteArraySource(StreamData.zlib(data));
            try (InputStream in = implementation.inflaterInput(source, implementation.inflater(false), buffer)) {
                for (int i = 0; i < data.length; i++) {
                    assertThat(in.read()).isZero();
                }
                assertThat(in.read()).isEqualTo(-1);
            }
        }
    }

    /** Without it what follows a stream in the same file would be lost to readers that ask the inflater for the rest. */
    @ParameterizedTest
    @EnumSource
    void whatFollowsTheStreamIsLeftInTheInflater(Implementation implementation) throws IOException {
        byte[] data = StreamData.text(70_000);
        byte[] stream = StreamData.zlib(data);
        byte[] tail = StreamData.noise(100);
        for (int buffer : BUFFERS) {
            ByteArraySource source = new ByteArraySource(StreamData.concatenate(stream, tail));
            Inflater inflater = implementation.inflater(false);
            try (InputStream in = implementation.inflaterInput(source, inflater, buffer)) {
                assertThat(in.readAllBytes()).isEqualTo(data);
                assertThat(source.position() - inflater.getRemaining()).isEqualTo(stream.length);
                assertThat(source.largestRequest).isEqualTo(buffer);
            }
            inflater.end();
        }
    }

    /** Without it ZipFile of Commons Compress, which ends raw streams with a zero byte, would see leftovers. */
    @ParameterizedTest
    @EnumSource
    void dummyByteAfterARawStreamDoesNoHarm(Implementation implementation) throws IOException {
        for (int size : StreamData.SIZES) {
            byte[] data = StreamData.text(size);
            byte[] stream = StreamData.concatenate(StreamData.deflate(data), new byte[1]);
            Inflater inflater = implementation.inflater(true);
            try (InputStream in = implementation.inflaterInput(new ByteArrayInputStream(stream), inflater, 8192)) {
                assertThat(in.readAllBytes()).isEqualTo(data);
            }
            assertThat(inflater.getBytesRead()).isEqualTo(stream.length - 1);
            inflater.end();
        }
    }

    /** Without it a reader would wait for a dictionary it has no way to give: the parent ends the stream. */
    @ParameterizedTest
    @EnumSource
    void streamThatNeedsADictionaryEnds(Implementation implementation) throws IOException {
        Deflater deflater = new Deflater();
        deflater.setDictionary("dictionary".getBytes(StandardCharsets.US_ASCII));
        deflater.setInput(StreamData.text(1000));
        deflater.finish();
        byte[] stream = new byte[2000];
        int length = deflater.deflate(stream);
        deflater.end();
        try (InputStream in = implementation.inflaterInput(new ByteArrayInputStream(stream, 0, length))) {
            assertThat(in.read()).isEqualTo(-1);
            assertThat(in.available()).isZero();
        }
    }

    /** Without it copy loops would see no data, or negative counts. */
    @ParameterizedTest
    @EnumSource
    void readSkipAndAvailableKeepTheirMeaning(Implementation implementation) throws IOException {
        byte[] data = StreamData.text(70_000);
        try (InputStream in = implementation.inflaterInput(new ByteArrayInputStream(StreamData.zlib(data)))) {
            assertThat(in.read(new byte[0])).isZero();
            assertThat(in.available()).isEqualTo(1);
            assertThat(in.skip(69_990)).isEqualTo(69_990);
            ByteArrayOutputStream rest = new ByteArrayOutputStream();
            assertThat(in.transferTo(rest)).isEqualTo(10);
            assertThat(rest.toByteArray()).endsWith(data[data.length - 1]);
            assertThat(in.available()).isZero();
            assertThat(in.skip(5)).isZero();
            assertThatThrownBy(() -> in.skip(-1)).hasMessage("negative skip length");
            assertThat(in.markSupported()).isFalse();
        }
    }

    /** Without it a pool's inflater would be dead when it comes back. */
    @ParameterizedTest
    @EnumSource
    void closeLeavesAGivenInflaterAlive(Implementation implementation) throws IOException {
        Inflater inflater = implementation.inflater(false);
        for (int size : StreamData.SIZES) {
            inflater.reset();
            ByteArraySource source = new ByteArraySource(StreamData.zlib(StreamData.text(size)));
            InputStream in = implementation.inflaterInput(source, inflater, 512);
            assertThat(in.readAllBytes()).isEqualTo(StreamData.text(size));
            in.close();
            in.close();
            assertThat(source.closes).isEqualTo(1);
            assertThat(inflater.getBytesWritten()).isEqualTo(size);
            assertThatThrownBy(in::read).isExactlyInstanceOf(IOException.class).hasMessage("Stream closed");
        }
        inflater.end();
    }

    /** Without it wrong arguments would be found later, or never. */
    @ParameterizedTest
    @EnumSource
    void wrongArgumentsFailAsInTheParent(Implementation implementation) {
        InputStream source = new ByteArraySource(new byte[9]);
        Inflater inflater = implementation.inflater(false);
        assertThatThrownBy(() -> implementation.inflaterInput(null)).isExactlyInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> implementation.inflaterInput(null, inflater, 512))
                .isExactlyInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> implementation.inflaterInput(source, null, 512))
                .isExactlyInstanceOf(NullPointerException.class);
        for (int size : new int[] {0, -1}) {
            assertThatThrownBy(() -> implementation.inflaterInput(source, inflater, size))
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .hasMessage("buffer size <= 0");
        }
        inflater.end();
    }
}
