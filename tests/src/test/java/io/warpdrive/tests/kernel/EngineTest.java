// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.tests.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpdrive.emulator.Blocks;
import io.warpdrive.emulator.Nonsense;
import io.warpdrive.emulator.RawClient;
import io.warpdrive.hisi.protocol.Limits;
import io.warpdrive.hisi.protocol.Sqe;
import io.warpdrive.hisi.protocol.SqeStatus;
import io.warpdrive.hisi.protocol.StreamState;
import io.warpdrive.queue.WdMemory;
import io.warpdrive.queue.ZipOperation;
import io.warpdrive.uacce.QueueFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Adler32;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The module's engine, entry by entry, keeps to the protocol: else what runs on it proves nothing. */
@Tag("kernel")
@Tag("sva")
final class EngineTest extends RawRequests {
    private static final byte[] PLAIN = Blocks.text(50_000, 2);
    private static final int NONSENSE = 5_000;
    /** More than twice round the rings. */
    private static final int TURNS = 2_500;

    private ByteBuffer run(RawClient client) {
        client.submit(entry);
        return client.take();
    }

    // trailers, and the register that software has to turn round
    @Test
    void gzipRequestsGetTheirTrailer() throws Exception {
        try (RawClient client = client(ZipOperation.DEFLATE)) {
            ask(Sqe.Algorithm.GZIP, PLAIN, SIZE);
            ByteBuffer done = run(client);
            assertThat(status(done)).isEqualTo(SqeStatus.OK);
            assertThat(done.getInt(Sqe.CONSUMED)).isEqualTo(PLAIN.length);
            assertThat(done.getInt(Sqe.ISIZE)).isEqualTo(PLAIN.length);
            CRC32 crc = new CRC32();
            crc.update(PLAIN);
            assertThat(Integer.reverse(~done.getInt(Sqe.CHECKSUM))).isEqualTo((int) crc.getValue());
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            file.write(new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 3});
            file.write(output(done));
            try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(file.toByteArray()))) {
                assertThat(in.readAllBytes()).isEqualTo(PLAIN);
            }
        }
    }

    // the other trailer, whose bytes go the other way
    @Test
    void zlibRequestsGetTheirTrailer() throws Exception {
        try (RawClient client = client(ZipOperation.DEFLATE)) {
            ask(Sqe.Algorithm.ZLIB, PLAIN, SIZE);
            ByteBuffer done = run(client);
            assertThat(status(done)).isEqualTo(SqeStatus.OK);
            Adler32 adler = new Adler32();
            adler.update(PLAIN);
            assertThat(done.getInt(Sqe.CHECKSUM)).isEqualTo((int) adler.getValue());
            ByteArrayOutputStream stream = new ByteArrayOutputStream();
            stream.write(new byte[] {0x78, (byte) 0x9c});
            stream.write(output(done));
            try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(stream.toByteArray()))) {
                assertThat(in.readAllBytes()).isEqualTo(PLAIN);
            }
        }
    }

    // blocks of more than one kind: what deflates by itself alone proves no engine
    @Test
    void blocksAreReallyCompressed() throws Exception {
        try (RawClient client = client(ZipOperation.DEFLATE)) {
            ask(Sqe.Algorithm.RAW_DEFLATE, PLAIN, SIZE);
            byte[] dynamic = output(run(client));
            assertThat(dynamic[0] >> 1 & 3).as("dynamic codes").isEqualTo(2);
            assertThat(dynamic).hasSizeLessThan(PLAIN.length / 2);
            assertThat(Blocks.inflate(dynamic)).isEqualTo(PLAIN);
            ask(Sqe.Algorithm.RAW_DEFLATE, "hello hello".getBytes(StandardCharsets.US_ASCII), 200);
            assertThat(output(run(client))[0] >> 1 & 3).as("fixed codes").isEqualTo(1);
            byte[] noise = Blocks.noise(10_000, 4);
            ask(Sqe.Algorithm.RAW_DEFLATE, noise, Limits.worstCase(noise.length));
            ByteBuffer done = run(client);
            assertThat(output(done)[0] >> 1 & 3).as("stored").isZero();
            assertThat(Sqe.status(done, 0)).isEqualTo(0x0d);
        }
    }

    // a block cut short would be taken for a whole one
    @Test
    void tooLittleSpaceIsStatusFourteen() throws Exception {
        try (RawClient client = client(ZipOperation.DEFLATE)) {
            ask(Sqe.Algorithm.RAW_DEFLATE, Blocks.noise(10_000, 5), 200);
            assertThat(Sqe.status(run(client), 0)).isEqualTo(0x0e);
        }
        try (RawClient client = client(ZipOperation.INFLATE)) {
            ask(Sqe.Algorithm.RAW_DEFLATE, deflate(PLAIN), PLAIN.length - 1);
            assertThat(Sqe.status(run(client), 0)).isEqualTo(0x0e);
        }
    }

    // the end of a stream, its checksum, and one that is wrong
    @Test
    void inflatingComparesTheChecksum() throws Exception {
        Adler32 adler = new Adler32();
        adler.update(PLAIN);
        byte[] packed = deflate(PLAIN);
        byte[] stream = Arrays.copyOf(packed, packed.length + 4);
        ByteBuffer.wrap(stream).putInt(packed.length, (int) adler.getValue());
        try (RawClient client = client(ZipOperation.INFLATE)) {
            ask(Sqe.Algorithm.ZLIB, stream, SIZE);
            ByteBuffer done = run(client);
            assertThat(Sqe.status(done, 0)).isZero();
            assertThat(Sqe.lastBlockSeen(done, 0)).isTrue();
            assertThat(done.getInt(Sqe.CONSUMED)).isEqualTo(stream.length);
            assertThat(output(done)).isEqualTo(PLAIN);
            stream[stream.length - 1]++;
            ask(Sqe.Algorithm.ZLIB, stream, SIZE);
            assertThat(Sqe.status(run(client), 0)).isEqualTo(0x10);
            packed[0] = 7;
            ask(Sqe.Algorithm.RAW_DEFLATE, packed, SIZE);
            assertThat(status(run(client))).isEqualTo(SqeStatus.ERROR);
        }
    }

    // a stream in pieces, both ways; its state is behind the context's address
    @Test
    void streamsGoOnFromPieceToPiece() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (RawClient client = client(ZipOperation.DEFLATE)) {
            for (int from = 0; from < PLAIN.length; from += 10_000) {
                byte[] piece = Arrays.copyOfRange(PLAIN, from, from + 10_000);
                askStream(Sqe.Algorithm.RAW_DEFLATE, piece, SIZE, from + 10_000 == PLAIN.length, from == 0);
                ByteBuffer done = run(client);
                assertThat(status(done)).isEqualTo(SqeStatus.OK);
                packed.write(output(done));
            }
        }
        byte[] all = packed.toByteArray();
        assertThat(Blocks.inflate(all)).isEqualTo(PLAIN);
        try (RawClient client = client(ZipOperation.INFLATE)) {
            askStream(Sqe.Algorithm.RAW_DEFLATE, Arrays.copyOf(all, all.length / 2), SIZE, false, true);
            ByteBuffer done = run(client);
            assertThat(StreamState.of(Sqe.streamState(done, 0))).isEqualTo(StreamState.BLOCK_NOT_BEGUN);
            byte[] head = output(done);
            askStream(
                    Sqe.Algorithm.RAW_DEFLATE, Arrays.copyOfRange(all, all.length / 2, all.length), SIZE, true, false);
            done = run(client);
            assertThat(status(done)).isEqualTo(SqeStatus.END_OF_STREAM);
            assertThat(StreamState.of(Sqe.streamState(done, 0))).isEqualTo(StreamState.ENDED_WITHOUT_CHECKSUM);
            byte[] plain = Arrays.copyOf(head, PLAIN.length);
            System.arraycopy(output(done), 0, plain, head.length, PLAIN.length - head.length);
            assertThat(plain).isEqualTo(PLAIN);
        }
    }

    // an address that the process does not have is the request's error, and nobody else's
    @Test
    void badAddressesAreAStatus() throws Exception {
        try (RawClient client = client(ZipOperation.DEFLATE)) {
            for (int field : new int[] {Sqe.SOURCE, Sqe.DESTINATION}) {
                for (long address : new long[] {0, 0x10, 0x7fff_0000_0000L, -4096, 1L << 56}) {
                    ask(Sqe.Algorithm.RAW_DEFLATE, PLAIN, SIZE);
                    entry.putLong(field, address);
                    assertThat(status(run(client))).isEqualTo(SqeStatus.ERROR);
                }
            }
            ask(Sqe.Algorithm.RAW_DEFLATE, PLAIN, SIZE);
            assertThat(Blocks.inflate(output(run(client)))).isEqualTo(PLAIN);
        }
    }

    // a client without manners must not harm the kernel, nor other clients
    @Test
    void nonsenseHarmsNobody() throws Exception {
        final int arena = 64 << 10;
        try (RawClient client = client(ZipOperation.DEFLATE);
                RawClient other = client(ZipOperation.DEFLATE);
                WdMemory memory = WdMemory.allocate(4L * arena)) {
            // with room on both sides: entries may point a little beyond
            Nonsense entries = new Nonsense(memory.address() + arena, arena, 42);
            int errors = 0;
            for (int i = 0; i < NONSENSE; i++) {
                if (client.isFull()) {
                    errors += Sqe.status(client.take(), 0) == 0 ? 0 : 1;
                }
                client.submit(entries.next());
            }
            while (client.outstanding() > 0) {
                errors += Sqe.status(client.take(), 0) == 0 ? 0 : 1;
            }
            assertThat(errors).isBetween(NONSENSE / 2, NONSENSE - 1);
            ask(Sqe.Algorithm.RAW_DEFLATE, PLAIN, SIZE);
            assertThat(Blocks.inflate(output(run(other)))).isEqualTo(PLAIN);
        }
    }

    // who does not ask is not disturbed; who asks and sleeps must be woken. And rings wrap, and phases flip
    @Test
    void interruptsComeOnlyWhenAskedFor() throws Exception {
        try (RawClient client = client(ZipOperation.DEFLATE)) {
            ask(Sqe.Algorithm.RAW_DEFLATE, new byte[100], 200);
            // the one that a queue begins with, which the first doorbell for completions takes away
            client.submit(entry);
            client.take(false);
            long before = Guest.parameter("interrupts");
            for (int i = 0; i < TURNS; i++) {
                client.submit(entry);
                assertThat(status(client.take(false))).isEqualTo(SqeStatus.OK);
            }
            assertThat(Guest.parameter("interrupts")).isEqualTo(before);
            for (int i = 0; i < 50; i++) {
                client.submit(entry);
                client.rings.ringCompletion(client.file.number(), TURNS + 1 + i, true);
                assertThat(client.file.await(5_000)).isEqualTo(QueueFile.Event.READY);
                assertThat(status(client.take(false))).isEqualTo(SqeStatus.OK);
            }
            assertThat(Guest.parameter("interrupts") - before).isGreaterThanOrEqualTo(50);
        }
    }
}
