// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.tests.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpdrive.emulator.Blocks;
import io.warpdrive.emulator.RawClient;
import io.warpdrive.hisi.protocol.Sqe;
import io.warpdrive.hisi.protocol.SqeStatus;
import io.warpdrive.queue.ZipOperation;
import io.warpdrive.uacce.QueueFile;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.Adler32;
import java.util.zip.CRC32;
import java.util.zip.Checksum;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the vendor's library relies on and ours does not: a device on which only ours works proves little. */
@Tag("kernel")
@Tag("sva")
final class ForeignDriverTest extends RawRequests {
    /** The smallest space that an engine takes. */
    private static final int SPACE = 200;

    private static final int SLEEPS = Guest.isBrief() ? 2_000 : 10_000;
    private static final int SMALL_REQUESTS = Integer.getInteger("kernel.requests", SLEEPS);
    private static final int OUTSTANDING = 12;
    private static final int CELL = 1024;

    /** Written as memory is copied, which tells nothing of the order. */
    private void submitPlainly(RawClient client) {
        client.rings.entries().put(client.nextEntry(), entry, 0, Sqe.SIZE);
        client.ring();
    }

    private ByteBuffer run(RawClient client) {
        submitPlainly(client);
        return client.take();
    }

    private static byte[] withTrailer(Sqe.Algorithm algorithm, byte[] plain) {
        byte[] packed = deflate(plain);
        Checksum checksum = algorithm == Sqe.Algorithm.ZLIB ? new Adler32() : new CRC32();
        checksum.update(plain);
        int value = (int) checksum.getValue();
        return switch (algorithm) {
            case RAW_DEFLATE -> packed;
            case ZLIB ->
                ByteBuffer.allocate(packed.length + 4).put(packed).putInt(value).array();
            case GZIP ->
                ByteBuffer.allocate(packed.length + 8)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .put(packed)
                        .putInt(value)
                        .putInt(plain.length)
                        .array();
        };
    }

    // to that library any other status is a failure of the block, whatever was written
    @Test
    void aWholeMemberInOneRequestEndsWithStatusNought() throws Exception {
        byte[] plain = Blocks.text(50_000, 1);
        try (RawClient client = client(ZipOperation.INFLATE)) {
            for (Sqe.Algorithm algorithm : Sqe.Algorithm.values()) {
                byte[] member = withTrailer(algorithm, plain);
                ask(algorithm, member, SIZE);
                ByteBuffer done = run(client);
                assertThat(Sqe.status(done, 0)).as("%s", algorithm).isZero();
                assertThat(done.getInt(Sqe.CONSUMED)).isEqualTo(member.length);
                assertThat(output(done)).isEqualTo(plain);
            }
        }
    }

    // its stream call may be made with nothing new
    @Test
    void aStreamBeingCompressedTakesRequestsWithoutInput() throws Exception {
        byte[] plain = Blocks.text(30_000, 2);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (RawClient client = client(ZipOperation.DEFLATE)) {
            byte[][] pieces = {
                Arrays.copyOf(plain, 10_000),
                new byte[0],
                new byte[0],
                Arrays.copyOfRange(plain, 10_000, 30_000),
                new byte[0]
            };
            for (int i = 0; i < pieces.length; i++) {
                askStream(Sqe.Algorithm.RAW_DEFLATE, pieces[i], SIZE, i == pieces.length - 1, i == 0);
                ByteBuffer done = run(client);
                assertThat(status(done)).isIn(SqeStatus.OK, SqeStatus.GREW);
                packed.write(output(done));
            }
        }
        assertThat(Blocks.inflate(packed.toByteArray())).isEqualTo(plain);
    }

