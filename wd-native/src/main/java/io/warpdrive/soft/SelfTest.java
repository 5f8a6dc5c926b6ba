// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.soft;

import io.warpdrive.queue.WdException;
import io.warpdrive.queue.WdMemory;
import io.warpdrive.queue.ZipFlush;
import io.warpdrive.queue.ZipOperation;
import io.warpdrive.queue.ZipRequest;
import io.warpdrive.queue.ZipStatus;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Tries out a stranger's engine right after it was loaded, in all that it will be asked for: a library of the right name
 * but with other structures must not get near anybody's data.
 */
final class SelfTest {
    private static final int HISTORY = 32 * 1024;
    /** Text, which gets codes of its own: the first block. */
    private static final int TEXT_END = 40_000;
    /** Noise, which is stored. */
    private static final int NOISE_END = TEXT_END + 600;
    /** The end of the text once more, nearly as far back as DEFLATE can refer. */
    private static final int REPEATED = 28_000;

    private SelfTest() {}

    /**
     * Compresses a block that is flushed and one, with the first as history, that ends the stream; lets the JDK inflate the
     * first alone and both.
     *
     * @throws IllegalStateException when what comes back is not what went in
     */
    static void run(Consumer<ZipRequest> engine) {
        byte[] plain = plain();
        try (WdMemory source = WdMemory.allocate(plain.length);
                WdMemory destination = WdMemory.allocate(2L * plain.length)) {
            source.buffer().put(0, plain);
            ZipRequest request = new ZipRequest().operation(ZipOperation.DEFLATE);
            request.flush(ZipFlush.SYNC_FLUSH).source(source, 0, TEXT_END).destination(destination, 0, plain.length);
            int first = deflated(engine, request);
            request.flush(ZipFlush.FINISH)
                    .history(HISTORY)
                    .source(source, TEXT_END, plain.length - TEXT_END)
                    .destination(destination, first, destination.size() - first);
            byte[] packed = new byte[first + deflated(engine, request)];
            destination.buffer().get(0, packed);
            require(Arrays.equals(plain, inflated(packed, plain.length)), "what comes back is not what went in");
            byte[] flushed = inflated(Arrays.copyOf(packed, first), plain.length);
            require(Arrays.equals(Arrays.copyOf(plain, TEXT_END), flushed), "a flush holds something back");
        } catch (WdException | DataFormatException e) {
            throw new IllegalStateException("self-test failed: " + e.getMessage(), e);
        }
    }

    private static byte[] plain() {
        SplittableRandom random = new SplittableRandom(1);
        StringBuilder text = new StringBuilder(TEXT_END + 100);
        while (text.length() < TEXT_END) {
            text.append(random.nextInt(1000)).append(" of some kind, ");
        }
        byte[] plain = Arrays.copyOf(text.toString().getBytes(StandardCharsets.US_ASCII), NOISE_END + REPEATED);
        for (int i = TEXT_END; i < NOISE_END; i++) {
            plain[i] = (byte) random.nextInt();
        }
        System.arraycopy(plain, TEXT_END - REPEATED, plain, NOISE_END, REPEATED);
        return plain;
    }

    private static int deflated(Consumer<ZipRequest> engine, ZipRequest request) {
        engine.accept(request);
        require(request.status() == ZipStatus.OK, "deflate ends with " + request.status());
        require(request.consumed() == request.sourceLength(), "deflate leaves some of its input");
        return request.produced();
    }

    /** As much as zlib makes of raw data, which may lack its end. */
    private static byte[] inflated(byte[] packed, int length) throws DataFormatException {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(packed);
            byte[] plain = new byte[length + 1];
            return Arrays.copyOf(plain, inflater.inflate(plain));
        } finally {
            inflater.end();
        }
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalStateException("self-test failed: " + otherwise);
        }
    }
}
