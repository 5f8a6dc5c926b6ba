// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.soft;

import io.warpdrive.queue.WdDevice;
import io.warpdrive.queue.WdException;
import io.warpdrive.queue.WdMemory;
import io.warpdrive.queue.WdQueue;
import io.warpdrive.queue.ZipFlush;
import io.warpdrive.queue.ZipOperation;
import io.warpdrive.queue.ZipRequest;
import io.warpdrive.queue.ZipStatus;
import io.warpdrive.settings.WdConfiguration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The software device as the tests use it. */
final class SoftEngines {
    static final WdDevice DEVICE = new SoftDeviceProvider()
            .discover(WdConfiguration.read(new Properties(), Map.of()))
            .get(0);

    private SoftEngines() {}

    static boolean hasIsal() {
        return !DEVICE.description().contains("no ISA-L");
    }

    /** Every effort that a plan may name and that this machine has an engine for. */
    static List<Integer> efforts() {
        return Stream.concat(
                        IntStream.rangeClosed(0, 9).boxed(),
                        hasIsal()
                                ? IntStream.rangeClosed(0, 3).mapToObj(level -> EngineTable.isalEffort(level, 6))
                                : Stream.empty())
                .toList();
    }

    /** Half repetitive, half noise, in turns. */
    static byte[] data(int size, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] bytes = new byte[size];
        int at = 0;
        while (at < size) {
            int end = Math.min(size, at + 1 + random.nextInt(3000));
            int alphabet = 1 + random.nextInt(random.nextBoolean() ? 4 : 256);
            for (; at < end; at++) {
                bytes[at] = (byte) (random.nextInt(alphabet) * 7);
            }
        }
        return bytes;
    }

    static WdMemory memory(byte[] content, int room) throws WdException {
        WdMemory memory = WdMemory.allocate(Math.max(1, content.length + room));
        memory.buffer().put(0, content);
        return memory;
    }

    static byte[] read(WdMemory memory, int offset, int length) {
        byte[] bytes = new byte[length];
        memory.buffer().get(offset, bytes);
        return bytes;
    }

    /** Compresses one block without history. */
    static byte[] deflate(int effort, byte[] plain, ZipFlush flush) throws WdException {
        try (WdQueue queue = DEVICE.requestQueue(ZipOperation.DEFLATE);
                WdMemory source = memory(plain, 0);
                WdMemory destination = WdMemory.allocate(plain.length + plain.length / 8 + 1000)) {
            ZipRequest request = new ZipRequest()
                    .operation(ZipOperation.DEFLATE)
                    .flush(flush)
                    .effort(effort)
                    .source(source, 0, plain.length)
                    .destination(destination, 0, destination.size());
            queue.send(request);
            if (request.status() != ZipStatus.OK || request.consumed() != plain.length) {
                throw new AssertionError("effort " + effort + ": " + request.status() + ", " + request.consumed());
            }
            return read(destination, 0, request.produced());
        }
    }

    /** What the JDK makes of raw data; it has to end exactly at the end. */
    static byte[] jdkInflate(byte[] packed, int length) throws DataFormatException {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(packed);
            byte[] plain = new byte[length + 1];
            int count = inflater.inflate(plain);
            // an empty read: the end of the last block may lie behind the last byte
            inflater.inflate(new byte[1]);
            if (!inflater.finished() || inflater.getRemaining() > 0 || count != length) {
                throw new DataFormatException("finished " + inflater.finished() + ", " + inflater.getRemaining()
                        + " left, " + count + " bytes");
            }
            return java.util.Arrays.copyOf(plain, count);
        } finally {
            inflater.end();
        }
    }
}
