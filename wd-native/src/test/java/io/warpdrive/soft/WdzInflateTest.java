// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.soft;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpdrive.queue.InPlace;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.Adler32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way from Java into the native engine and back; what the engine does with the bytes, its own tests show. */
final class WdzInflateTest {
    private static final byte[] TEXT =
            "to and fro, to and fro, and to it once more. ".repeat(40).getBytes(StandardCharsets.US_ASCII);
    private static final int BEFORE = 3;
    private static final int BEHIND = 5;

    @BeforeAll
    static void theLibraryOfThisMachineIsCarried() {
        LoadedLibrary.require();
    }

    private static byte[] deflated(boolean nowrap, byte[] dictionary) {
        Deflater deflater = new Deflater(6, nowrap);
        if (dictionary.length > 0) {
            deflater.setDictionary(dictionary);
        }
        deflater.setInput(TEXT);
        deflater.finish();
        byte[] out = new byte[TEXT.length + 100];
        int length = deflater.deflate(out);
        deflater.end();
        return Arrays.copyOf(out, length);
    }

    private static byte[] within(byte[] bytes) {
        byte[] larger = new byte[BEFORE + bytes.length + BEHIND];
        System.arraycopy(bytes, 0, larger, BEFORE, bytes.length);
        return larger;
    }

