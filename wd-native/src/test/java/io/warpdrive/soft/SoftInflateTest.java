// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.soft;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpdrive.queue.WdException;
import io.warpdrive.queue.WdMemory;
import io.warpdrive.queue.WdQueue;
import io.warpdrive.queue.ZipOperation;
import io.warpdrive.queue.ZipRequest;
import io.warpdrive.queue.ZipStatus;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

/** INFLATE requests on the software device's queue. */
final class SoftInflateTest {

    /** Not a number of bytes: the output stays where the device makes it. */
    private static final int IN_CONTEXT = 0;

    private static byte[] jdkDeflate(int level, byte[] plain) {
        Deflater deflater = new Deflater(level, true);
        deflater.setInput(plain);
        deflater.finish();
        byte[] packed = new byte[plain.length + plain.length / 100 + 100];
        int count = deflater.deflate(packed);
        deflater.end();
        return Arrays.copyOf(packed, count);
    }

    private static byte[] withTail(byte[] packed, int tail) {
        byte[] all = Arrays.copyOf(packed, packed.length + tail);
        Arrays.fill(all, packed.length, all.length, (byte) 0xff);
        return all;
    }

    /** Without it the trailer of a gzip member is read from the wrong place. */
    @Test
    void wholeStreamsEndWhereTheyEnd() throws WdException {
        SoftEngines.assumeLibdeflate();
        for (int size : new int[] {0, 1, 1000, 200_000}) {
            byte[] plain = SoftEngines.data(size, size);
            for (int level = 0; level <= 9; level++) {
                byte[] packed = jdkDeflate(level, plain);
                for (int tail : new int[] {0, 1, 2, 7, 8, 9, 20}) {
                    try (WdQueue queue = SoftEngines.DEVICE.requestQueue(ZipOperation.INFLATE);
                            WdMemory source = SoftEngines.memory(withTail(packed, tail), 0);
                            WdMemory destination = WdMemory.allocate(size + 1)) {
                        ZipRequest request = new ZipRequest()
                                .operation(ZipOperation.INFLATE)
                                .stateless()
                                .source(source, 0, packed.length + tail)
                                .destination(destination, 0, size + 1);
                        queue.send(request);
                        assertThat(request.status()).isEqualTo(ZipStatus.END_OF_STREAM);
                        assertThat(request.consumed()).as("tail of %d", tail).isEqualTo(packed.length);
                        assertThat(SoftEngines.read(destination, 0, request.produced()))
                                .isEqualTo(plain);
                    }
                }
            }
        }
    }

    /** Without it a stream that comes in drops loses bytes, or the tail behind it. */
    @Test
    void statefulInflateWithTinyBuffersConsumesExactly() throws WdException {
        SoftEngines.assumeIsal();
        byte[] plain = SoftEngines.data(5000, 3);
        for (int level : new int[] {0, 1, 6, 9}) {
            byte[] packed = jdkDeflate(level, plain);
            for (int tail = 0; tail <= 20; tail++) {
                for (int[] sizes : new int[][] {{1, 1}, {1, 100}, {100, 1}, {13, 17}, {9000, 3}, {9000, 9000}}) {
                    assertInflates(plain, packed, tail, sizes[0], sizes[1]);
                }
                for (int piece : new int[] {1, 13, 9000}) {
                    assertInflates(plain, packed, tail, piece, IN_CONTEXT);
                }
            }
        }
    }

    /** Without it a stream that grows a thousandfold ends in the wrong place: its end is read long before its output. */
    @Test
    void theTailIsExactWhenOutputIsLongInComing() throws WdException {
        SoftEngines.assumeIsal();
        byte[] plain = new byte[133_191];
        for (int level : new int[] {1, 6, 9}) {
            byte[] packed = jdkDeflate(level, plain);
            for (int tail : new int[] {0, 1, 4, 8, 20}) {
                for (int room : new int[] {8, 1000, 70_000, IN_CONTEXT}) {
                    assertInflates(plain, packed, tail, packed.length + tail, room);
                }
            }
        }
    }

    private static void assertInflates(byte[] plain, byte[] packed, int tail, int piece, int room) throws WdException {
        byte[] all = withTail(packed, tail);
        int contextSize = SoftEngines.DEVICE.inflatePlan().orElseThrow().contextSize();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (WdQueue queue = SoftEngines.DEVICE.requestQueue(ZipOperation.INFLATE);
                WdMemory source = SoftEngines.memory(all, 0);
                WdMemory destination = WdMemory.allocate(room + 1);
                WdMemory context = WdMemory.allocate(contextSize)) {
            ZipRequest request = new ZipRequest().operation(ZipOperation.INFLATE);
            int at = 0;
            boolean first = true;
            do {
                request.stateful(context, first)
                        .source(source, at, Math.min(piece, all.length - at))
                        .destination(destination, 0, room);
                if (room == IN_CONTEXT) {
                    request.destinationInContext();
                }
                queue.send(request);
                first = false;
                assertThat(request.status().isDone())
                        .as("%s at %d of %d", request.status(), at, packed.length)
                        .isTrue();
                at += request.consumed();
                out.writeBytes(
                        request.isOutputInContext()
                                ? SoftEngines.read(context, request.outputOffset(), request.produced())
                                : SoftEngines.read(destination, 0, request.produced()));
            } while (request.status() != ZipStatus.END_OF_STREAM);
            assertThat(at)
                    .as("tail of %d, pieces of %d, room for %d", tail, piece, room)
                    .isEqualTo(packed.length);
            assertThat(out.toByteArray()).isEqualTo(plain);
        }
    }

    /** Without it damage passes for data, or a buffer too small for damage. */
    @Test
    void wholeStreamsThatAreDamagedOrTooLargeSaySo() throws WdException {
        SoftEngines.assumeLibdeflate();
        byte[] plain = SoftEngines.data(50_000, 4);
        byte[] packed = jdkDeflate(6, plain);
        assertThat(status(packed, plain.length - 1)).isEqualTo(ZipStatus.OUTPUT_FULL);
        assertThat(status(Arrays.copyOf(packed, packed.length / 2), plain.length)
                        .isDone())
                .isFalse();
        byte[] bad = packed.clone();
        bad[0] |= 6;
        assertThat(status(bad, plain.length).isDone()).isFalse();
        assertThat(status(packed, plain.length)).isEqualTo(ZipStatus.END_OF_STREAM);
    }

    private static ZipStatus status(byte[] packed, int room) throws WdException {
        try (WdQueue queue = SoftEngines.DEVICE.requestQueue(ZipOperation.INFLATE);
                WdMemory source = SoftEngines.memory(packed, 0);
                WdMemory destination = WdMemory.allocate(room)) {
            ZipRequest request = new ZipRequest()
                    .operation(ZipOperation.INFLATE)
                    .stateless()
                    .source(source, 0, packed.length)
                    .destination(destination, 0, room);
            queue.send(request);
            return request.status();
        }
    }
}