    // what did not fit is asked for without anything new
    @Test
    void aStreamBeingInflatedGoesOnWithoutInput() throws Exception {
        byte[] packed = deflate(new byte[700]);
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        try (RawClient client = client(ZipOperation.INFLATE)) {
            int at = 0;
            int held = 0;
            SqeStatus status = SqeStatus.OK;
            for (int i = 0; status == SqeStatus.OK; i++) {
                boolean empty = i % 2 == 1;
                byte[] input = Arrays.copyOfRange(packed, at, empty ? at : packed.length);
                askStream(Sqe.Algorithm.RAW_DEFLATE, input, SPACE, false, i == 0);
                ByteBuffer done = run(client);
                status = status(done);
                at += done.getInt(Sqe.CONSUMED);
                byte[] output = output(done);
                plain.write(output);
                held += empty ? output.length : 0;
            }
            assertThat(status).isEqualTo(SqeStatus.END_OF_STREAM);
            assertThat(held).as("bytes that came without input").isPositive();
        }
        assertThat(plain.toByteArray()).isEqualTo(new byte[700]);
    }

    // a wake-up lost costs its client all of its patience, a second each time
    @Test
    void whoSleepsIsWokenForEveryCompletion() throws Exception {
        final int patience = 100;
        int lost = 0;
        try (RawClient client = client(ZipOperation.INFLATE)) {
            ask(Sqe.Algorithm.RAW_DEFLATE, deflate(Blocks.text(300, 3)), SIZE);
            for (int i = 0; i < SLEEPS && lost == 0; i++) {
                submitPlainly(client);
                lost += client.isWoken(patience) ? 0 : 1;
                client.take();
            }
        }
        assertThat(lost).as("wake-ups lost in %d requests", SLEEPS).isZero();
    }

    // an entry is a request when its doorbell has rung: until then it is the client's, and may be half of one
    @Test
    void anEntryIsTakenWhenItsDoorbellRings() throws Exception {
        byte[] first = Blocks.text(100, 4);
        byte[] second = Blocks.text(150, 5);
        try (RawClient client = client(ZipOperation.INFLATE)) {
            ask(Sqe.Algorithm.RAW_DEFLATE, deflate(first), SPACE);
            client.rings.entries().put(client.nextEntry(), entry, 0, Sqe.SIZE);
            assertThat(client.file.await(50)).isEqualTo(QueueFile.Event.TIMEOUT);
            byte[] packed = deflate(second);
            source.buffer().put(CELL, packed);
            ask(Sqe.Algorithm.RAW_DEFLATE, CELL, packed.length, CELL, SPACE);
            submitPlainly(client);
            assertThat(output(client.take(), CELL)).isEqualTo(second);
        }
    }

    // as above, by numbers
    @Test
    void noneOfManySmallRequestsIsTorn() throws Exception {
        int torn = 0;
        try (RawClient client = client(ZipOperation.INFLATE)) {
            byte[][] expected = new byte[OUTSTANDING][];
            int[] places = new int[OUTSTANDING];
            Random random = new Random(6);
            for (int i = 0; i < SMALL_REQUESTS + OUTSTANDING; i++) {
                int cell = i % OUTSTANDING;
                if (i >= OUTSTANDING) {
                    byte[] plain = output(client.take(false), places[cell]);
                    torn += Arrays.equals(plain, expected[cell]) ? 0 : 1;
                }
                if (i < SMALL_REQUESTS) {
                    byte[] plain = new byte[1 + random.nextInt(64)];
                    random.nextBytes(plain);
                    expected[cell] = plain;
                    int from = cell * CELL + random.nextInt(CELL - 128);
                    places[cell] = cell * CELL + random.nextInt(CELL - SPACE);
                    store(plain, from);
                    ask(Sqe.Algorithm.RAW_DEFLATE, from, plain.length + 5, places[cell], SPACE);
                    submitPlainly(client);
                }
            }
        }
        assertThat(torn).as("of %d requests", SMALL_REQUESTS).isZero();
    }

    /** As one stored block. */
    private void store(byte[] plain, int at) {
        ByteBuffer buffer = source.buffer();
        buffer.put(at, (byte) 1);
        buffer.putShort(at + 1, (short) plain.length);
        buffer.putShort(at + 3, (short) ~plain.length);
        buffer.put(at + 5, plain);
    }
}
