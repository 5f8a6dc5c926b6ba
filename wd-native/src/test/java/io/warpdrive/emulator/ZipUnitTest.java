// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpdrive.hisi.protocol.Limits;
import io.warpdrive.hisi.protocol.Sqe;
import io.warpdrive.hisi.protocol.SqeStatus;
import io.warpdrive.queue.ZipOperation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;

/**
 * The emulated engine, entry by entry, as a driver that uses all of it would see it. {@link ZipUnitStreamTest} has
 * streams of several entries.
 */
final class ZipUnitTest extends AskedUnit {
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
}
