// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.route;

import io.warpdrive.queue.ContextReader;
import io.warpdrive.queue.InflatePlan;
import io.warpdrive.queue.WdException;
import io.warpdrive.queue.WdLog;
import io.warpdrive.queue.WdMemory;
import io.warpdrive.queue.WdPool;
import io.warpdrive.queue.WdQueue;
import io.warpdrive.queue.ZipOperation;
import io.warpdrive.queue.ZipRequest;
import io.warpdrive.queue.ZipStatus;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.zip.Checksum;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * One raw DEFLATE stream on its way through an inflating queue: hands over input piece by piece and holds the output
 * until it is taken. Used again for other streams; one stream at a time, one thread at a time.
 */
public final class BlockInflater implements WdPool.Element {
    private static final int OUTPUT = 64 * 1024;
    /** The first byte that is handed out lies at a multiple of this, where copies and checksums are fastest. */
    private static final int ALIGNMENT = 64;

    static final long TIMEOUT = TimeUnit.SECONDS.toNanos(5);

    /** Bits of a header up to which zlib finds nothing that the device doesn't: BFINAL, BTYPE, HLIT, HDIST, HCLEN. */
    private static final int UNDOUBTED = 16;

    private final WdQueue queue;
    private final InflateLog log;
    private final WdMemory output;
    private final WdMemory context;
    private final Optional<ContextReader> reader;
    private final ZipRequest request = new ZipRequest().operation(ZipOperation.INFLATE);

    private boolean first;
    /** Bytes of output made since {@link #begin}. */
    private long made;

    /** Bytes of the last piece that it did not use. */
    private int rest;

    /** Output that the device held back: what was made of its input all the same, and how much of that it still owes. */
    private final byte[] heldBack = new byte[8];

    private int owed;
    /** Whether nothing more can be made of the input used so far. */
    private boolean outputIsComplete;

    private int outputPosition;
    private int outputLimit;

    BlockInflater(WdQueue queue, InflatePlan plan) throws WdException {
        this.queue = queue;
        this.reader = plan.contextReader();
        int input = plan.isStateful() ? InflateLog.SIZE : InflateLog.PIECE;
        WdMemory[] memory = reserve(queue, input, ALIGNMENT + OUTPUT, Math.max(1, plan.contextSize()));
        this.log = new InflateLog(memory[0], reader);
        this.output = memory[1];
        this.context = memory[2];
        if (plan.isStateful()) {
            request.stateful(context, true);
        } else {
            request.stateless();
        }
    }

    /** All or nothing. */
    private static WdMemory[] reserve(WdQueue queue, int... sizes) throws WdException {
        WdMemory[] memory = new WdMemory[sizes.length];
        for (int i = 0; i < sizes.length; i++) {
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
        made = 0;
        rest = 0;
        owed = 0;
        outputIsComplete = true;
        log.begin();
        outputPosition = 0;
        outputLimit = 0;
    }

    /** Bytes of output that wait to be taken. */
    public int pending() {
        return outputLimit - outputPosition;
    }

    public int take(byte[] out, int offset, int length) {
        int taken = Math.min(length, pending());
        output.buffer().get(outputPosition, out, offset, taken);
        outputPosition += taken;
        return taken;
    }

    public int take(ByteBuffer out, int offset, int length) {
        int taken = Math.min(length, pending());
        out.put(offset, output.buffer(), outputPosition, taken);
        outputPosition += taken;
        return taken;
    }

    /** Adds the last {@code taken} bytes of output to a checksum. */
    public void sum(Checksum checksum, int taken) {
        ByteBuffer bytes = output.buffer();
        bytes.limit(outputPosition).position(outputPosition - taken);
        checksum.update(bytes);
        bytes.clear();
    }

    /**
     * Hands over a piece of input. Nothing may be pending.
     *
     * @param in the input, if it is an array; otherwise {@code buffer} is
     * @param length any; no more than a piece is used
     * @return how it ended: {@link ZipStatus#OK} (more input is needed), {@link ZipStatus#OUTPUT_FULL} (call again, also
     *     without input), {@link ZipStatus#END_OF_STREAM}, or a failure, after which only {@link #begin} helps
     */
    public ZipStatus inflate(byte[] in, ByteBuffer buffer, int offset, int length) {
        int piece = log.put(in, buffer, offset, length, context, made);
        if (request.isStateful()) {
            request.stateful(context, first);
        }
        first = false;
        outputIsComplete = false;
        request.source(log.memory(), log.end(), piece).destination(output, ALIGNMENT - owed, OUTPUT);
        if (queue.send(request)) {
            queue.recvSync(request, TIMEOUT);
        } else {
            request.complete(ZipStatus.FAILED, 0, 0);
        }
        // what came before bad data is good
        int skipped = Math.min(owed, request.produced());
        outputPosition = ALIGNMENT - owed + skipped;
        outputLimit = ALIGNMENT - owed + request.produced();
        owed -= skipped;
        rest = piece;
        if (request.status().isDone()) {
            log.use(request.consumed());
            made += request.produced();
            rest -= request.consumed();
        }
        return request.status();
    }

    /** Bytes of input that the last piece used; on a failure unknown. */
    public int consumed() {
        return request.consumed();
    }

    /** Makes output of what the device holds back until it gets more input, as zlib would. Nothing may be pending. */
    public void completeOutput() {
        if (outputIsComplete || reader.isEmpty()) {
            return;
        }
        outputIsComplete = true;
        int count = reader.get().heldBack(context, heldBack);
        if (count > owed) {
            output.buffer().put(0, heldBack, 0, count);
            outputPosition = owed;
            outputLimit = count;
            owed = count;
        }
    }

    /**
     * Whether zlib refuses the header that the device has begun to read: zlib judges each field as it comes, a device may
     * wait for all of it.
     */
    public boolean endsInBadHeader() {
        int bits = reader.isPresent() ? reader.get().headerBits(context) : -1;
        int start = log.length() * Byte.SIZE - bits;
        if (bits <= UNDOUBTED || start < 0) {
            return false;
        }
        ResumePoint point = ResumePoint.at(log, start, new byte[0], 0, new byte[0]);
        Inflater zlib = new Inflater(true);
        try {
            zlib.setInput(point.input());
            zlib.inflate(new byte[1]);
            return false;
        } catch (DataFormatException e) {
            return true;
        } finally {
            zlib.end();
        }
    }

    /**
     * Finds out where zlib can take the stream over, when the device has failed or is not to go on.
     *
     * @param delivered bytes of output that were handed out
     * @return empty if nobody can tell: the device doesn't, or a block is longer than what is kept of the input
     */
    public Optional<ResumePoint> handOver(long delivered) {
        if (log.isWhole()) {
            return Optional.of(ResumePoint.atBeginning(log));
        }
        if (reader.isEmpty()) {
            return Optional.empty();
        }
        try (ResumeSearch search = new ResumeSearch(queue, log, context.size(), reader.get(), delivered)) {
            return search.find(log.length() + rest);
        } catch (WdException e) {
            WdLog.info("a stream can't go on by zlib: " + e.getMessage());
            return Optional.empty();
        }
    }

    /** Whether a stream of {@code length} bytes that inflates to {@code room} bytes is no more than a piece. */
    public static boolean fitsWhole(int length, int room) {
        return length <= InflateLog.PIECE && room <= OUTPUT && length < room;
    }

    @Override
    public void close() {
        log.close();
        output.close();
        context.close();
    }
}
