// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Damaged input fails as it does in the JDK: the same exception, the same message, after the same data. */
@Tag("contract")
class DamagedStreamTest {
    private static final int SMALL = 700;
    private static final int LARGE = 400_000;
    private static final int SAMPLES = 150;

    private enum Format {
        GZIP {
            @Override
            byte[] compress(byte[] data) throws IOException {
                return StreamData.concatenate(StreamData.gzip(data), GzipHeaders.withEveryField(data));
            }

            @Override
            InputStream open(Implementation implementation, InputStream in) throws IOException {
                return implementation.gzipInput(in, 512);
            }
        },
        ZLIB {
            @Override
            byte[] compress(byte[] data) throws IOException {
                return StreamData.zlib(data);
            }

            @Override
            InputStream open(Implementation implementation, InputStream in) {
                return implementation.inflaterInput(in);
            }
        },
        RAW {
            @Override
            byte[] compress(byte[] data) {
                return StreamData.deflate(data);
            }

            @Override
            InputStream open(Implementation implementation, InputStream in) {
                return implementation.inflaterInput(in, implementation.inflater(true), 8192);
            }
        },
        ZIP {
            @Override
            byte[] compress(byte[] data) throws IOException {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                try (ZipOutputStream zip = new ZipOutputStream(out)) {
                    zip.putNextEntry(new ZipEntry("entry"));
                    zip.write(data);
                }
                return out.toByteArray();
            }

            @Override
            InputStream open(Implementation implementation, InputStream in) throws IOException {
                ZipInputStream zip = implementation.zipInput(in, StandardCharsets.UTF_8);
                zip.getNextEntry();
                return zip;
            }
        };

        abstract byte[] compress(byte[] data) throws IOException;

        abstract InputStream open(Implementation implementation, InputStream in) throws IOException;

        Outcome read(Implementation implementation, byte[] stream) {
            return Outcome.of(() -> open(implementation, new ByteArrayInputStream(stream)));
        }
    }

    /** Without it a download that broke off would be taken for complete, or for damaged. */
    @ParameterizedTest
    @EnumSource
    void truncatedStreamFailsAsTheParent(Format format) throws IOException {
        truncate(format, (cut, expected, seen) -> {
            assertThat(seen.failure()).as(cut).isEqualTo(expected.failure());
            assertThat(expected.data().startsWith(seen.data())).as(cut).isTrue();
        });
    }

    /** Without it the end of a log that is still being written would be missing. */
    @ParameterizedTest
    @EnumSource
    void truncatedStreamDeliversEveryByteThatTheParentDoes(Format format) throws IOException {
        truncate(format, (cut, expected, seen) -> assertThat(seen.data().length())
                .as(cut)
                .isEqualTo(expected.data().length()));
    }

    private interface Comparison {
        void compare(String description, Outcome expected, Outcome seen);
    }

    private static void truncate(Format format, Comparison comparison) throws IOException {
        byte[] small = format.compress(StreamData.text(SMALL));
        for (int length = 0; length < small.length; length++) {
            truncate(format, small, length, comparison);
        }
        byte[] large = format.compress(StreamData.text(LARGE));
        Random random = new Random(1);
        for (int i = 0; i < SAMPLES; i++) {
            truncate(format, large, random.nextInt(large.length), comparison);
        }
    }

    private static void truncate(Format format, byte[] stream, int length, Comparison comparison) {
        byte[] cut = Arrays.copyOf(stream, length);
        comparison.compare(
                format + " of " + stream.length + " cut to " + length,
                format.read(Implementation.JDK, cut),
                format.read(Implementation.WARPDRIVE, cut));
    }

    /** Without it programs that match the message, or the type, would not recognise a damaged stream. */
    @ParameterizedTest
    @EnumSource
    void flippedBitFailsAsTheParent(Format format) throws IOException {
        byte[] small = format.compress(StreamData.text(SMALL));
        for (int bit = 0; bit < small.length * 8; bit++) {
            compareFlipped(format, small, bit);
        }
        byte[] large = format.compress(StreamData.text(LARGE));
        Random random = new Random(2);
        for (int i = 0; i < SAMPLES; i++) {
            compareFlipped(format, large, random.nextInt(large.length * 8));
        }
    }

