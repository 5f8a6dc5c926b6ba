// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.apache.commons.compress.compressors.CompressorException;
import org.apache.commons.compress.compressors.CompressorInputStream;
import org.apache.commons.compress.compressors.CompressorStreamFactory;
import org.apache.commons.compress.compressors.deflate.DeflateCompressorInputStream;
import org.apache.commons.compress.compressors.deflate.DeflateCompressorOutputStream;
import org.apache.commons.compress.compressors.deflate.DeflateParameters;
import org.apache.commons.compress.utils.InputStreamStatistics;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The three names in Commons Compress, both ways, against Commons Compress' own streams. */
@Tag("contract")
class CompressorStreamsTest {
    private static final int[] SIZES = {0, 1, 5000, 1_000_000};

    private enum Format {
        GZIP(WdCompressorStreamProvider.GZIP),
        ZLIB(WdCompressorStreamProvider.ZLIB),
        DEFLATE(WdCompressorStreamProvider.DEFLATE);

        final String name;

        Format(String name) {
            this.name = name;
        }

        InputStream readWithJdk(InputStream in) throws IOException {
            return switch (this) {
                case GZIP -> new GZIPInputStream(in);
                case ZLIB -> new InflaterInputStream(in);
                case DEFLATE -> new InflaterInputStream(in, new Inflater(true));
            };
        }
    }

    /** Without it a program could not ask for the formats by name. */
    @ParameterizedTest
    @EnumSource
    void factoryFindsTheNameInBothDirections(Format format) throws CompressorException, IOException {
        CompressorStreamFactory factory = new CompressorStreamFactory();
        assertThat(factory.getInputStreamCompressorNames()).contains("gz");
        for (String name : new String[] {format.name, format.name.toUpperCase(Locale.ROOT)}) {
            for (int size : SIZES) {
                byte[] data = data(size);
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                try (OutputStream stream = factory.createCompressorOutputStream(name, out)) {
                    assertThat(stream.getClass().getPackageName()).isEqualTo("io.warpdrive.compress");
                    stream.write(data);
                }
                byte[] compressed = out.toByteArray();
                try (InputStream in = format.readWithJdk(new ByteArrayInputStream(compressed))) {
                    assertThat(in.readAllBytes()).isEqualTo(data);
                }
                try (CompressorInputStream in =
                        factory.createCompressorInputStream(name, new ByteArrayInputStream(compressed))) {
                    assertThat(in.getClass().getPackageName()).isEqualTo("io.warpdrive.compress");
                    assertThat(in.readAllBytes()).isEqualTo(data);
                    assertThat(in.getBytesRead()).isEqualTo(size);
                    assertThat(((InputStreamStatistics) in).getCompressedCount())
                            .isEqualTo(compressed.length);
                }
            }
        }
    }

    /** Without it an unknown name would give a stream of another format. */
    @Test
    void otherNamesAreRefused() {
        WdCompressorStreamProvider provider = new WdCompressorStreamProvider();
        assertThatThrownBy(() -> provider.createCompressorInputStream("gz", InputStream.nullInputStream(), false))
                .isExactlyInstanceOf(CompressorException.class)
                .hasMessage("Compressor: gz not found.");
        assertThatThrownBy(() -> provider.createCompressorOutputStream("gz", OutputStream.nullOutputStream()))
                .isExactlyInstanceOf(CompressorException.class)
                .hasMessage("Compressor: gz not found.");
    }

    /** Without it damage would look other than in Commons Compress' own streams. */
    @Test
    void unreadableHeaderIsACompressorException() {
        CompressorStreamFactory factory = new CompressorStreamFactory();
        InputStream nothing = new ByteArrayInputStream(new byte[20]);
        assertThatThrownBy(() -> factory.createCompressorInputStream("wd-gz", nothing))
                .isExactlyInstanceOf(CompressorException.class)
                .hasMessage("Could not create CompressorInputStream.")
                .hasRootCauseMessage("Input is not in the .gz format.");
    }

    /** Without it parameters that a program sets would be lost when it changes the class name. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void deflateParametersAreHeard(boolean zlibHeader) throws IOException {
        byte[] data = data(300_000);
        DeflateParameters parameters = new DeflateParameters();
        parameters.setWithZlibHeader(zlibHeader);
        for (int level : new int[] {0, 1, 9}) {
            parameters.setCompressionLevel(level);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (OutputStream stream = new WdDeflateCompressorOutputStream(out, parameters)) {
                stream.write(data, 0, 100_000);
                stream.flush();
                stream.write(data, 100_000, data.length - 100_000);
            }
            assertThat(out.size() > data.length).isEqualTo(level == 0);
            InputStream compressed = new ByteArrayInputStream(out.toByteArray());
            try (InputStream in = new DeflateCompressorInputStream(compressed, parameters)) {
                assertThat(in.readAllBytes()).isEqualTo(data);
            }
            ByteArrayOutputStream theirs = new ByteArrayOutputStream();
            try (OutputStream stream = new DeflateCompressorOutputStream(theirs, parameters)) {
                stream.write(data);
            }
            compressed = new ByteArrayInputStream(theirs.toByteArray());
            try (InputStream in = new WdDeflateCompressorInputStream(compressed, parameters)) {
                assertThat(in.skip(1000)).isEqualTo(1000);
                assertThat(in.read()).isEqualTo(data[1000] & 0xff);
                assertThat(in.available()).isEqualTo(1);
                assertThat(in.readAllBytes()).hasSize(data.length - 1001);
                assertThat(in.available()).isZero();
            }
        }
    }

    /** Without it the compressed part could not be followed by others in the same file. */
    @Test
    void finishLeavesTheStreamBelowOpen() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (WdDeflateCompressorOutputStream stream = new WdDeflateCompressorOutputStream(out)) {
            stream.write(data(5000));
            stream.finish();
            int size = out.size();
            stream.finish();
            assertThat(out.size()).isEqualTo(size);
            try (InputStream in = new InflaterInputStream(new ByteArrayInputStream(out.toByteArray()))) {
                assertThat(in.readAllBytes()).isEqualTo(data(5000));
            }
        }
    }

    static byte[] data(int size) {
        Random random = new Random(size);
        byte[] data = new byte[size];
        for (int i = 0; i < size; i++) {
            data[i] = (byte) ('a' + (random.nextInt(4) == 0 ? random.nextInt(20) : i % 7));
        }
        return data;
    }
}
