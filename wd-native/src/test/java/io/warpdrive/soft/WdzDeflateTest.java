// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.soft;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpdrive.queue.InPlace;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Adler32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The way from Java into the native engine and back, for compressing. */
final class WdzDeflateTest {
    private static final byte[] TEXT =
            "to and fro, to and fro, and to it once more. ".repeat(40).getBytes(StandardCharsets.US_ASCII);
    private static final int BEFORE = 3;
    private static final int ROOM = 300;
    private static final int NO_FLUSH = 0;
    private static final int FINISH = 4;

    @BeforeAll
    static void theLibraryOfThisMachineIsCarried() {
        LoadedLibrary.require();
    }

    private static byte[] within(byte[] bytes) {
        byte[] larger = new byte[BEFORE + bytes.length];
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

    private static void makesTheText(byte[] out, int length, boolean nowrap, byte[] dictionary) {
        Inflater inflater = new Inflater(nowrap);
        byte[] text = new byte[TEXT.length];
        try {
            inflater.setInput(out, BEFORE, length);
            if (dictionary.length > 0) {
                assertThat(inflater.inflate(text)).isZero();
                assertThat(inflater.needsDictionary()).isTrue();
                inflater.setDictionary(dictionary);
            }
            assertThat(inflater.inflate(text)).isEqualTo(TEXT.length);
            assertThat(inflater.finished()).isTrue();
        } catch (DataFormatException e) {
            throw new AssertionError(e);
        } finally {
            inflater.end();
        }
        assertThat(text).isEqualTo(TEXT);
    }

    private static void isTheWholeStream(long result, byte[] out) {
        assertThat(InPlace.status(result)).isEqualTo(InPlace.STREAM_END);
        assertThat(InPlace.consumed(result)).isEqualTo(TEXT.length);
        makesTheText(out, InPlace.produced(result), true, new byte[0]);
    }

    /** Without it one of the four ways reads or writes at the wrong place, or mixes up what it used and made. */
    @Test
    void arraysAndDirectBuffersInEveryPairing() {
        byte[] in = within(TEXT);
        byte[] out = new byte[BEFORE + ROOM];
        ByteBuffer buffer = ByteBuffer.allocateDirect(out.length);
        long state = Wdz.newDeflate(6, 0, true);
        isTheWholeStream(Wdz.deflateBytesBytes(state, in, BEFORE, TEXT.length, out, BEFORE, ROOM, FINISH), out);
        Arrays.fill(out, (byte) 0);
        Wdz.beginDeflate(state, 6, 0, true);
        isTheWholeStream(
                Wdz.deflateBufferBytes(state, direct(in), BEFORE, TEXT.length, out, BEFORE, ROOM, FINISH), out);
        Wdz.beginDeflate(state, 6, 0, true);
        isTheWholeStream(
                Wdz.deflateBytesBuffer(state, in, BEFORE, TEXT.length, buffer, BEFORE, ROOM, FINISH), bytes(buffer));
        buffer.put(0, new byte[out.length]);
        Wdz.beginDeflate(state, 6, 0, true);
        isTheWholeStream(
                Wdz.deflateBufferBuffer(state, direct(in), BEFORE, TEXT.length, buffer, BEFORE, ROOM, FINISH),
                bytes(buffer));
        Wdz.freeDeflate(state);
    }

    /** Without it a dictionary is dropped, or the stream does not say which one it wants. */
    @Test
    void aDictionaryIsTakenBeforeInputOnly() {
        byte[] dictionary = Arrays.copyOf(TEXT, 60);
        Adler32 adler = new Adler32();
        adler.update(dictionary);
        for (boolean buffer : new boolean[] {false, true}) {
            byte[] out = new byte[BEFORE + ROOM];
            long state = Wdz.newDeflate(6, 0, false);
            assertThat(
                            buffer
                                    ? Wdz.deflateDictionaryBuffer(state, direct(within(dictionary)), BEFORE, 60)
                                    : Wdz.deflateDictionaryBytes(state, within(dictionary), BEFORE, 60))
                    .isTrue();
            assertThat(Wdz.deflateAdler(state)).isEqualTo((int) adler.getValue());
            long result = Wdz.deflateBytesBytes(state, TEXT, 0, TEXT.length, out, BEFORE, ROOM, FINISH);
            assertThat(InPlace.status(result)).isEqualTo(InPlace.STREAM_END);
            assertThat(Wdz.deflateDictionaryBytes(state, dictionary, 0, 60)).isFalse();
            makesTheText(out, InPlace.produced(result), false, dictionary);
            Wdz.freeDeflate(state);
        }
    }

    /** Without it one of the four ways to change the level loses input or output. */
    @Test
    void theLevelChangesInEveryPairing() {
        for (int pairing = 0; pairing < 4; pairing++) {
            byte[] out = new byte[BEFORE + 2 * ROOM];
            ByteBuffer buffer = ByteBuffer.allocateDirect(out.length);
            long state = Wdz.newDeflate(6, 0, true);
            long result = Wdz.deflateBytesBytes(state, TEXT, 0, 700, out, BEFORE, ROOM, NO_FLUSH);
            int made = InPlace.produced(result);
            assertThat(InPlace.consumed(result)).isEqualTo(700);
            assertThat(InPlace.status(result)).isEqualTo(InPlace.OK);
            buffer.put(0, out);
            int at = BEFORE + made;
            result = switch (pairing) {
                case 0 -> Wdz.deflateParamsBytesBytes(state, TEXT, 700, 300, out, at, ROOM, 1, 0);
                case 1 -> Wdz.deflateParamsBytesBuffer(state, TEXT, 700, 300, buffer, at, ROOM, 1, 0);
                case 2 -> Wdz.deflateParamsBufferBytes(state, direct(TEXT), 700, 300, out, at, ROOM, 1, 0);
                default -> Wdz.deflateParamsBufferBuffer(state, direct(TEXT), 700, 300, buffer, at, ROOM, 1, 0);
            };
            assertThat(InPlace.status(result)).isEqualTo(InPlace.OK);
            assertThat(InPlace.consumed(result)).isEqualTo(300);
            made += InPlace.produced(result);
            byte[] all = pairing % 2 == 0 ? out : bytes(buffer);
            result = Wdz.deflateBytesBytes(state, TEXT, 1000, TEXT.length - 1000, all, BEFORE + made, ROOM, FINISH);
            assertThat(InPlace.status(result)).isEqualTo(InPlace.STREAM_END);
            makesTheText(all, made + InPlace.produced(result), true, new byte[0]);
            Wdz.freeDeflate(state);
        }
    }
}
