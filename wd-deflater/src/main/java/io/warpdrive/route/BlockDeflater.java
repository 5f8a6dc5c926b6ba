// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.route;

import io.warpdrive.queue.DeflatePlan;
import io.warpdrive.queue.WdException;
import io.warpdrive.queue.WdMemory;
import io.warpdrive.queue.WdPool;
import io.warpdrive.queue.WdQueue;
import io.warpdrive.queue.ZipFlush;
import io.warpdrive.queue.ZipOperation;
import io.warpdrive.queue.ZipRequest;
import io.warpdrive.queue.ZipStatus;
import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.zip.Deflater;

/**
 * One stream on its way through a queue: gathers input into blocks, has each compressed, and holds the output until it is
 * taken. A block that the device can't do, or does wrong, is done again by zlib, and so is the rest of its stream. Blocks
 * end on byte boundaries, so it makes no difference to the reader who did which.
 *
 * <p>Memory: {@code source} is 32 KiB of history and one block, {@code output} the block's worst case. Used again for
 * other streams; one stream at a time, one thread at a time.
 */
public final class BlockDeflater implements BlockStream, WdPool.Element {
    private static final int HISTORY = 32 * 1024;
    /** Beyond what the plan's percentage gives: a device's own, zlib's flush. */
    private static final int OUTPUT_SLACK = 256;

    /** Keeps memory that a device did not give back. */
    private static final Queue<WdMemory> LOST = new ConcurrentLinkedQueue<>();

    static final long TIMEOUT = TimeUnit.SECONDS.toNanos(5);

    private final DeflateService service;
    private final WdQueue queue;
    private final int capacity;
    private final boolean verify;
    private final StreamCounters counters = StreamCounters.of(ZipOperation.DEFLATE);
    /** Replaced only when a device may still be at work on them. */
    private WdMemory source;

    private final PendingOutput output;
    private boolean replaced;
    private Cleaner.Cleanable counted;
    private final ZipRequest request = new ZipRequest().operation(ZipOperation.DEFLATE);
    /** Goes along when the stream does. */
    private ZlibFrame frame;

    /** Goes along when the stream does. */
    private EffortChoice choice = new EffortChoice();

    private int effort;

    private DeflatePlan plan;
    private int level;
    private int strategy;
    /** Not null: zlib does the blocks. */
    private ZlibBlocks zlib;
    /** Whether that is only because the blocks are short: the first full one goes to the device again. */
    private boolean zlibWhileShort;

    private Verifier verifier;

    private int filled;
    private int history;
    /** How much of the block the checksum has seen. */
    private int summed;

    /** What was asked for the block that is under way. */
    private int flush;

    private boolean last;
    /** Whether the device has it. */
    private boolean sent;

    private boolean finished;
    /** The flush the output so far ends with, {@link Deflater#NO_FLUSH} if there is input or nothing since. */
    private int flushed;

    /** @param outputPercent of the capacity, room for the output of a block */
    BlockDeflater(DeflateService service, WdQueue queue, int capacity, int outputPercent, boolean verify)
            throws WdException {
        this.service = service;
        this.queue = queue;
        this.capacity = capacity;
        this.verify = verify;
        this.frame = new ZlibFrame(queue);
        this.source = queue.reserveMemory(HISTORY + capacity);
        try {
            long room = (long) capacity * outputPercent / 100 + OUTPUT_SLACK;
            this.output = new PendingOutput(queue.reserveMemory(ZlibFrame.HEADER + room + ZlibFrame.TRAILER));
        } catch (WdException e) {
            source.close();
            throw e;
        }
    }

    /**
     * Begins a stream.
     *
     * @param level 1 to 9, or -1
     * @param wrapped whether it has zlib's header and trailer (RFC 1950); raw otherwise
     */
    public void begin(DeflatePlan plan, int level, boolean wrapped) {
        this.plan = plan;
        this.level = level;
        this.strategy = Deflater.DEFAULT_STRATEGY;
        choice.begin(plan);
        effort = plan.effort();
        filled = 0;
        history = 0;
        summed = 0;
        finished = false;
        flushed = Deflater.NO_FLUSH;
        output.clear();
        frame.begin(wrapped, level, output);
    }

    DeflateService service() {
        return service;
    }

    /** @param counted cleaned when this is closed */
    void onRelease(Cleaner.Cleanable counted) {
        this.counted = counted;
    }

    @Override
    public void release() {
        if (sent) {
            // nobody wants it, but the device may be at it
            complete();
        }
        endZlib();
        if (replaced) {
            close();
        } else {
            service.release(this);
        }
    }

