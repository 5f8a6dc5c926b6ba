// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.Deflater;
import org.apache.commons.compress.compressors.gzip.ExtraField;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** gzip in Commons Compress: header fields, members, damage; compared with Commons Compress' own streams. */
@Tag("contract")
class GzipCompressorStreamsTest {

    /** Without it names, comments and times would be lost when a program changes the class name. */
    @Test
    void everyHeaderFieldIsWrittenAndRead() throws IOException {
        byte[] data = CompressorStreamsTest.data(300_000);
        GzipParameters parameters = parameters();
        byte[] ours = write(parameters, data);
        byte[] theirs = writeTheirs(parameters, data);
        GzipParameters bare = new GzipParameters();
        bare.setCompressionLevel(parameters.getCompressionLevel());
        int header = theirs.length - writeTheirs(bare, data).length + 10;
        assertThat(Arrays.copyOf(ours, header)).isEqualTo(Arrays.copyOf(theirs, header));
        for (byte[] stream : new byte[][] {ours, theirs}) {
            try (WdGzipCompressorInputStream in = new WdGzipCompressorInputStream(new ByteArrayInputStream(stream));
                    GzipCompressorInputStream expected =
                            new GzipCompressorInputStream(new ByteArrayInputStream(stream))) {
                GzipParameters metaData = in.getMetaData();
                assertThat(metaData).isEqualTo(expected.getMetaData());
                assertThat(metaData.getFileName()).isEqualTo("n\u00e4me.txt");
                assertThat(metaData.getComment()).isEqualTo("a comment");
                assertThat(metaData.getModificationInstant()).isEqualTo(Instant.ofEpochSecond(1_600_000_000));
                assertThat(metaData.getOS()).isEqualTo(GzipParameters.OS.UNIX);
                assertThat(metaData.getHeaderCRC()).isTrue();
                assertThat(metaData.getExtraField().findFirstSubField("WD").getPayload())
                        .containsExactly(1, 2, 3);
                assertThat(in.readAllBytes()).isEqualTo(data);
                assertThat(expected.readAllBytes()).isEqualTo(data);
                assertThat(in.getCompressedCount()).isEqualTo(stream.length);
            }
        }
    }

    private static GzipParameters parameters() throws IOException {
        GzipParameters parameters = new GzipParameters();
        parameters.setFileName("n\u00e4me.txt");
        parameters.setComment("a comment");
        parameters.setModificationInstant(Instant.ofEpochSecond(1_600_000_000));
        parameters.setOS(GzipParameters.OS.UNIX);
        parameters.setHeaderCRC(true);
        ExtraField extra = new ExtraField();
        extra.addSubField("WD", new byte[] {1, 2, 3});
        parameters.setExtraField(extra);
        parameters.setCompressionLevel(1);
        parameters.setBufferSize(1000);
        return parameters;
    }

    /** Without it level 0, strategies and levels would have no effect. */
    @Test
    void levelAndStrategyAreHeard() throws IOException {
        byte[] data = CompressorStreamsTest.data(300_000);
        for (int level : new int[] {-1, 0, 1, 6, 9}) {
            GzipParameters parameters = new GzipParameters();
            parameters.setCompressionLevel(level);
            byte[] stream = write(parameters, data);
            assertThat(stream.length > data.length).isEqualTo(level == 0);
            assertThat(readTheirs(stream)).isEqualTo(data);
        }
        GzipParameters parameters = new GzipParameters();
        parameters.setDeflateStrategy(Deflater.HUFFMAN_ONLY);
        byte[] stream = write(parameters, data);
        int theirs = writeTheirs(parameters, data).length;
        assertThat(stream.length).isBetween(theirs * 99 / 100, theirs * 101 / 100);
        assertThat(readTheirs(stream)).isEqualTo(data);
    }

    /** Without it multi-member files would be cut, or members that the caller has not asked for be read. */
    @Test
    void membersAreReadOneOrAllAsAsked() throws IOException {
        byte[] first = CompressorStreamsTest.data(100_000);
        byte[] second = CompressorStreamsTest.data(2000);
        ByteArrayOutputStream members = new ByteArrayOutputStream();
        int endOfFirst = write(new GzipParameters(), first).length;
        members.writeBytes(write(new GzipParameters(), first));
        members.writeBytes(write(parameters(), second));
        members.writeBytes(write(new GzipParameters(), new byte[0]));

        InputStream source = new ByteArrayInputStream(members.toByteArray());
        WdGzipCompressorInputStream one = new WdGzipCompressorInputStream(source);
        assertThat(one.readAllBytes()).isEqualTo(first);
        assertThat(one.read()).isEqualTo(-1);
        assertThat(source.available()).as("left behind the member").isEqualTo(members.size() - endOfFirst);
        one.close();

        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        for (InputStream all : new InputStream[] {
            new ByteArrayInputStream(members.toByteArray()), new Unmarkable(members.toByteArray())
        }) {
            try (WdGzipCompressorInputStream in = new WdGzipCompressorInputStream(all, true)) {
                assertThat(in.getMetaData().getFileName()).isNull();
                assertThat(in.readNBytes(first.length + 1)).hasSize(first.length + 1);
                assertThat(in.getMetaData().getFileName()).isEqualTo("n\u00e4me.txt");
                assertThat(in.readAllBytes()).hasSize(second.length - 1);
                assertThat(in.getBytesRead()).isEqualTo(both.length);
            }
        }
        try (InputStream in = new WdGzipCompressorInputStream(new Unmarkable(members.toByteArray()), true)) {
            assertThat(in.readAllBytes()).isEqualTo(both);
        }
    }

