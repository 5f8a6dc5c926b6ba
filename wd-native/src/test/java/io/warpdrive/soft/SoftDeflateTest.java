// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.soft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warpdrive.queue.WdException;
import io.warpdrive.queue.WdMemory;
import io.warpdrive.queue.WdQueue;
import io.warpdrive.queue.ZipFlush;
import io.warpdrive.queue.ZipOperation;
import io.warpdrive.queue.ZipRequest;
import io.warpdrive.queue.ZipStatus;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.Adler32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;

/** DEFLATE requests on the software device's queue. */
final class SoftDeflateTest {
    private static final int HISTORY = 32 * 1024;
    /** Zlib's MIN_LOOKAHEAD: a match is no further back than the window less this. */
    private static final int LOOKAHEAD = 262;

    /** Without it a level of some engine writes what nobody can read. */
    @Test
    void everyEffortMakesStreamsThatTheJdkReads() throws WdException, DataFormatException {
        for (int effort : SoftEngines.efforts()) {
            for (int size : new int[] {0, 1, 2, 100, 5000, 65_535, 65_536, 300_000}) {
                byte[] plain = SoftEngines.data(size, size);
                byte[] packed = SoftEngines.deflate(effort, plain, ZipFlush.FINISH);
                assertThat(SoftEngines.jdkInflate(packed, size))
                        .as("effort %d, %d bytes", effort, size)
                        .isEqualTo(plain);
            }
        }
    }

