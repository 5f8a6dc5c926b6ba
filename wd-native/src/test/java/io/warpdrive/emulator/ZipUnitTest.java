// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpdrive.hisi.protocol.HisiApi;
import io.warpdrive.hisi.protocol.Limits;
import io.warpdrive.hisi.protocol.Sqe;
import io.warpdrive.hisi.protocol.SqeStatus;
import io.warpdrive.hisi.protocol.StreamState;
import io.warpdrive.queue.WdException;
import io.warpdrive.queue.ZipOperation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The emulated engine, entry by entry, as a driver that uses all of it would see it. */
final class ZipUnitTest {
    private static final int SOURCE = 0;
    private static final int CONTEXT = 1 << 20;
    private static final int DESTINATION = 2 << 20;
    private static final int SIZE = 8 << 20;
    /** Room for the contexts of many streams. */
    private static final int CONTEXTS = 4 << 20;

    private static final HisiApi V2 = HisiApi.parse("hisi_qm_v2").orElseThrow();

    private final ArrayMemory memory = new ArrayMemory(SIZE);
    private final SoftEngine soft = new SoftEngine();
    private final ByteBuffer entry = ByteBuffer.allocateDirect(Sqe.SIZE).order(ByteOrder.LITTLE_ENDIAN);

    @AfterEach
    void close() {
        soft.close();
    }

    private ZipUnit unit(ZipOperation direction) throws WdException {
        return new ZipUnit(V2, direction, memory, soft);
    }

    /** Fills in an entry for these bytes of input. */
    private void ask(Sqe.Algorithm algorithm, byte[] input, int space, boolean finish) {
        System.arraycopy(input, 0, memory.bytes, SOURCE, input.length);
        Sqe.Type type = Sqe.Type.of(V2, algorithm);
        Sqe.write(
                entry,
                0,
                Sqe.control(type, finish, false, true),
                Sqe.kind(algorithm, Sqe.WINDOW_32K),
                ArrayMemory.BASE + SOURCE,
                input.length,
                ArrayMemory.BASE + DESTINATION,
                space,
                type,
                1);
    }

    private void askStream(Sqe.Algorithm algorithm, byte[] input, int space, boolean finish, boolean first) {
        ask(algorithm, input, space, finish);
        entry.putInt(Sqe.CONTROL, Sqe.control(Sqe.Type.of(V2, algorithm), finish, true, first));
        entry.putLong(Sqe.STREAM_CONTEXT, ArrayMemory.BASE + CONTEXT);
    }

    private byte[] output(Result result) {
        return Arrays.copyOfRange(memory.bytes, DESTINATION, DESTINATION + result.produced());
    }

