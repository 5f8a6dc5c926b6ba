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
    /** As much as all of a message may have. */
    private static final int INPUT = 64 * 1024;
    /** Whoever reads headers of blocks reads 8 bytes at a time. */
    private static final int SLACK = Long.BYTES;

    private static final int OUTPUT = 64 * 1024;
    /** Of a whole message. */
    private static final int WHOLE_INPUT = 256 * 1024;

    private static final int WHOLE_OUTPUT = 1024 * 1024;
    private static final int FIRST_PIECE = 512;
    private static final int LARGEST_PIECE = 16 * 1024;
    /** As far back as a match reaches. */
    private static final int HISTORY = 32 * 1024;

    private static final long TIMEOUT = TimeUnit.SECONDS.toNanos(5);

    private final InflateService service;
    private final WdQueue queue;
    /** Null when it is taken for granted that what a device makes of a whole message is right. */
    private final Verifier verifier;

    private final StreamCounters counters = StreamCounters.of(ZipOperation.INFLATE);
    private final WdMemory input;
    private final PendingOutput output;
    private final WdMemory context;
    private final ZipRequest request = new ZipRequest().operation(ZipOperation.INFLATE);

    private boolean first;
    private int nextPiece;

    BlockInflater(InflateService service, WdQueue queue, InflatePlan plan, boolean verify) throws WdException {
        this.service = service;
        this.queue = queue;
        this.verifier = verify && !plan.isStateful() ? new Verifier() : null;
        WdMemory[] memory = plan.isStateful()
                ? reserve(queue, INPUT + SLACK, plan.contextSize(), plan.keepsOutput() ? 0 : OUTPUT)
                : reserve(queue, WHOLE_INPUT, 1, WHOLE_OUTPUT);
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
            request.destination(output.memory(), 0, output.memory().size());
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

    /** Adds all output, of which none has been taken, to a checksum. */
    public void sumAll(Checksum checksum) {
        ByteBuffer bytes = output.buffer();
        bytes.limit(output.limit()).position(output.position());
        checksum.update(bytes);
        bytes.clear();
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
            // a message is given with room for all of it, a stream in pieces as large as the room
            request.stateful(context, first).likelyWhole(first && piece == length && piece < room);
        }
        first = false;
        request.source(input, 0, piece);
        return send();
    }

    /** Little at first, unless much is asked for: it may be all of a message. Then more each time. */
    private int piece(int length, int room) {
        if (!request.isStateful()) {
            return length;
        }
        int limit = first
                ? Math.min(INPUT, Math.max(FIRST_PIECE, room))
                : Math.min(LARGEST_PIECE, Math.max(nextPiece, room));
        nextPiece = Math.min(LARGEST_PIECE, 2 * nextPiece);
        return Math.min(length, limit);
    }

    private ZipStatus send() {
        if (queue.send(request)) {
            queue.recvSync(request, TIMEOUT);
        } else {
            // full: the device is only busy
            request.complete(ZipStatus.FAILED, 0, 0);
        }
        ZipStatus status = request.status();
        if (status == ZipStatus.QUEUE_DEAD || status == ZipStatus.TIMED_OUT) {
            service.health().failed(status, "a request ended with " + status);
        } else if (status == ZipStatus.END_OF_STREAM && verifier != null && !verified()) {
            service.health().failed(ZipStatus.BAD_DATA, "wrong output");
            rejectOutput();
            return ZipStatus.BAD_DATA;
        }
        output.clear();
        if (isFault(status)) {
            counters.fellBack();
        } else {
            output.set(request.isOutputInContext() ? request.outputOffset() : 0, request.produced());
        }
        return status;
    }

    private static boolean isFault(ZipStatus status) {
        return !status.isDone() && !status.isBad();
    }

    private boolean verified() {
        return verifier.matches(
                output.buffer(), 0, request.produced(), 0, input.buffer().slice(0, request.consumed()));
    }

    /** What a device has made of a whole message may be wrong, or else its checksum: zlib does it again, and will tell. */
    public void rejectOutput() {
        counters.fellBack();
        output.clear();
    }

    /** Leaves the stream, finished or not, and goes back to where it was taken from. */
    public void release() {
        boolean free = false;
        try {
            free = abandon();
        } finally {
            if (free) {
                service.release(this);
            } else {
                LostMemory.add(input);
                LostMemory.add(context);
                LostMemory.add(output.memory());
            }
        }
    }

    /** Waits for what an error has left at the device, if it has. False: the device may still be at it. */
    private boolean abandon() {
        if (request.status() == ZipStatus.SENT) {
            queue.recvSync(request, TIMEOUT);
        }
        return request.status() != ZipStatus.SENT && request.status() != ZipStatus.TIMED_OUT;
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
            request.stateful(context, first).likelyWhole(false).history(piece).source(input, piece, 0);
            done = send() == ZipStatus.OK;
            request.history(0);
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

    /** Whether a message of {@code length} bytes that inflates to {@code room} bytes can be done as a whole. */
    public static boolean fitsWhole(int length, int room) {
        return length > 0 && length <= WHOLE_INPUT && room <= WHOLE_OUTPUT && length < room;
    }

    @Override
    public void close() {
        if (verifier != null) {
            verifier.close();
        }
        input.close();
        context.close();
        // which the context may be
        output.memory().close();
    }
}