    /** Without it a stream falls apart at the seams of its blocks: SYNC_FLUSH blocks and a last one are one stream. */
    @Test
    void blocksOfAllEffortsJoin() throws WdException, DataFormatException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        for (int round = 0; round < 5; round++) {
            for (int effort : SoftEngines.efforts()) {
                byte[] block = SoftEngines.data(1 + round * 7000, effort);
                byte[] bytes = SoftEngines.deflate(effort, block, ZipFlush.SYNC_FLUSH);
                assertThat(bytes).endsWith(0, 0, 0xff, 0xff);
                plain.writeBytes(block);
                packed.writeBytes(bytes);
            }
        }
        int last = SoftEngines.efforts().get(0);
        packed.writeBytes(SoftEngines.deflate(last, new byte[0], ZipFlush.FINISH));
        assertThat(SoftEngines.jdkInflate(packed.toByteArray(), plain.size())).isEqualTo(plain.toByteArray());
    }

    /** Without it streams of blocks with history are larger than they need be, or refer to bytes that are not there. */
    @Test
    void historyIsReferredToAndNotExceeded() throws WdException, DataFormatException {
        for (int effort : SoftEngines.efforts()) {
            if (effort > 0 && !(EngineTable.isIsal(effort) && EngineTable.isalLevel(effort) == 0)) {
                for (int history : new int[] {0, 1, 100, 20_000, HISTORY}) {
                    assertHistory(effort, history);
                }
            }
        }
    }

    private static void assertHistory(int effort, int history) throws WdException, DataFormatException {
        byte[] noise = new byte[2 * HISTORY];
        new java.util.SplittableRandom(5).nextBytes(noise);
        // the block says again what stood before it, as far back as zlib looks
        byte[] block = Arrays.copyOfRange(noise, HISTORY + LOOKAHEAD, 2 * HISTORY);
        try (WdQueue queue = SoftEngines.DEVICE.requestQueue(ZipOperation.DEFLATE);
                WdMemory source = SoftEngines.memory(noise, HISTORY);
                WdMemory destination = WdMemory.allocate(2 * HISTORY)) {
            source.buffer().put(2 * HISTORY, block);
            ZipRequest request = new ZipRequest()
                    .operation(ZipOperation.DEFLATE)
                    .flush(ZipFlush.FINISH)
                    .effort(effort)
                    .source(source, 2 * HISTORY, block.length)
                    .history(history)
                    .destination(destination, 0, destination.size());
            queue.send(request);
            assertThat(request.status()).isEqualTo(ZipStatus.OK);
            if (history == HISTORY) {
                assertThat(request.produced()).as("effort %d", effort).isLessThan(HISTORY / 4);
            }
            Inflater inflater = new Inflater(true);
            inflater.setDictionary(Arrays.copyOfRange(noise, 2 * HISTORY - history, 2 * HISTORY));
            inflater.setInput(SoftEngines.read(destination, 0, request.produced()));
            byte[] plain = new byte[block.length];
            assertThat(inflater.inflate(plain))
                    .as("effort %d, history of %d", effort, history)
                    .isEqualTo(block.length);
            assertThat(plain).isEqualTo(block);
            inflater.end();
        }
    }

    /** Without it a block that does not fit is cut, or written over somebody's memory. */
    @Test
    void outputTooSmallIsSaidAndNothingWrittenBeyondIt() throws WdException {
        byte[] plain = SoftEngines.data(20_000, 9);
        for (int effort : SoftEngines.efforts()) {
            for (ZipFlush flush : ZipFlush.values()) {
                int needed = SoftEngines.deflate(effort, plain, flush).length;
                try (WdQueue queue = SoftEngines.DEVICE.requestQueue(ZipOperation.DEFLATE);
                        WdMemory source = SoftEngines.memory(plain, 0);
                        WdMemory destination = WdMemory.allocate(needed + 100)) {
                    for (int room : new int[] {0, 1, 5, 16, 17, needed / 2, needed - 1}) {
                        destination.buffer().put(room, new byte[] {42, 43, 44, 45, 46, 47, 48, 49});
                        ZipRequest request = new ZipRequest()
                                .operation(ZipOperation.DEFLATE)
                                .flush(flush)
                                .effort(effort)
                                .source(source, 0, plain.length)
                                .destination(destination, 0, room);
                        queue.send(request);
                        assertThat(request.status())
                                .as("effort %d, %s, room for %d of %d", effort, flush, room, needed)
                                .isEqualTo(ZipStatus.OUTPUT_FULL);
                        assertThat(SoftEngines.read(destination, room, 8))
                                .containsExactly(42, 43, 44, 45, 46, 47, 48, 49);
                    }
                }
            }
        }
    }

    /** Without it what is asked of the wrong queue, or of a closed one, is lost without a word. */
    @Test
    void wrongQueuesSaySo() throws WdException {
        WdQueue queue = SoftEngines.DEVICE.requestQueue(ZipOperation.DEFLATE);
        try (WdMemory memory = queue.reserveMemory(100)) {
            ZipRequest request = new ZipRequest()
                    .operation(ZipOperation.INFLATE)
                    .source(memory, 0, 10)
                    .destination(memory, 50, 50);
            assertThat(request.status()).isEqualTo(ZipStatus.IDLE);
            assertThat(queue.send(request)).isTrue();
            assertThat(request.status()).isEqualTo(ZipStatus.FAILED);
            request.operation(ZipOperation.DEFLATE).effort(99);
            queue.send(request);
            assertThat(request.status().isDone()).isFalse();
            queue.close();
            queue.send(request);
            assertThat(request.status()).isEqualTo(ZipStatus.QUEUE_DEAD);
            assertThat(queue.recv(request)).isTrue();
        }
    }

    /** Without it every zlib stream of the device ends in a checksum that readers reject. */
    @Test
    void adler32IsTheJdksHoweverItIsCut() throws WdException {
        SplittableRandom random = new SplittableRandom(7);
        byte[] plain = new byte[400_000];
        random.nextBytes(plain);
        Arrays.fill(plain, 0, 20_000, (byte) 0xff);
        try (WdQueue queue = SoftEngines.DEVICE.requestQueue(ZipOperation.DEFLATE);
                WdMemory memory = WdMemory.allocate(plain.length)) {
            memory.buffer().put(0, plain);
            assertThat(queue.sumsAdler32()).isTrue();
            Adler32 expected = new Adler32();
            int sum = 1;
            for (int at = 0, length; at < plain.length; at += length) {
                length = Math.min(random.nextInt(1 << random.nextInt(1, 18)), plain.length - at);
                expected.update(plain, at, length);
                sum = queue.adler32(sum, memory, at, length);
                assertThat(sum).as("up to %d", at + length).isEqualTo((int) expected.getValue());
            }
            assertThatThrownBy(() -> queue.adler32(1, memory, plain.length - 1, 2))
                    .isInstanceOf(IndexOutOfBoundsException.class);
        }
    }
}