    private static void compareFlipped(Format format, byte[] stream, int bit) {
        byte[] flipped = stream.clone();
        flipped[bit / 8] ^= (byte) (1 << (bit % 8));
        Outcome expected = format.read(Implementation.JDK, flipped);
        Outcome seen = format.read(Implementation.WARPDRIVE, flipped);
        assertThat(seen.failure())
                .as("%s of %d with bit %d flipped", format, stream.length, bit)
                .isEqualTo(expected.failure());
        assertThat(seen.data().equals(expected.data())).isTrue();
    }

    /** Without it the messages below, which people search for and match, could change with both implementations. */
    @ParameterizedTest
    @EnumSource
    void messagesAreTheKnownOnes(Implementation implementation) throws IOException {
        byte[] data = StreamData.text(LARGE);
        byte[] gzip = StreamData.gzip(data);
        byte[] raw = StreamData.deflate(data);
        byte[] trailer = StreamData.trailer(data);
        byte[] header = GzipHeaders.header(0);
        byte[] wrongChecksum = trailer.clone();
        wrongChecksum[0] ^= 1;
        byte[] wrongLength = trailer.clone();
        wrongLength[7] ^= 1;
        byte[] wrongHeaderChecksum = GzipHeaders.withEveryField(data);
        wrongHeaderChecksum[12] ^= 1;

        assertThat(gunzip(implementation, new byte[0])).isEqualTo("java.io.EOFException");
        assertThat(gunzip(implementation, header)).endsWith("Unexpected end of ZLIB input stream");
        assertThat(gunzip(implementation, StreamData.noise(100)))
                .isEqualTo("java.util.zip.ZipException: Not in GZIP format");
        assertThat(gunzip(implementation, new byte[] {0x1f, (byte) 0x8b, 7, 0}))
                .isEqualTo("java.util.zip.ZipException: Unsupported compression method");
        assertThat(gunzip(implementation, wrongHeaderChecksum))
                .isEqualTo("java.util.zip.ZipException: Corrupt GZIP header");
        assertThat(gunzip(implementation, StreamData.concatenate(header, raw, wrongChecksum)))
                .isEqualTo("java.util.zip.ZipException: Corrupt GZIP trailer");
        assertThat(gunzip(implementation, StreamData.concatenate(header, raw, wrongLength)))
                .isEqualTo("java.util.zip.ZipException: Corrupt GZIP trailer");
        assertThat(gunzip(implementation, StreamData.concatenate(header, raw))).isEqualTo("java.io.EOFException");
        assertThat(gunzip(implementation, StreamData.concatenate(header, new byte[] {7})))
                .isEqualTo("java.util.zip.ZipException: invalid block type");
        assertThat(Format.ZLIB.read(implementation, gzip).failure())
                .isEqualTo("java.util.zip.ZipException: incorrect header check");
        byte[] wrongAdler = StreamData.zlib(data);
        wrongAdler[wrongAdler.length - 1] ^= 1;
        Outcome outcome = Format.ZLIB.read(implementation, wrongAdler);
        assertThat(outcome.failure()).isEqualTo("java.util.zip.ZipException: incorrect data check");
    }

    private static String gunzip(Implementation implementation, byte[] stream) {
        return Format.GZIP.read(implementation, stream).failure();
    }

    /** Without it a failing disk or connection would be reported as damage, or swallowed. */
    @ParameterizedTest
    @EnumSource
    void failureBelowIsPassedOnAfterTheDataThatCame(Implementation implementation) throws IOException {
        byte[] data = StreamData.text(LARGE);
        ByteArrayOutputStream flushed = new ByteArrayOutputStream();
        try (OutputStream gzip = Implementation.JDK.gzipOutput(flushed, 512, true)) {
            gzip.write(data);
            gzip.flush();
            byte[] sent = flushed.toByteArray();
            Outcome outcome = Outcome.of(() -> implementation.gzipInput(new ByteArraySource(sent), 512));
            assertThat(outcome.failure()).isEqualTo("java.io.IOException: " + ByteArraySource.WOULD_BLOCK);
            assertThat(outcome.bytes()).isEqualTo(data);
        }
    }

    /** Without it the comparison above could pass on streams that nobody damaged. */
    @Test
    void undamagedStreamsHaveNoFailure() throws IOException {
        for (Format format : Format.values()) {
            for (Implementation implementation : Implementation.values()) {
                byte[] data = StreamData.text(LARGE);
                Outcome outcome = format.read(implementation, format.compress(data));
                assertThat(outcome.failure()).isEqualTo(Outcome.NONE);
                assertThat(outcome.bytes()).startsWith(data);
            }
        }
    }
}
