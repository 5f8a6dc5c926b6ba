// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.soft;

import io.warpdrive.queue.WdException;
import io.warpdrive.queue.WdMemory;
import io.warpdrive.queue.ZipFlush;
import io.warpdrive.queue.ZipOperation;
import io.warpdrive.queue.ZipRequest;
import io.warpdrive.queue.ZipStatus;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.zip.Adler32;
import java.util.zip.DataFormatException;

/**
 * Tries out an engine right after it was loaded, in all that it will be asked for: a library of the right name but with
 * other structures must not get near anybody's data. Each test throws an IllegalStateException when it fails.
 */
final class SelfTest {
    /** Pieces of input, in turns: within a header, within a code, and several blocks at once. */
    private static final int[] PIECES = {1, 2, 700, 3, 5000, 60};
    /** For output, where it is copied: less than a piece gives, so that some has to wait. */
    private static final int ROOM = 3000;

    private static final byte[] TAIL = {-1, -1, -1, -1, -1, -1, -1, -1, -1};

    private final byte[] plain = SelfTestData.plain();

    /** What makes a checksum of native memory. */
    interface Summer {
        int sum(int adler, long address, int length);
    }

    /**
     * Compresses a block that is flushed and one that ends the stream, and lets the JDK inflate the first alone and both.
     *
     * @param takesHistory whether the second block may refer to the first
     */
    void deflate(Consumer<ZipRequest> engine, boolean takesHistory) {
        int middle = SelfTestData.TEXT_END;
        try (WdMemory source = WdMemory.allocate(plain.length);
                WdMemory destination = WdMemory.allocate(2L * plain.length)) {
            source.buffer().put(0, plain);
            ZipRequest request = new ZipRequest().operation(ZipOperation.DEFLATE);
            request.flush(ZipFlush.SYNC_FLUSH)
                    .source(source, 0, middle)
                    .destination(destination, 0, destination.size());
            int first = deflated(engine, request);
            request.flush(ZipFlush.FINISH)
                    .history(takesHistory ? DeflateFormat.WINDOW : 0)
                    .source(source, middle, plain.length - middle)
                    .destination(destination, first, destination.size() - first);
            int second = deflated(engine, request);
            byte[] packed = new byte[first + second];
            destination.buffer().get(0, packed);
            require(Arrays.equals(plain, SelfTestData.inflated(packed)), "what comes back is not what went in");
            byte[] flushed = SelfTestData.inflated(Arrays.copyOf(packed, first));
            require(Arrays.equals(Arrays.copyOf(plain, middle), flushed), "a flush holds something back");
        } catch (WdException | DataFormatException e) {
            throw failed(e.getMessage(), e);
        }
    }

    private static int deflated(Consumer<ZipRequest> engine, ZipRequest request) {
        engine.accept(request);
        require(request.status() == ZipStatus.OK, "deflate ends with " + request.status());
        require(request.consumed() == request.sourceLength(), "deflate leaves some of its input");
        return request.produced();
    }

    /** Decompresses a stream in pieces, once to where it is told to and once into its context. */
    void inflatePieces(Consumer<ZipRequest> engine, int contextSize) {
        inflatePieces(engine, contextSize, false);
        inflatePieces(engine, contextSize, true);
    }

    private void inflatePieces(Consumer<ZipRequest> engine, int contextSize, boolean outputInContext) {
        byte[] packed = SelfTestData.packed(plain);
        byte[] back = Arrays.copyOf(plain, SelfTestData.HISTORY);
        int start = SelfTestData.HISTORY;
        int end = start + packed.length;
        try (WdMemory source = source(plain, start, packed);
                WdMemory destination = WdMemory.allocate(ROOM);
                WdMemory context = WdMemory.allocate(contextSize)) {
            ZipRequest request = new ZipRequest().operation(ZipOperation.INFLATE);
            int at = start;
            for (int turn = 0; request.status() != ZipStatus.END_OF_STREAM; turn++) {
                request.stateful(context, at == start)
                        .history(at == start ? SelfTestData.HISTORY : 0)
                        .source(source, at, Math.min(PIECES[turn % PIECES.length], source.size() - at))
                        .destination(destination, 0, ROOM);
                if (outputInContext) {
                    request.destinationInContext();
                }
                engine.accept(request);
                require(request.status().isDone(), "inflate ends with " + request.status());
                require(request.consumed() + request.produced() > 0, "inflate does nothing");
                at += request.consumed();
                back = append(back, request);
                require(back.length <= plain.length, "inflate makes too much");
            }
            require(at == end, "inflate misses the end of its input");
            require(Arrays.equals(plain, back), "inflate makes something else");
        } catch (WdException e) {
            throw failed(e.getMessage(), e);
        }
    }

    /** The history, the stream, and some bytes that are none of its. */
    private static WdMemory source(byte[] plain, int history, byte[] packed) throws WdException {
        WdMemory source = WdMemory.allocate(history + packed.length + TAIL.length);
        source.buffer().put(0, plain, 0, history).put(history, packed).put(history + packed.length, TAIL);
        return source;
    }

    private static byte[] append(byte[] back, ZipRequest request) {
        byte[] longer = Arrays.copyOf(back, back.length + request.produced());
        if (request.isOutputInContext()) {
            request.context().buffer().get(request.outputOffset(), longer, back.length, request.produced());
        } else {
            request.destination().buffer().get(request.destinationOffset(), longer, back.length, request.produced());
        }
        return longer;
    }

    /** Decompresses a stream in one call, without history: of that there is none in whole messages. */
    void inflateWhole(Consumer<ZipRequest> engine) {
        byte[] packed = SelfTestData.packedAlone(plain);
        try (WdMemory source = source(plain, 0, packed);
                WdMemory destination = WdMemory.allocate(plain.length)) {
            ZipRequest request = new ZipRequest()
                    .operation(ZipOperation.INFLATE)
                    .stateless()
                    .source(source, 0, source.size())
                    .destination(destination, 0, plain.length);
            engine.accept(request);
            require(request.status() == ZipStatus.END_OF_STREAM, "inflate ends with " + request.status());
            require(request.consumed() == packed.length, "inflate misses the end of its input");
            require(Arrays.equals(plain, append(new byte[0], request)), "inflate makes something else");
            request.destination(destination, 0, plain.length - 1);
            engine.accept(request);
            require(request.status() == ZipStatus.OUTPUT_FULL, "inflate goes over the end of its output");
        } catch (WdException e) {
            throw failed(e.getMessage(), e);
        }
    }

    /** Sums some data in two pieces. */
    void adler32(Summer engine) {
        int middle = SelfTestData.TEXT_END;
        Adler32 expected = new Adler32();
        expected.update(plain);
        try (WdMemory memory = WdMemory.allocate(plain.length)) {
            memory.buffer().put(0, plain);
            int first = engine.sum(1, memory.address(), middle);
            int sum = engine.sum(first, memory.address() + middle, plain.length - middle);
            require(sum == (int) expected.getValue(), "the checksum is another one");
        } catch (WdException e) {
            throw failed(e.getMessage(), e);
        }
    }

    /** For an engine's own checks. */
    static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw failed(otherwise, null);
        }
    }

    private static IllegalStateException failed(String message, Exception cause) {
        return new IllegalStateException("self-test failed: " + message, cause);
    }
}