    private static ByteBuffer direct(byte[] bytes) {
        return ByteBuffer.allocateDirect(bytes.length).put(bytes);
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.capacity()];
        buffer.get(0, bytes);
        return bytes;
    }

    private static void isTheWholeStream(long result, int length, byte[] out) {
        assertThat(InPlace.status(result)).isEqualTo(InPlace.STREAM_END);
        assertThat(InPlace.consumed(result)).isEqualTo(length);
        assertThat(InPlace.produced(result)).isEqualTo(TEXT.length);
        assertThat(out).isEqualTo(within(TEXT));
    }

    /** Without it one of the four ways reads or writes at the wrong place, or mixes up what it used and made. */
    @Test
    void arraysAndDirectBuffersInEveryPairing() {
        byte[] stream = deflated(true, new byte[0]);
        byte[] in = within(stream);
        byte[] out = new byte[BEFORE + TEXT.length + BEHIND];
        ByteBuffer outBuffer = ByteBuffer.allocateDirect(out.length);
        int room = TEXT.length + 1;
        long state = Wdz.newInflate(true);
        isTheWholeStream(
                Wdz.inflateBytesBytes(state, Wdz.GOES_ON, in, BEFORE, stream.length + 1, out, BEFORE, room),
                stream.length,
                out);
        Arrays.fill(out, (byte) 0);
        Wdz.beginInflate(state, true);
        isTheWholeStream(
                Wdz.inflateBufferBytes(state, Wdz.GOES_ON, direct(in), BEFORE, stream.length, out, BEFORE, room),
                stream.length,
                out);
        Wdz.beginInflate(state, true);
        isTheWholeStream(
                Wdz.inflateBytesBuffer(state, Wdz.GOES_ON, in, BEFORE, stream.length, outBuffer, BEFORE, room),
                stream.length,
                bytes(outBuffer));
        outBuffer.put(0, new byte[out.length]);
        Wdz.beginInflate(state, true);
        isTheWholeStream(
                Wdz.inflateBufferBuffer(state, Wdz.GOES_ON, direct(in), BEFORE, stream.length, outBuffer, BEFORE, room),
                stream.length,
                bytes(outBuffer));
        Wdz.freeInflate(state);
    }

    /** Without it a stream with a dictionary can't be read, or a wrong one is taken. */
    @Test
    void aDictionaryIsWantedAndTaken() {
        byte[] dictionary = Arrays.copyOf(TEXT, 60);
        byte[] stream = deflated(false, dictionary);
        byte[] out = new byte[TEXT.length];
        Adler32 adler = new Adler32();
        adler.update(dictionary);
        for (boolean buffer : new boolean[] {false, true}) {
            long state = Wdz.newInflate(false);
            long result = Wdz.inflateBytesBytes(state, Wdz.GOES_ON, stream, 0, stream.length, out, 0, out.length);
            assertThat(InPlace.status(result)).isEqualTo(InPlace.NEED_DICTIONARY);
            int used = InPlace.consumed(result);
            assertThat(used).isEqualTo(6);
            assertThat(Wdz.inflateAdler(state)).isEqualTo((int) adler.getValue());
            assertThat(Wdz.inflateDictionaryBytes(state, dictionary, 1, dictionary.length - 1))
                    .isFalse();
            assertThat(
                            buffer
                                    ? Wdz.inflateDictionaryBuffer(state, direct(within(dictionary)), BEFORE, 60)
                                    : Wdz.inflateDictionaryBytes(state, within(dictionary), BEFORE, 60))
                    .isTrue();
            result = Wdz.inflateBytesBytes(state, Wdz.GOES_ON, stream, used, stream.length - used, out, 0, out.length);
            assertThat(InPlace.status(result)).isEqualTo(InPlace.STREAM_END);
            assertThat(out).isEqualTo(TEXT);
            Wdz.freeInflate(state);
        }
    }

    /** Without it a short message, which is copied, ends where its copy's room does, or has more read of it than zlib reads. */
    @Test
    void aShortMessageMayBecomeLong() throws DataFormatException {
        Deflater deflater = new Deflater();
        byte[] plain = new byte[60_000];
        Arrays.fill(plain, (byte) 'w');
        deflater.setInput(plain);
        deflater.finish();
        byte[] in = new byte[200];
        int length = deflater.deflate(in);
        deflater.end();
        long state = Wdz.newInflate(true);
        for (int room : new int[] {0, 1, 1023, 1024, 1025, 1026, 1400, 5000, 59_999, 60_000, 60_001}) {
            byte[] out = new byte[60_002];
            Inflater jdk = new Inflater();
            jdk.setInput(in, 0, length + 1);
            int made = jdk.inflate(new byte[room]);
            long result = Wdz.inflateBytesBytes(state, Wdz.ZLIB, in, 0, length + 1, out, 0, room);
            assertThat(InPlace.produced(result)).as("room %d", room).isEqualTo(made);
            assertThat(InPlace.consumed(result)).as("room %d", room).isEqualTo((int) jdk.getBytesRead());
            assertThat(InPlace.status(result) == InPlace.STREAM_END).isEqualTo(jdk.finished());
            assertThat(Arrays.copyOf(out, made)).as("room %d", room).isEqualTo(Arrays.copyOf(plain, made));
            assertThat(out[made]).as("room %d", room).isZero();
            jdk.end();
        }
        Wdz.freeInflate(state);
    }

    /** Without it bad data looks like an end, or has another's message. */
    @Test
    void badDataHasANumber() {
        long state = Wdz.newInflate(true);
        long result = Wdz.inflateBytesBytes(state, Wdz.GOES_ON, new byte[] {7, 0}, 0, 2, new byte[1], 0, 1);
        assertThat(InPlace.status(result)).isEqualTo(InPlace.DATA_ERROR);
        assertThat(InPlace.consumed(result)).isEqualTo(1);
        assertThat(InPlace.produced(result)).isZero();
        assertThat(Wdz.inflateError(state)).isEqualTo(4);
        assertThat(Wdz.inflateAdler(state)).isZero();
        Wdz.freeInflate(state);
    }

    /** Without it an empty mapped file looks like a lack of memory. */
    @Test
    void aBufferOfNoBytesIsNoFailure(@TempDir Path directory) throws IOException {
        ByteBuffer nothing;
        try (FileChannel file = FileChannel.open(
                directory.resolve("empty"),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE)) {
            nothing = file.map(FileChannel.MapMode.READ_WRITE, 0, 0);
        }
        long state = Wdz.newInflate(true);
        assertThat(Wdz.inflateBufferBuffer(state, Wdz.GOES_ON, nothing, 0, 0, nothing, 0, 0))
                .isZero();
        assertThat(Wdz.inflateDictionaryBuffer(state, nothing, 0, 0)).isTrue();
        Wdz.freeInflate(state);
    }

    /** Without it lengths of 2^31 - 1 spill into each other. */
    @Test
    void theLargestCountsComeApart() {
        long result = 0x7fff_fffeL | 0x7fff_ffffL << 31 | 2L << 62;
        assertThat(InPlace.consumed(result)).isEqualTo(Integer.MAX_VALUE - 1);
        assertThat(InPlace.produced(result)).isEqualTo(Integer.MAX_VALUE);
        assertThat(InPlace.status(result)).isEqualTo(2);
    }
}
