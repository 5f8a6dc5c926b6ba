// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.benchmarks.queue;

import io.warpdrive.queue.WdException;
import io.warpdrive.queue.WdMemory;
import io.warpdrive.queue.WdQueue;
import io.warpdrive.queue.ZipFlush;
import io.warpdrive.queue.ZipOperation;
import io.warpdrive.queue.ZipRequest;
import io.warpdrive.queue.ZipStatus;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** 64 KiB that compress about as text does, a request over them and room for what comes of it. */
final class Block implements AutoCloseable {
    static final int SIZE = 64 << 10;
    /** 9/8 of the input and 200 bytes: enough whatever the data. */
    private static final int SPACE = SIZE / 8 * 9 + 200;

    private static final int WORDS = 3000;

    private final WdMemory source;
    private final WdMemory destination;
    private final ZipRequest request;

    Block(WdQueue queue, int seed, int effort) throws WdException {
        source = queue.reserveMemory(SIZE);
        destination = queue.reserveMemory(SPACE);
        source.buffer().put(0, text(seed));
        request = new ZipRequest()
                .operation(ZipOperation.DEFLATE)
                .flush(ZipFlush.SYNC_FLUSH)
                .effort(effort)
                .source(source, 0, SIZE)
                .destination(destination, 0, SPACE);
    }

    /** Words of one to nine letters, the first ones far more often than the last. */
    private static byte[] text(int seed) {
        Random random = new Random(1);
        String[] words = new String[WORDS];
        for (int i = 0; i < WORDS; i++) {
            int length = 1 + random.nextInt(9);
            words[i] = random.ints(length, 'a', 'z' + 1)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
        }
        random = new Random(seed);
        StringBuilder text = new StringBuilder(SIZE + 16);
        while (text.length() < SIZE) {
            double place = random.nextDouble();
            text.append(words[(int) (WORDS * place * place * place)]).append(' ');
        }
        return text.substring(0, SIZE).getBytes(StandardCharsets.US_ASCII);
    }

    ZipRequest request() {
        return request;
    }

    /** Bytes of output of a block that is done. */
    int check() {
        if (request.status() != ZipStatus.OK) {
            throw new IllegalStateException("a block is " + request.status());
        }
        return request.produced();
    }

    @Override
    public void close() {
        source.close();
        destination.close();
    }
}
