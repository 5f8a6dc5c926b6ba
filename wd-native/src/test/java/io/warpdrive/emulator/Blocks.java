// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpdrive.queue.WdException;
import io.warpdrive.queue.WdMemory;
import io.warpdrive.queue.WdQueue;
import io.warpdrive.queue.ZipFlush;
import io.warpdrive.queue.ZipOperation;
import io.warpdrive.queue.ZipRequest;
import io.warpdrive.queue.ZipStatus;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** For tests: data, a request with its memory, and the JDK's opinion of what came out. */
public final class Blocks {
    /** Long enough for a test machine that is busy with others. */
    public static final long PATIENCE_NANOS = 20_000_000_000L;

    private Blocks() {}

    /** Words in a random order: compresses about as text does. */
    public static byte[] text(int length, long seed) {
        String[] words =
                "the queue file of an accelerator is mapped into the address space of its process".split(" ", -1);
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder(length + 16);
        while (text.length() < length) {
            text.append(words[random.nextInt(words.length)]).append(' ');
        }
        return text.substring(0, length).getBytes(StandardCharsets.US_ASCII);
    }

    /** Does not compress at all. */
    public static byte[] noise(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    /** Memory that a queue's device can see, with these bytes in it. */
    public static WdMemory memory(WdQueue queue, byte[] bytes) throws WdException {
        WdMemory memory = queue.reserveMemory(bytes.length);
        memory.buffer().put(0, bytes);
        return memory;
    }

    /** A request over all of both memories. */
    public static ZipRequest request(ZipOperation operation, ZipFlush flush, WdMemory source, WdMemory destination) {
        return new ZipRequest()
                .operation(operation)
                .flush(flush)
                .source(source, 0, source.size())
                .destination(destination, 0, destination.size());
    }

    /** Sends a request and waits for it. */
    public static ZipStatus run(WdQueue queue, ZipRequest request) {
        assertThat(queue.send(request)).isTrue();
        queue.recvSync(request, PATIENCE_NANOS);
        return request.status();
    }

    /** What a request has put into its destination. */
    public static byte[] output(ZipRequest request) {
        byte[] bytes = new byte[request.produced()];
        request.destination().buffer().get(request.destinationOffset(), bytes);
        return bytes;
    }

    /** One block, there and back: from a queue into the JDK. */
    public static byte[] deflate(WdQueue queue, byte[] plain, ZipFlush flush) throws WdException {
        try (WdMemory source = memory(queue, plain);
                WdMemory destination = queue.reserveMemory(plain.length * 9L / 8 + 201)) {
            ZipRequest request = request(ZipOperation.DEFLATE, flush, source, destination);
            assertThat(run(queue, request)).isEqualTo(ZipStatus.OK);
            assertThat(request.consumed()).isEqualTo(plain.length);
            return output(request);
        }
    }

    /** Inflates raw data, ended or not, with the JDK. */
    public static byte[] inflate(byte[] packed) throws DataFormatException {
        Inflater inflater = new Inflater(true);
        inflater.setInput(packed);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[64 << 10];
        for (int length = inflater.inflate(buffer); length > 0; length = inflater.inflate(buffer)) {
            out.write(buffer, 0, length);
        }
        inflater.end();
        return out.toByteArray();
    }
}
