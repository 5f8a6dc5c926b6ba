// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpdrive.hisi.protocol.Sqe;
import io.warpdrive.hisi.protocol.SqeStatus;
import io.warpdrive.hisi.protocol.StreamState;
import io.warpdrive.queue.ZipOperation;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Streams of several entries: what the emulated engine keeps of one in its context. */
final class ZipUnitStreamTest extends AskedUnit {
    /** Room for the contexts of many streams. */
    private static final int CONTEXTS = 4 << 20;

    // a piece may refer back to the pieces before it
    @Test
    void statefulPiecesAreOneStreamWithOneTrailer() throws Exception {
        byte[] plain = Blocks.text(90_000, 6);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        Result last = Result.failure(SqeStatus.ERROR);
        try (ZipUnit unit = unit(ZipOperation.DEFLATE)) {
            for (int at = 0; at < plain.length; at += 30_000) {
                byte[] piece = Arrays.copyOfRange(plain, at, at + 30_000);
                askStream(Sqe.Algorithm.GZIP, piece, 1 << 20, at == 60_000, at == 0);
                last = unit.execute(entry, Set.of());
                assertThat(last.status()).isEqualTo(SqeStatus.OK);
                packed.write(output(last));
            }
        }
        assertThat(last.isize()).isEqualTo(plain.length);
        byte[] all = packed.toByteArray();
        assertThat(Blocks.inflate(all)).isEqualTo(plain);
        assertThat(ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN).getInt(all.length - 4))
                .isEqualTo(plain.length);
    }

    // an engine has no table of streams: what a stream needs lies in its context, and any number can be open
    @Test
    void manyCompressedStreamsGoOnInTurn() throws Exception {
        final int streams = 100;
        final int pieces = 3;
        ByteArrayOutputStream[] packed = new ByteArrayOutputStream[streams];
        byte[][] plain = new byte[streams][];
        try (ZipUnit unit = unit(ZipOperation.DEFLATE)) {
            for (int piece = 0; piece < pieces; piece++) {
                for (int i = 0; i < streams; i++) {
                    if (piece == 0) {
                        packed[i] = new ByteArrayOutputStream();
                        plain[i] = Blocks.text(pieces * (1000 + 500 * i), i);
                    }
                    int length = plain[i].length / pieces;
                    byte[] part = Arrays.copyOfRange(plain[i], piece * length, (piece + 1) * length);
                    Sqe.Algorithm algorithm = Sqe.Algorithm.of(1 + i % 3).orElseThrow();
                    askStream(algorithm, part, 1 << 20, piece == pieces - 1, piece == 0);
                    entry.putLong(Sqe.STREAM_CONTEXT, ArrayMemory.BASE + CONTEXTS + i * 40_000L);
                    Result result = unit.execute(entry, Set.of());
                    assertThat(result.status()).isEqualTo(SqeStatus.OK);
                    assertThat(result.checksum()).isEqualTo(expected(algorithm, plain[i], (piece + 1) * length));
                    packed[i].write(output(result));
                }
            }
        }
        for (int i = 0; i < streams; i++) {
            assertThat(Blocks.inflate(packed[i].toByteArray())).isEqualTo(plain[i]);
        }
    }

    private static int expected(Sqe.Algorithm algorithm, byte[] plain, int length) {
        Checksum checksum = new Checksum(algorithm);
        checksum.update(ByteBuffer.wrap(plain, 0, length));
        return checksum.engineValue();
    }

    // a piece that refers to what came before is smaller than one that can't
    @Test
    void statefulPieceUsesTheWindowInItsContext() throws Exception {
        byte[] noise = Blocks.noise(20_000, 10);
        try (ZipUnit unit = unit(ZipOperation.DEFLATE)) {
            askStream(Sqe.Algorithm.RAW_DEFLATE, noise, 1 << 20, false, true);
            assertThat(unit.execute(entry, Set.of()).produced()).isGreaterThan(20_000);
            askStream(Sqe.Algorithm.RAW_DEFLATE, noise, 1 << 20, true, false);
            assertThat(unit.execute(entry, Set.of()).produced()).isLessThan(1000);
        }
    }

    // a context that a client has written to is that client's trouble alone
    @Test
    void nonsenseInAContextIsAnError() throws Exception {
        byte[] plain = Blocks.text(1_000, 11);
        try (ZipUnit unit = unit(ZipOperation.DEFLATE)) {
            askStream(Sqe.Algorithm.GZIP, plain, 1 << 20, false, true);
            assertThat(unit.execute(entry, Set.of()).status()).isEqualTo(SqeStatus.OK);
            Arrays.fill(memory.bytes, CONTEXT + 16, CONTEXT + 20, (byte) 0xff);
            askStream(Sqe.Algorithm.GZIP, plain, 1 << 20, true, false);
            assertRefused(unit);
        }
    }

    // within a stream a request without input has a meaning: here the end of it
    @Test
    void streamMayEndWithARequestWithoutInput() throws Exception {
        byte[] plain = Blocks.text(5_000, 12);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (ZipUnit unit = unit(ZipOperation.DEFLATE)) {
            askStream(Sqe.Algorithm.RAW_DEFLATE, plain, 1 << 20, false, true);
            packed.write(output(unit.execute(entry, Set.of())));
            askStream(Sqe.Algorithm.RAW_DEFLATE, new byte[0], 1 << 20, true, false);
            Result last = unit.execute(entry, Set.of());
            assertThat(last.status()).isEqualTo(SqeStatus.GREW);
            packed.write(output(last));
            ask(Sqe.Algorithm.RAW_DEFLATE, new byte[0], 1 << 20, true);
            assertRefused(unit);
        }
        assertThat(Blocks.inflate(packed.toByteArray())).isEqualTo(plain);
    }

    // a stream call may be made with nothing new, and then with more
    @Test
    void streamGoesOnAfterARequestWithoutInput() throws Exception {
        byte[] plain = Blocks.text(5_000, 13);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (ZipUnit unit = unit(ZipOperation.DEFLATE)) {
            byte[][] pieces = {plain, new byte[0], new byte[0], plain};
            for (int i = 0; i < pieces.length; i++) {
                askStream(Sqe.Algorithm.RAW_DEFLATE, pieces[i], 1 << 20, i == pieces.length - 1, i == 0);
                Result result = unit.execute(entry, Set.of());
                assertThat(result.status()).isIn(SqeStatus.OK, SqeStatus.GREW);
                packed.write(output(result));
            }
        }
        byte[] both = Arrays.copyOf(plain, 2 * plain.length);
        System.arraycopy(plain, 0, both, plain.length, plain.length);
        assertThat(Blocks.inflate(packed.toByteArray())).isEqualTo(both);
        try (ZipUnit unit = unit(ZipOperation.INFLATE)) {
            byte[] zeros = deflate(new byte[700]);
            ByteArrayOutputStream back = new ByteArrayOutputStream();
            int at = 0;
            SqeStatus status = SqeStatus.OK;
            for (int i = 0; status == SqeStatus.OK; i++) {
                byte[] input = Arrays.copyOfRange(zeros, at, i % 2 == 1 ? at : zeros.length);
                askStream(Sqe.Algorithm.RAW_DEFLATE, input, 200, false, i == 0);
                Result result = unit.execute(entry, Set.of());
                status = result.status();
                at += result.consumed();
                back.write(output(result));
            }
            assertThat(status).isEqualTo(SqeStatus.END_OF_STREAM);
            assertThat(back.toByteArray()).isEqualTo(new byte[700]);
        }
    }

    // a stream is as long as it is; the context carries it from request to request
    @Test
    void statefulInflateGoesOnUntilTheStreamHasEnded() throws Exception {
        byte[] plain = Blocks.text(90_000, 7);
        byte[] packed = deflate(plain);
        ByteArrayOutputStream back = new ByteArrayOutputStream();
        try (ZipUnit unit = unit(ZipOperation.INFLATE)) {
            int at = 0;
            Result result;
            boolean first = true;
            do {
                byte[] piece = Arrays.copyOfRange(packed, at, Math.min(packed.length, at + 5_000));
                askStream(Sqe.Algorithm.RAW_DEFLATE, piece, 8_000, false, first);
                result = unit.execute(entry, Set.of());
                back.write(output(result));
                at += result.consumed();
                first = false;
                assertThat(result.status() == SqeStatus.END_OF_STREAM
                                || result.streamState().isCallAgain())
                        .isTrue();
            } while (result.status() != SqeStatus.END_OF_STREAM);
            assertThat(result.streamState()).isEqualTo(StreamState.ENDED_WITHOUT_CHECKSUM);
            assertThat(result.lastBlock()).isTrue();
            assertThat(at).isEqualTo(packed.length);
        }
        assertThat(back.toByteArray()).isEqualTo(plain);
    }
}
