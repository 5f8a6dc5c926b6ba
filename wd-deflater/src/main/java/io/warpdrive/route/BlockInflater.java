// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.route;

import io.warpdrive.queue.InflatePlan;
import io.warpdrive.queue.WdException;
import io.warpdrive.queue.WdMemory;
import io.warpdrive.queue.WdPool;
import io.warpdrive.queue.WdQueue;
import io.warpdrive.queue.ZipOperation;
import io.warpdrive.queue.ZipRequest;
import io.warpdrive.queue.ZipStatus;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.zip.Checksum;

/**
 * One raw DEFLATE stream on its way through an inflating queue: hands over input piece by piece and holds the output
 * until it is taken. Used again for other streams; one stream at a time, one thread at a time.
 */
public final class BlockInflater implements WdPool.Element {
    private static final int INPUT = 16 * 1024;
    private static final int OUTPUT = 64 * 1024;
    private static final int FIRST_PIECE = 512;
    /** As far back as a match reaches. */
    private static final int HISTORY = 32 * 1024;

    private static final long TIMEOUT = TimeUnit.SECONDS.toNanos(5);

    private final WdQueue queue;
    private final WdMemory input;
    private final PendingOutput output;
    private final WdMemory context;
    private final ZipRequest request = new ZipRequest().operation(ZipOperation.INFLATE);

    private boolean first;
    private int nextPiece;

    BlockInflater(WdQueue queue, InflatePlan plan) throws WdException {
        this.queue = queue;
        WdMemory[] memory = reserve(queue, INPUT, Math.max(1, plan.contextSize()), plan.keepsOutput() ? 0 : OUTPUT);
        this.input = memory[0];
        this.context = memory[1];
        this.output = new PendingOutput(memory[plan.keepsOutput() ? 1 : 2]);
        if (plan.isStateful()) {
            request.stateful(context, true);
        } else {
            request.stateless();
        }
        if (plan.keepsOutput()) {
            request.destinationInContext();
        } else {
            request.destination(output.memory(), 0, OUTPUT);
        }
    }

    /** All or nothing; of size 0 none. */
    private static WdMemory[] reserve(WdQueue queue, int... sizes) throws WdException {
        WdMemory[] memory = new WdMemory[sizes.length];
        for (int i = 0; i < sizes.length && sizes[i] > 0; i++) {
            try {
                memory[i] = queue.reserveMemory(sizes[i]);
            } catch (WdException e) {
                for (int j = 0; j < i; j++) {
                    memory[j].close();
                }
                throw e;
            }
        }
        return memory;
    }

    /** Begins a stream. */
    public void begin() {
        first = true;
        nextPiece = FIRST_PIECE;
        output.clear();
    }

    /** Bytes of output that wait to be taken. */
    public int pending() {
        return output.remaining();
    }

    public int take(byte[] out, int offset, int length) {
        return output.take(out, offset, length);
    }

    public int take(ByteBuffer out, int offset, int length) {
        return output.take(out, offset, length);
    }

    /** Adds the last {@code taken} bytes of output to a checksum. */
    public void sum(Checksum checksum, int taken) {
        ByteBuffer bytes = output.buffer();
        bytes.limit(output.position()).position(output.position() - taken);
        checksum.update(bytes);
        bytes.clear();
    }

    /**
     * Hands over a piece of input. Nothing may be pending.
     *
     * @param in the input, if it is an array; otherwise {@code buffer} is
     * @param length any; no more than a piece is used
     * @param room bytes of output that are asked for: whoever reads the head of a stream does not wait for the rest
     * @return how it ended: {@link ZipStatus#OK} (more input is needed), {@link ZipStatus#OUTPUT_FULL} (call again, also
     *     without input), {@link ZipStatus#END_OF_STREAM}, or a failure, after which only {@link #begin} helps; what was
     *     made of the input before bad data is pending then
     */
    public ZipStatus inflate(byte[] in, ByteBuffer buffer, int offset, int length, int room) {
        int piece = piece(length, room);
        if (in != null) {
            input.buffer().put(0, in, offset, piece);
        } else {
            input.buffer().put(0, buffer, offset, piece);
        }
        if (request.isStateful()) {
            request.stateful(context, first);
        }
        first = false;
        request.source(input, 0, piece);
        send();
        return request.status();
    }

    /** Little at first, unless much is asked for; more each time. */
    private int piece(int length, int room) {
        int limit = request.isStateful() ? Math.min(INPUT, Math.max(nextPiece, room)) : INPUT;
        nextPiece = Math.min(INPUT, 2 * nextPiece);
        return Math.min(length, limit);
    }

    private void send() {
        if (queue.send(request)) {
            queue.recvSync(request, TIMEOUT);
        } else {
            request.complete(ZipStatus.FAILED, 0, 0);
        }
        output.set(request.isOutputInContext() ? request.outputOffset() : 0, request.produced());
    }

    /**
     * Puts a dictionary in the place of the last output. Only within a stream that is handed over piece by piece, with
     * nothing pending.
     *
     * @return whether it is in force
     */
    public boolean useDictionary(ByteBuffer dictionary) {
        int end = dictionary.limit();
        int from = end - Math.min(dictionary.remaining(), HISTORY);
        boolean done = true;
        while (from < end && done) {
            int piece = Math.min(end - from, INPUT);
            input.buffer().put(0, dictionary, from, piece);
            request.stateful(context, first).history(piece).source(input, piece, 0);
            send();
            request.history(0);
            done = request.status() == ZipStatus.OK;
            from += piece;
        }
        if (done) {
            dictionary.position(end);
        }
        return done;
    }

    /** Bytes of input that the last piece used; with a status that is neither done nor bad unknown. */
    public int consumed() {
        return request.consumed();
    }

    /** Zlib's words for what is wrong with the data. */
    public String message() {
        return request.message();
    }

    /** Whether a stream of {@code length} bytes that inflates to {@code room} bytes is no more than a piece. */
    public static boolean fitsWhole(int length, int room) {
        return length <= INPUT && room <= OUTPUT && length < room;
    }

    @Override
    public void close() {
        input.close();
        context.close();
        // which the context may be
        output.memory().close();
    }
}
