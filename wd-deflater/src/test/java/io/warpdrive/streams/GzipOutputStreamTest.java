// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warpdrive.zip.HwGZIPOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What GZIPOutputStream promises (15, 18). */
@Tag("contract")
class GzipOutputStreamTest {

    /** Without it the drop-in could not be passed to code that asks for the JDK's type. */
    @Test
    void dropInIsTheParentsType() throws IOException {
        try (OutputStream out = new HwGZIPOutputStream(new ByteArrayOutputStream())) {
            assertThat(out).isInstanceOf(GZIPOutputStream.class);
        }
    }

    /** Without it data would be lost on the way. */
    @ParameterizedTest
    @EnumSource
    void dataOfAnySizeComesBack(Implementation implementation) throws IOException {
        for (int size : StreamData.SIZES) {
            for (byte[] data : new byte[][] {StreamData.text(size), StreamData.noise(size)}) {
                assertThat(StreamData.gunzip(write(implementation, data, 512))).isEqualTo(data);
                assertThat(StreamData.gunzip(write(implementation, data, 1))).isEqualTo(data);
                assertThat(StreamData.gunzip(write(implementation, data, 65536)))
                        .isEqualTo(data);
            }
        }
    }

    /** Without it an empty file would compress to something that gzip refuses. */
    @ParameterizedTest
    @EnumSource
    void emptyStreamIsTwentyBytes(Implementation implementation) throws IOException {
        assertThat(write(implementation, new byte[0], 512)).hasSize(20);
    }