    // a driver that relies on the engine's trailers would make files that nobody reads
    @Test
    void gzipRequestGetsItsTrailerAndTheNonReflectedRegister() throws Exception {
        byte[] plain = Blocks.text(50_000, 2);
        try (ZipUnit unit = unit(ZipOperation.DEFLATE)) {
            ask(Sqe.Algorithm.GZIP, plain, 1 << 20, true);
            Result result = unit.execute(entry, Set.of());
            assertThat(result.status()).isEqualTo(SqeStatus.OK);
            assertThat(result.isize()).isEqualTo(plain.length);
            CRC32 crc = new CRC32();
            crc.update(plain);
            assertThat(Integer.reverse(~result.checksum())).isEqualTo((int) crc.getValue());
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            file.write(new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 3});
            file.write(output(result));
            try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(file.toByteArray()))) {
                assertThat(in.readAllBytes()).isEqualTo(plain);
            }
        }
    }

    // the well-known check value of CRC-32/MPEG-2, the same register without reflection of the input, is another one
    @Test
    void checksumOfTheCheckStringIsTheRegisterBeforeTheFinalInversion() {
        Checksum checksum = new Checksum(Sqe.Algorithm.GZIP);
        assertThat(checksum.engineValue()).isEqualTo(0xffffffff);
        checksum.update(ByteBuffer.wrap("123456789".getBytes(StandardCharsets.US_ASCII)));
        // CRC-32 is cbf43926; inverted 340bc6d9; its bits from right to left 9b63d02c
        assertThat(checksum.engineValue()).isEqualTo(0x9b63d02c);
    }

    // as for gzip
    @Test
    void zlibRequestGetsAdlerHighByteFirst() throws Exception {
        byte[] plain = Blocks.text(50_000, 3);
        try (ZipUnit unit = unit(ZipOperation.DEFLATE)) {
            ask(Sqe.Algorithm.ZLIB, plain, 1 << 20, true);
            Result result = unit.execute(entry, Set.of());
            byte[] packed = output(result);
            byte[] file = new byte[packed.length + 2];
            file[0] = 0x78;
            file[1] = (byte) 0x9c;
            System.arraycopy(packed, 0, file, 2, packed.length);
            Inflater inflater = new Inflater();
            inflater.setInput(file);
            byte[] back = new byte[plain.length];
            assertThat(inflater.inflate(back)).isEqualTo(plain.length);
            assertThat(inflater.inflate(new byte[1])).isZero();
            assertThat(inflater.finished()).isTrue();
            assertThat(result.checksum()).isEqualTo(inflater.getAdler());
            assertThat(back).isEqualTo(plain);
            inflater.end();
        }
    }

    // the engine's word for "this has become larger, and is good all the same"
    @Test
    void noiseGrowsWithStatusThirteen() throws Exception {
        byte[] plain = Blocks.noise(10_000, 4);
        try (ZipUnit unit = unit(ZipOperation.DEFLATE)) {
            ask(Sqe.Algorithm.RAW_DEFLATE, plain, Limits.worstCase(plain.length), true);
            Result result = unit.execute(entry, Set.of());
            assertThat(result.status().code()).isEqualTo(0x0d);
            assertThat(Blocks.inflate(output(result))).isEqualTo(plain);
        }
    }

    // a block cut short would be taken for a whole one
    @Test
    void tooLittleSpaceIsStatusFourteen() throws Exception {
        byte[] plain = Blocks.noise(10_000, 5);
        byte[] packed = deflate(Blocks.text(10_000, 5));
        try (ZipUnit deflate = unit(ZipOperation.DEFLATE);
                ZipUnit inflate = unit(ZipOperation.INFLATE)) {
            ask(Sqe.Algorithm.RAW_DEFLATE, plain, 200, true);
            assertThat(deflate.execute(entry, Set.of()).status().code()).isEqualTo(0x0e);
            ask(Sqe.Algorithm.RAW_DEFLATE, packed, 9_999, true);
            assertThat(inflate.execute(entry, Set.of()).status().code()).isEqualTo(0x0e);
        }
    }

    // joined blocks are the whole design
    @Test
    void syncFlushedBlocksOfOneStreamCanBeJoined() throws Exception {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (ZipUnit unit = unit(ZipOperation.DEFLATE)) {
            for (int i = 0; i < 5; i++) {
                byte[] block = i == 2 ? Blocks.noise(777, i) : Blocks.text(20_000 + i, i);
                plain.write(block);
                ask(Sqe.Algorithm.RAW_DEFLATE, block, 1 << 20, i == 4);
                packed.write(output(unit.execute(entry, Set.of())));
            }
        }
        assertThat(Blocks.inflate(packed.toByteArray())).isEqualTo(plain.toByteArray());
    }

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

    // the engine compares what it writes at the end of a stream
    @Test
    void trailerOfAnotherStreamIsAChecksumMismatch() throws Exception {
        byte[] plain = Blocks.text(5_000, 8);
        CRC32 crc = new CRC32();
        crc.update(plain);
        byte[] body = deflate(plain);
        ByteBuffer file = ByteBuffer.allocate(body.length + 8).order(ByteOrder.LITTLE_ENDIAN);
        file.put(body).putInt((int) crc.getValue()).putInt(plain.length);
        try (ZipUnit unit = unit(ZipOperation.INFLATE)) {
            ask(Sqe.Algorithm.GZIP, file.array(), 1 << 20, true);
            Result whole = unit.execute(entry, Set.of());
            // to the vendor's library any other status is a failure of the block
            assertThat(whole.status().code()).isZero();
            assertThat(whole.lastBlock()).isTrue();
            assertThat(whole.consumed()).isEqualTo(file.capacity());
            file.put(body.length, (byte) ~file.get(body.length));
            ask(Sqe.Algorithm.GZIP, file.array(), 1 << 20, true);
            assertThat(unit.execute(entry, Set.of()).status().code()).isEqualTo(0x10);
        }
    }

    // what the engine would refuse must not work here and fail there
    @Test
    void entriesThatTheEngineDoesNotUnderstandAreRefused() throws Exception {
        byte[] plain = Blocks.text(1_000, 9);
        try (ZipUnit unit = unit(ZipOperation.DEFLATE)) {
            ask(Sqe.Algorithm.RAW_DEFLATE, plain, 199, true);
            assertRefused(unit);
            ask(Sqe.Algorithm.RAW_DEFLATE, plain, (8 << 20) + 1, true);
            assertRefused(unit);
            ask(Sqe.Algorithm.RAW_DEFLATE, plain, 1 << 20, true);
            entry.putInt(Sqe.CONTROL, Sqe.control(Sqe.Type.TYPE_0, true, false, true));
            assertRefused(unit);
            ask(Sqe.Algorithm.RAW_DEFLATE, plain, 1 << 20, true);
            entry.putInt(Sqe.KIND, 0x4000 | 4);
            assertRefused(unit);
            ask(Sqe.Algorithm.RAW_DEFLATE, plain, 1 << 20, true);
            // a scatter-gather list
            entry.putInt(Sqe.KIND, 0x4101);
            assertRefused(unit);
            ask(Sqe.Algorithm.RAW_DEFLATE, plain, 1 << 20, true);
            entry.putLong(Sqe.SOURCE, ArrayMemory.BASE + SIZE - 999);
            assertRefused(unit);
            ask(Sqe.Algorithm.RAW_DEFLATE, plain, 1 << 20, true);
            entry.putLong(Sqe.DESTINATION, ArrayMemory.BASE - 1);
            assertRefused(unit);
            askStream(Sqe.Algorithm.RAW_DEFLATE, plain, 1 << 20, true, false);
            assertRefused(unit);
        }
    }

    private void assertRefused(ZipUnit unit) {
        assertThat(unit.execute(entry, Set.of())).isEqualTo(Result.failure(SqeStatus.ERROR));
    }

    private static byte[] deflate(byte[] plain) {
        Deflater deflater = new Deflater(9, true);
        deflater.setInput(plain);
        deflater.finish();
        byte[] packed = new byte[plain.length + 100];
        int length = deflater.deflate(packed);
        deflater.end();
        return Arrays.copyOf(packed, length);
    }
}
