// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.DeflaterInputStream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.InflaterOutputStream;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;

/** The JDK's own streams with a Deflater or an Inflater handed to them. */
final class StreamClassesTest extends Contract {

    /** Without it a line protocol over DeflaterOutputStream(syncFlush) waits for the other side for ever. */
    @Test
    void flushOfAStreamWithSyncFlushSendsEverything() throws IOException, DataFormatException {
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        Inflater reader = new Inflater(format().nowrap());
        try (DeflaterOutputStream out = new DeflaterOutputStream(wire, deflater(6), 512, true)) {
            for (int size : new int[] {10, 1, 70_000, 3000}) {
                byte[] text = Sample.text(size, size);
                out.write(text);
                out.flush();
                assertThat(Streams.inflate(reader, wire.toByteArray())).isEqualTo(text);
                wire.reset();
            }
        }
        assertThat(Streams.inflate(reader, wire.toByteArray())).isEmpty();
        assertThat(reader.finished()).isTrue();
        reader.end();
    }

    /** Without it whoever writes on behind a finished stream, as ZIP and PNG writers do, gets a damaged file. */
    @Test
    void finishWithoutCloseEndsTheStream() throws IOException, DataFormatException {
        for (Sample sample : Sample.all()) {
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            try (DeflaterOutputStream out = new DeflaterOutputStream(file, deflater(6))) {
                out.write(sample.bytes());
                out.finish();
                byte[] packed = file.toByteArray();
                assertThat(Streams.jdkInflate(format(), packed)).isEqualTo(sample.bytes());
                assertThatExceptionOfType(IOException.class)
                        .isThrownBy(() -> out.write(1))
                        .withMessage("write beyond end of stream");
                out.finish();
                assertThat(file.size()).isEqualTo(packed.length);
            }
        }
    }

    /** Without it skip(), single bytes and empty reads differ from what programs know. */
    @Test
    void readsOfAllSizesAndSkips() throws IOException {
        byte[] mixed = Sample.mixed(200_000, 90);
        byte[] packed = Streams.jdkDeflate(format(), 6, mixed);
        try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(packed), inflater())) {
            assertThat(in.read(new byte[5], 0, 0)).isZero();
            assertThat(in.available()).isOne();
            assertThat(in.read()).isEqualTo(mixed[0] & 0xff);
            assertThat(in.skip(99_999)).isEqualTo(99_999);
            assertThat(in.readNBytes(50_000)).isEqualTo(Arrays.copyOfRange(mixed, 100_000, 150_000));
            assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(mixed, 150_000, 200_000));
            assertThat(in.read()).isEqualTo(-1);
            assertThat(in.available()).isZero();
        }
    }

    /** Without it a truncated file passes for a whole one, or is reported in words that nobody matches. */
    @Test
    void truncatedAndDamagedStreamsAreReportedAsByTheJdk() {
        byte[] packed = Streams.jdkDeflate(format(), 6, Sample.text(100_000, 91));
        byte[] cut = Arrays.copyOf(packed, packed.length / 2);
        assertThatExceptionOfType(EOFException.class)
                .isThrownBy(() -> new InflaterInputStream(new ByteArrayInputStream(cut), inflater()).readAllBytes())
                .withMessage("Unexpected end of ZLIB input stream");
        byte[] damaged = packed.clone();
        damaged[format().header()] |= 6;
        assertThatExceptionOfType(ZipException.class)
                .isThrownBy(() -> new InflaterInputStream(new ByteArrayInputStream(damaged), inflater()).readAllBytes())
                .withMessage("invalid block type");
    }

    /** Without it the two streams that compress while reading and inflate while writing fail. */
    @Test
    void theStreamsTheOtherWayRound() throws IOException, DataFormatException {
        for (Sample sample : Sample.small()) {
            byte[] packed;
            try (DeflaterInputStream in =
                    new DeflaterInputStream(new ByteArrayInputStream(sample.bytes()), deflater(6), 700)) {
                packed = in.readAllBytes();
            }
            assertThat(Streams.jdkInflate(format(), packed)).isEqualTo(sample.bytes());
            ByteArrayOutputStream plain = new ByteArrayOutputStream();
            try (InflaterOutputStream out = new InflaterOutputStream(plain, inflater(), 300)) {
                out.write(packed);
            }
            assertThat(plain.toByteArray()).isEqualTo(sample.bytes());
        }
    }
}