    /** Without it damage would be reported in other words than Commons Compress', or not at all. */
    @Test
    void damageFailsAsInCommonsCompress() throws IOException {
        byte[] stream = write(parameters(), CompressorStreamsTest.data(50_000));
        Random random = new Random(3);
        for (int i = 0; i < 300; i++) {
            byte[] damaged = i % 2 == 0 ? Arrays.copyOf(stream, random.nextInt(stream.length)) : stream.clone();
            if (i % 2 == 1) {
                damaged[random.nextInt(i % 4 == 1 ? 60 : stream.length)] ^= (byte) (1 << random.nextInt(8));
            }
            assertThat(outcome(() -> new WdGzipCompressorInputStream(new ByteArrayInputStream(damaged), true)))
                    .isEqualTo(outcome(() -> all(damaged)));
        }
        byte[] followed = Arrays.copyOf(stream, stream.length + 3);
        assertThatThrownBy(
                        () -> new WdGzipCompressorInputStream(new ByteArrayInputStream(followed), true).readAllBytes())
                .hasMessage("Unexpected data after a valid .gz stream.");
        assertThatThrownBy(() -> new WdGzipCompressorInputStream(InputStream.nullInputStream()))
                .hasMessage("Input is not in the .gz format.");
        byte[] cut = Arrays.copyOf(stream, stream.length - 1);
        assertThatThrownBy(() -> new WdGzipCompressorInputStream(new ByteArrayInputStream(cut)).readAllBytes())
                .isExactlyInstanceOf(EOFException.class);
    }

    @SuppressWarnings("deprecation") // its replacement needs Commons IO on the compile path
    private static InputStream all(byte[] stream) throws IOException {
        return new GzipCompressorInputStream(new ByteArrayInputStream(stream), true);
    }

    private interface Opener {
        InputStream open() throws IOException;
    }

    private static String outcome(Opener opener) {
        try (InputStream in = opener.open()) {
            return "read " + in.readAllBytes().length;
        } catch (IOException | RuntimeException e) {
            return e.toString();
        }
    }

    /** Without it a second finish, or a write after it, would leave bytes that no reader understands. */
    @Test
    void finishEndsTheMemberOnce() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        WdGzipCompressorOutputStream stream = new WdGzipCompressorOutputStream(out);
        stream.write("abc".getBytes(StandardCharsets.US_ASCII));
        stream.finish();
        byte[] finished = out.toByteArray();
        stream.finish();
        assertThatThrownBy(() -> stream.write(1))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("Cannot write more data, the end of the compressed data stream has been reached.");
        stream.close();
        stream.close();
        assertThatThrownBy(() -> stream.write(1))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("Stream closed");
        assertThat(out.toByteArray()).isEqualTo(finished);
        assertThat(readTheirs(finished)).hasSize(3);
    }

    /** Without it a closed stream would answer from freed memory. */
    @Test
    void closedStreamRefuses() throws IOException {
        InputStream in = new WdGzipCompressorInputStream(
                new ByteArrayInputStream(write(new GzipParameters(), CompressorStreamsTest.data(5000))));
        assertThat(in.read(new byte[0])).isZero();
        assertThat(in.read()).isNotNegative();
        in.close();
        in.close();
        assertThatThrownBy(in::read).isExactlyInstanceOf(IOException.class).hasMessage("Stream closed");
    }

    private static byte[] write(GzipParameters parameters, byte[] data) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream stream = new WdGzipCompressorOutputStream(out, parameters)) {
            stream.write(data);
        }
        return out.toByteArray();
    }

    private static byte[] writeTheirs(GzipParameters parameters, byte[] data) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream stream = new GzipCompressorOutputStream(out, parameters)) {
            stream.write(data);
        }
        return out.toByteArray();
    }

    private static byte[] readTheirs(byte[] stream) throws IOException {
        try (InputStream in = all(stream)) {
            return in.readAllBytes();
        }
    }

    /** A source without marks, as a socket is. */
    private static final class Unmarkable extends ByteArrayInputStream {
        Unmarkable(byte[] bytes) {
            super(bytes);
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