    private void endZlib() {
        if (zlib != null) {
            zlib.close();
            zlib = null;
        }
        zlibWhileShort = false;
    }

    @Override
    public void setParameters(int level, int strategy) {
        DeflatePlan plan = service.plan(level);
        this.level = level;
        this.strategy = strategy;
        if (zlib != null) {
            zlib.setParameters(level, strategy);
        } else if (plan == null || strategy != Deflater.DEFAULT_STRATEGY) {
            leaveToZlib();
        } else {
            this.plan = plan;
            choice.begin(plan);
            effort = plan.effort();
        }
    }

    @Override
    public void setDictionary(ByteBuffer dictionary) {
        history = 0;
        leaveToZlib();
        zlib.setDictionary(dictionary);
    }

    /** Zlib does the rest of the stream, the block being gathered included. */
    private void leaveToZlib() {
        if (zlib == null) {
            zlib = new ZlibBlocks(level, strategy);
            if (history > 0) {
                zlib.setDictionary(source.buffer().slice(HISTORY - history, history));
            }
        }
    }

    @Override
    public int filled() {
        return filled;
    }

    @Override
    public int room() {
        return Math.min(plan.blockSize(), capacity) - filled;
    }

    @Override
    public void put(byte[] input, int offset, int length) {
        source.buffer().put(HISTORY + filled, input, offset, length);
        filled += length;
        flushed = Deflater.NO_FLUSH;
    }

    @Override
    public void put(ByteBuffer input, int offset, int length) {
        source.buffer().put(HISTORY + filled, input, offset, length);
        filled += length;
        flushed = Deflater.NO_FLUSH;
    }

    @Override
    public int adler() {
        frame.update(source, HISTORY + summed, filled - summed);
        summed = filled;
        return frame.adler();
    }

    @Override
    public int pending() {
        return output.remaining();
    }

    @Override
    public int take(byte[] out, int offset, int length) {
        return output.take(out, offset, length);
    }

    @Override
    public int take(ByteBuffer out, int offset, int length) {
        return output.take(out, offset, length);
    }

    @Override
    public boolean isFinished() {
        return finished;
    }

    @Override
    public void compress() {
        chooseEffort();
        start();
        complete();
        effort = plan.effort();
    }

    /** For a full block, before anything of it is pending. */
    private void chooseEffort() {
        if (choice.wantsSamples(filled)
                && (zlib == null || zlibWhileShort)
                && !choice.sample(queue, source, HISTORY, filled, output.memory(), 0)) {
            replaceMemory();
        }
        effort = choice.next();
    }

    @Override
    public void finish() {
        startLast();
        complete();
    }

    /** Begins to compress a full block of a stream that goes on; {@link #complete} has to follow. */
    void start() {
        if (zlibWhileShort) {
            endZlib();
        }
        start(Deflater.SYNC_FLUSH, false);
    }

    /** Begins to compress what is there, and with it the stream ends; {@link #complete} has to follow. */
    void startLast() {
        start(Deflater.NO_FLUSH, true);
    }

    @Override
    public boolean flush(int flush) {
        if (filled == 0 && flushed >= flush) {
            return false;
        }
        if (zlib == null && filled > 0 && service.isTooShort(plan, filled)) {
            leaveToZlib();
            zlibWhileShort = true;
        }
        start(flush, false);
        complete();
        flushed = flush;
        if (flush == Deflater.FULL_FLUSH) {
            history = 0;
        }
        return true;
    }

    private void start(int flush, boolean last) {
        this.flush = flush;
        this.last = last;
        output.clear();
        adler();
        sent = zlib == null && filled > 0 && send();
    }

    /** Ends what was started; the block's output is pending then. */
    void complete() {
        if (zlib != null) {
            byZlib();
        } else if (filled == 0) {
            writeEmpty();
        } else if (!sent || !receive()) {
            redo();
        }
        sent = false;
        keepHistory();
        if (last) {
            frame.writeTrailer(output);
            finished = true;
        }
    }

    /** Whether the block after the one being gathered may be another's, see {@link #moveOn}. */
    boolean mayMoveOn() {
        return (zlib == null || zlibWhileShort) && service.health().isFit();
    }

