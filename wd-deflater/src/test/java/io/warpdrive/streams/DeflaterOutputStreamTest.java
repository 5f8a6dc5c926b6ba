// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warpdrive.zip.HwDeflater;
import io.warpdrive.zip.HwDeflaterOutputStream;
import io.warpdrive.zip.HwInflaterInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What DeflaterOutputStream promises (18). */
@Tag("contract")
class DeflaterOutputStreamTest {

    /** Without it data would be lost on the way, in one of the formats. */
    @ParameterizedTest
    @EnumSource
    void dataOfAnySizeLevelAndFormatComesBack(Implementation implementation) throws IOException {
        for (int size : StreamData.SIZES) {
            byte[] data = StreamData.text(size);
            for (int level : new int[] {-1, 0, 1, 6, 9}) {
                for (boolean nowrap : new boolean[] {false, true}) {
                    ByteArrayOutputStream out = new ByteArrayOutputStream();
                    Deflater deflater = implementation.deflater(level, nowrap);
                    try (OutputStream stream = implementation.deflaterOutput(out, deflater, 512, false)) {
                        stream.write(data);
                    }
                    deflater.end();
                    assertThat(inflate(out.toByteArray(), nowrap)).isEqualTo(data);
                }
            }
        }
    }

    /** Without it single bytes, as DataOutputStream writes them, would be lost or slow beyond use. */
    @ParameterizedTest
    @EnumSource
    void singleBytesAreGathered(Implementation implementation) throws IOException {
        byte[] data = StreamData.text(100_000);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream stream = implementation.deflaterOutput(out, false)) {
            for (byte b : data) {
                stream.write(b);
            }
        }
        assertThat(inflate(out.toByteArray(), false)).isEqualTo(data);
        assertThat(out.size()).isLessThan(data.length / 2);
    }

    /** Without it a peer would wait for a message that sits in the compressor (SSH, IRC, MCP, web sockets). */
    @ParameterizedTest
    @EnumSource
    void everySyncFlushCompletesAMessage(Implementation implementation) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] expected = new byte[0];
        try (OutputStream stream = implementation.deflaterOutput(out, true)) {
            for (int size : new int[] {1, 100, 0, 70_000, 3, 1_000_000, 10}) {
                byte[] message = StreamData.text(size);
                stream.write(message);
                stream.flush();
                expected = StreamData.concatenate(expected, message);
                byte[] sent = out.toByteArray();
                assertThat(Outcome.of(() -> new InflaterInputStream(new ByteArraySource(sent)))
                                .bytes())
                        .isEqualTo(expected);
            }
        }
        assertThat(inflate(out.toByteArray(), false)).isEqualTo(expected);
    }

    /** Without it a second flush would send an empty block each time, or a tiny buffer would never end. */
    @ParameterizedTest
    @EnumSource
    void syncFlushWithNothingNewAddsNothing(Implementation implementation) throws IOException {
        for (int buffer : new int[] {512, 7, 8}) {
            RecordingOutput out = new RecordingOutput();
            Deflater deflater = implementation.deflater(-1, false);
            OutputStream stream = implementation.deflaterOutput(out, deflater, buffer, true);
            stream.write(StreamData.text(1000));
            stream.flush();
            int size = out.size();
            stream.flush();
            stream.flush();
            assertThat(out.size()).isEqualTo(size);
            assertThat(out.flushes).isEqualTo(3);
            stream.close();
            deflater.end();
            assertThat(inflate(out.toByteArray(), false)).isEqualTo(StreamData.text(1000));
        }
    }

    /** Without it a compressed part in the middle of a file (PDF, Git objects) could not be ended. */
    @ParameterizedTest
    @EnumSource
    void finishEndsTheStreamAndLeavesTheOneBelowOpen(Implementation implementation) throws IOException {
        for (int size : StreamData.SIZES) {
            RecordingOutput out = new RecordingOutput();
            DeflaterOutputStream stream = implementation.deflaterOutput(out, false);
            stream.write(StreamData.text(size));
            stream.finish();
            assertThat(out.closes).isZero();
            byte[] finished = out.toByteArray();
            assertThat(inflate(finished, false)).isEqualTo(StreamData.text(size));
            assertThatThrownBy(() -> stream.write(new byte[1]))
                    .isExactlyInstanceOf(IOException.class)
                    .hasMessage("write beyond end of stream");
            stream.finish();
            stream.flush();
            stream.close();
            stream.close();
            assertThat(out.toByteArray()).isEqualTo(finished);
            assertThat(out.closes).isEqualTo(1);
        }
    }

    /** Without it a program that reuses its deflater would find it dead. */
    @ParameterizedTest
    @EnumSource
    void closeLeavesAGivenDeflaterAlive(Implementation implementation) throws IOException {
        Deflater deflater = implementation.deflater(6, true);
        for (int size : StreamData.SIZES) {
            deflater.reset();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (OutputStream stream = implementation.deflaterOutput(out, deflater, 100, false)) {
                stream.write(StreamData.text(size));
            }
            assertThat(deflater.getBytesRead()).isEqualTo(size);
            assertThat(deflater.getBytesWritten()).isEqualTo(out.size());
            assertThat(inflate(out.toByteArray(), true)).isEqualTo(StreamData.text(size));
        }
        deflater.end();
    }

    /** Without it a broken pipe or a full disk would be taken for success. */
    @ParameterizedTest
    @EnumSource
    void failureBelowIsPassedOn(Implementation implementation) throws IOException {
        RecordingOutput out = new RecordingOutput();
        DeflaterOutputStream stream = implementation.deflaterOutput(out, false);
        stream.write(1);
        out.failure = new IOException("Broken pipe");
        assertThatThrownBy(stream::close).isSameAs(out.failure);
    }

    /** Without it every closed stream would hold 268 KB of native memory until a garbage collection. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void closeEndsTheDefaultDeflaterEvenWhenItFails(boolean fails) throws IOException {
        RecordingOutput out = new RecordingOutput();
        Deflater[] taken = new Deflater[1];
        OutputStream stream = new HwDeflaterOutputStream(out) {
            {
                taken[0] = def;
            }
        };
        stream.write(1);
        if (fails) {
            out.failure = new IOException("Broken pipe");
            assertThatThrownBy(stream::close).isSameAs(out.failure);
        } else {
            stream.close();
        }
        assertThat(taken[0]).isInstanceOf(HwDeflater.class);
        assertThatThrownBy(() -> taken[0].getTotalIn()).hasMessage("Deflater has been closed");
    }

    /** Without it wrong arguments would be found later, or never. */
    @ParameterizedTest
    @EnumSource
    void wrongArgumentsFailAsInTheParent(Implementation implementation) throws IOException {
        Deflater deflater = implementation.deflater(-1, false);
        OutputStream out = new ByteArrayOutputStream();
        assertThatThrownBy(() -> implementation.deflaterOutput(null, false))
                .isExactlyInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> implementation.deflaterOutput(null, deflater, 512, false))
                .isExactlyInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> implementation.deflaterOutput(out, null, 512, false))
                .isExactlyInstanceOf(NullPointerException.class);
        for (int size : new int[] {0, -1}) {
            assertThatThrownBy(() -> implementation.deflaterOutput(out, deflater, size, false))
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .hasMessage("buffer size <= 0");
        }
        try (OutputStream stream = implementation.deflaterOutput(out, deflater, 512, false)) {
            assertThatThrownBy(() -> stream.write(new byte[3], -1, 2))
                    .isExactlyInstanceOf(IndexOutOfBoundsException.class);
        }
        deflater.end();
    }

    /** Without it a subclass that counts or diverts the output would be passed by. */
    @Test
    void subclassMayOverrideDeflate() throws IOException {
        byte[] data = StreamData.text(300_000);
        ByteArrayOutputStream diverted = new ByteArrayOutputStream();
        try (OutputStream stream = new HwDeflaterOutputStream(new ByteArrayOutputStream()) {
            @Override
            protected void deflate() {
                diverted.write(buf, 0, def.deflate(buf, 0, buf.length));
            }
        }) {
            stream.write(data);
        }
        assertThat(inflate(diverted.toByteArray(), false)).isEqualTo(data);
    }

    /** Without it one of the constructors could lead to another stream than the parent's. */
    @Test
    void everyConstructorMakesAWorkingStream() throws IOException {
        byte[] data = StreamData.text(100_000);
        List<Constructor> constructors = List.of(
                HwDeflaterOutputStream::new,
                out -> new HwDeflaterOutputStream(out, true),
                out -> new HwDeflaterOutputStream(out, new HwDeflater()),
                out -> new HwDeflaterOutputStream(out, new HwDeflater(), true),
                out -> new HwDeflaterOutputStream(out, new HwDeflater(), 100),
                out -> new HwDeflaterOutputStream(out, new Deflater(), 100, true));
        for (Constructor constructor : constructors) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (OutputStream stream = constructor.open(out)) {
                stream.write(data);
            }
            assertThat(inflate(out.toByteArray(), false)).isEqualTo(data);
            try (InputStream in = new HwInflaterInputStream(new ByteArrayInputStream(out.toByteArray()))) {
                assertThat(in.readAllBytes()).isEqualTo(data);
            }
        }
    }

    private interface Constructor {
        OutputStream open(OutputStream out);
    }

    private static byte[] inflate(byte[] stream, boolean nowrap) throws IOException {
        try (InputStream in = Implementation.JDK.inflaterInput(
                new ByteArrayInputStream(stream), Implementation.JDK.inflater(nowrap), 512)) {
            return in.readAllBytes();
        }
    }
}