    /** Without it a header would tell where it was made: 0xff ("unknown") since JDK 16. */
    @ParameterizedTest
    @EnumSource
    void headerIsTheRunningJdks(Implementation implementation) throws IOException {
        byte[] header = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};
        byte[] stream = write(implementation, StreamData.text(100), 512);
        assertThat(Arrays.copyOf(stream, StreamData.HEADER_LENGTH)).isEqualTo(header);
    }

    /** Without it a reader that trusts the trailer would reject the stream. */
    @ParameterizedTest
    @EnumSource
    void trailerHasChecksumAndLength(Implementation implementation) throws IOException {
        byte[] data = StreamData.text(300_000);
        byte[] stream = write(implementation, data, 512);
        assertThat(Arrays.copyOfRange(stream, stream.length - StreamData.TRAILER_LENGTH, stream.length))
                .isEqualTo(StreamData.trailer(data));
    }

    /** Without it a server's flushed chunk would wait in the compressor (server-sent events, chat, logs). */
    @ParameterizedTest
    @EnumSource
    void syncFlushHandsOutEverythingWritten(Implementation implementation) throws IOException {
        for (int size : StreamData.SIZES) {
            byte[] data = StreamData.text(size);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = implementation.gzipOutput(out, 512, true)) {
                gzip.write(data);
                gzip.flush();
                Outcome seen =
                        Outcome.of(() -> Implementation.JDK.gzipInput(new ByteArraySource(out.toByteArray()), 512));
                assertThat(seen.bytes()).isEqualTo(data);
                gzip.write(data);
            }
            assertThat(StreamData.gunzip(out.toByteArray())).isEqualTo(StreamData.concatenate(data, data));
        }
    }

    /** Without it programs that flush often would pay 5 bytes and a packet each time. */
    @ParameterizedTest
    @EnumSource
    void flushWithoutSyncFlushOnlyFlushesBelow(Implementation implementation) throws IOException {
        RecordingOutput out = new RecordingOutput();
        try (GZIPOutputStream gzip = implementation.gzipOutput(out, 512, false)) {
            gzip.write(StreamData.text(100));
            gzip.flush();
            assertThat(out.size()).isEqualTo(StreamData.HEADER_LENGTH);
            assertThat(out.flushes).isEqualTo(1);
        }
    }

    /** Without it tar writers that finish() the member and go on with the file below would break. */
    @ParameterizedTest
    @EnumSource
    void finishEndsTheMemberAndLeavesTheStreamBelowOpen(Implementation implementation) throws IOException {
        byte[] data = StreamData.text(5000);
        RecordingOutput out = new RecordingOutput();
        GZIPOutputStream gzip = implementation.gzipOutput(out, 512, false);
        gzip.write(data);
        gzip.finish();
        assertThat(out.closes).isZero();
        assertThat(StreamData.gunzip(out.toByteArray())).isEqualTo(data);
        int size = out.size();
        gzip.finish();
        gzip.flush();
        assertThat(out.size()).as("finish() twice writes no second trailer").isEqualTo(size);
        gzip.close();
        assertThat(out.size()).isEqualTo(size);
        assertThat(out.closes).isEqualTo(1);
    }

    /** Without it bytes would be dropped in silence. */
    @ParameterizedTest
    @EnumSource
    void writeAfterFinishFails(Implementation implementation) throws IOException {
        try (GZIPOutputStream gzip = implementation.gzipOutput(new ByteArrayOutputStream(), 512, false)) {
            gzip.finish();
            assertThatThrownBy(() -> gzip.write(1))
                    .isExactlyInstanceOf(IOException.class)
                    .hasMessage("write beyond end of stream");
        }
    }

    /** Without it try-with-resources over a wrapped stream would close twice and fail. */
    @ParameterizedTest
    @EnumSource
    void closeTwiceClosesOnce(Implementation implementation) throws IOException {
        RecordingOutput out = new RecordingOutput();
        GZIPOutputStream gzip = implementation.gzipOutput(out, 512, false);
        gzip.write(1);
        gzip.close();
        gzip.close();
        assertThat(out.closes).isEqualTo(1);
    }

    /** Without it every closed stream would hold 268 KB of native memory until a garbage collection. */
    @ParameterizedTest
    @EnumSource
    void closeEndsTheDefaultDeflater(Implementation implementation) throws IOException {
        ExposedDeflater exposed = new ExposedDeflater(implementation);
        exposed.stream.close();
        assertThatThrownBy(() -> exposed.deflater.getTotalIn()).hasMessage("Deflater has been closed");
    }

    /** Without it a full disk would be taken for success, or leak. */
    @ParameterizedTest
    @EnumSource
    void failureBelowIsPassedOnAndTheDeflaterEnded(Implementation implementation) throws IOException {
        ExposedDeflater exposed = new ExposedDeflater(implementation);
        exposed.stream.write(StreamData.noise(100));
        exposed.out.failure = new IOException("No space left on device");
        assertThatThrownBy(() -> exposed.stream.finish()).isSameAs(exposed.out.failure);
        assertThatThrownBy(() -> exposed.deflater.getTotalIn()).hasMessage("Deflater has been closed");
    }

    /** Without it wrong arguments would be found later, or never. */
    @ParameterizedTest
    @EnumSource
    void wrongArgumentsFailAsInTheParent(Implementation implementation) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThatThrownBy(() -> implementation.gzipOutput(null, 512, false))
                .isExactlyInstanceOf(NullPointerException.class);
        for (int size : new int[] {0, -1}) {
            assertThatThrownBy(() -> implementation.gzipOutput(out, size, false))
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .hasMessage("buffer size <= 0");
        }
        try (GZIPOutputStream gzip = implementation.gzipOutput(out, 512, false)) {
            assertThatThrownBy(() -> gzip.write(new byte[3], 2, 2))
                    .isExactlyInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> gzip.write(null, 0, 0)).isExactlyInstanceOf(NullPointerException.class);
        }
    }

    /** Without it the subclass that sets a level in its initialiser, everywhere on the web, would stop working. */
    @Test
    void subclassMaySetTheLevelOfItsDeflater() throws IOException {
        byte[] data = StreamData.text(100_000);
        ByteArrayOutputStream stored = new ByteArrayOutputStream();
        try (OutputStream gzip = new HwGZIPOutputStream(stored) {
            {
                def.setLevel(Deflater.NO_COMPRESSION);
            }
        }) {
            gzip.write(data);
        }
        assertThat(stored.size()).isGreaterThan(data.length);
        assertThat(StreamData.gunzip(stored.toByteArray())).isEqualTo(data);
    }

    /** Without it one of the short constructors could lead to another stream than the long one. */
    @Test
    void everyConstructorMakesAWorkingStream() throws IOException {
        byte[] data = StreamData.text(200_000);
        List<Constructor> constructors = List.of(
                HwGZIPOutputStream::new,
                out -> new HwGZIPOutputStream(out, 100),
                out -> new HwGZIPOutputStream(out, true),
                out -> new HwGZIPOutputStream(out, 100, true));
        for (Constructor constructor : constructors) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (OutputStream gzip = constructor.open(out)) {
                gzip.write(data);
            }
            assertThat(StreamData.gunzip(out.toByteArray())).isEqualTo(data);
        }
    }

    private interface Constructor {
        OutputStream open(OutputStream out) throws IOException;
    }

    private static byte[] write(Implementation implementation, byte[] data, int size) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream gzip = implementation.gzipOutput(out, size, false)) {
            gzip.write(data);
        }
        return out.toByteArray();
    }

    /** A stream of either kind whose protected deflater can be looked at. */
    private static final class ExposedDeflater {
        final RecordingOutput out = new RecordingOutput();
        final GZIPOutputStream stream;
        final Deflater deflater;

        ExposedDeflater(Implementation implementation) throws IOException {
            Deflater[] taken = new Deflater[1];
            stream = implementation == Implementation.JDK
                    ? new GZIPOutputStream(out) {
                        {
                            taken[0] = def;
                        }
                    }
                    : new HwGZIPOutputStream(out) {
                        {
                            taken[0] = def;
                        }
                    };
            deflater = taken[0];
        }
    }
}