    /** The stream goes on in {@code next}; only the block being gathered is still this one's. */
    void moveOn(BlockDeflater next) {
        adler();
        if (output.remaining() == 0) {
            chooseEffort();
        }
        next.endZlib();
        next.begin(plan, level, false);
        EffortChoice otherChoice = next.choice;
        next.choice = choice;
        choice = otherChoice;
        ZlibFrame otherFrame = next.frame;
        next.frame = frame;
        frame = otherFrame;
        next.history = keptHistory();
        next.source
                .buffer()
                .put(HISTORY - next.history, source.buffer(), HISTORY + filled - next.history, next.history);
    }

    /** The shortest block there is: one of fixed codes ends a stream, a stored one marks a flush. */
    private void writeEmpty() {
        if (last) {
            output.buffer().putShort(output.limit(), (short) 0x0003);
            output.limit(output.limit() + 2);
        } else {
            writeMark();
        }
    }

    private void writeMark() {
        output.limit(StoredBlocks.write(source.buffer(), 0, 0, false, output.buffer(), output.limit()));
    }

    /** Zlib does this block again; the next one goes to the device again unless its queue is dead. */
    private void redo() {
        counters.fellBack();
        if (request.status() == ZipStatus.TIMED_OUT) {
            replaceMemory();
        }
        leaveToZlib();
        byZlib();
        if (!replaced && service.health().isFit()) {
            endZlib();
        }
    }

    /** Hands the block to the device. False: it takes none, for whatever reason. */
    private boolean send() {
        if (!service.health().isFit()) {
            return false;
        }
        int limit = output.limit();
        request.flush(last ? ZipFlush.FINISH : ZipFlush.SYNC_FLUSH)
                .effort(effort)
                .source(source, HISTORY, filled)
                .history(history)
                .destination(output.memory(), limit, output.memory().size() - limit - ZlibFrame.TRAILER);
        // not sent when it is full: the device is only busy
        return queue.send(request);
    }

    /** Waits for what was sent. False: nothing was written, whatever the reason. */
    private boolean receive() {
        int limit = output.limit();
        queue.recvSync(request, TIMEOUT);
        if (request.status() == ZipStatus.OUTPUT_FULL) {
            return store();
        }
        if (request.status() != ZipStatus.OK || request.consumed() != filled) {
            service.health().failed(request.status(), "a request ended with " + request.status());
            return false;
        }
        int produced = request.produced();
        if (verify && !verified(limit, produced)) {
            service.health().failed(ZipStatus.BAD_DATA, "wrong output");
            return false;
        }
        if (produced > StoredBlocks.size(filled) + (last ? 0 : StoredBlocks.size(0))) {
            return store();
        }
        output.limit(limit + produced);
        return true;
    }

    /** The device may still read the one and write the other: they are never used or freed again. */
    private void replaceMemory() {
        LOST.add(source);
        LOST.add(output.memory());
        try {
            WdMemory copy = WdMemory.allocateUntouched(source.size());
            copy.buffer().put(0, source.buffer(), 0, source.size());
            source = copy;
            output.replace(WdMemory.allocateUntouched(output.memory().size()));
        } catch (WdException e) {
            throw new OutOfMemoryError(e.getMessage());
        }
        replaced = true;
        // what is left of the stream is zlib's: the device could not reach the new memory
        leaveToZlib();
    }

    private boolean verified(int position, int length) {
        if (verifier == null) {
            verifier = new Verifier();
        }
        return verifier.matches(
                source.buffer(), HISTORY, filled, history, output.buffer().slice(position, length));
    }

    /** The block grows: it is stored. What goes on ends with an empty stored block all the same: readers look for it. */
    private boolean store() {
        output.limit(StoredBlocks.write(source.buffer(), HISTORY, filled, last, output.buffer(), output.limit()));
        if (!last) {
            writeMark();
        }
        return true;
    }

    private void byZlib() {
        ByteBuffer out = output.buffer();
        out.position(output.limit());
        ByteBuffer in = source.buffer().slice(HISTORY, filled);
        zlib.compress(in, flush, last, out);
        output.limit(out.position());
        out.clear();
    }

    private void keepHistory() {
        int kept = keptHistory();
        if (kept > 0) {
            ByteBuffer memory = source.buffer();
            memory.put(HISTORY - kept, memory, HISTORY + filled - kept, kept);
        }
        history = kept;
        filled = 0;
        summed = 0;
    }

    /** Bytes before the next block that it may refer to. */
    private int keptHistory() {
        return Math.min(plan.historySize(), history + filled);
    }

    @Override
    public void close() {
        endZlib();
        if (verifier != null) {
            verifier.close();
        }
        source.close();
        output.memory().close();
        counted.clean();
    }
}
