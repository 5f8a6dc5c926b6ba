// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.route;

import io.warpdrive.queue.DeflatePlan;
import io.warpdrive.queue.WdException;
import io.warpdrive.queue.WdMemory;
import io.warpdrive.queue.WdQueue;
import io.warpdrive.queue.WdResource;
import io.warpdrive.queue.ZipOperation;
import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.zip.Deflater;

/**
 * One stream on its way through a queue: gathers input into blocks, has each compressed, and holds the output until it is
 * taken. A block that the device can't do, or does wrong, is done again by zlib, and so is the rest of its stream. Blocks
 * end on byte boundaries, so it makes no difference to the reader who did which.
 *
 * <p>An error out of the middle of a block (memory is short, a device's driver is broken) is the end of the stream: whoever
 * goes on with it gets an exception again, never output with a hole in it.
 *
 * <p>Used again for other streams; one stream at a time, one thread at a time.
 */
public final class BlockDeflater implements BlockStream, WdResource {
    /** Beyond what the plan's percentage gives: a device's own, zlib's flush. */
    private static final int OUTPUT_SLACK = 256;

    static final long TIMEOUT = TimeUnit.SECONDS.toNanos(5);

    private final DeflateService service;
    private final StreamCounters counters = StreamCounters.of(ZipOperation.DEFLATE);
    /** The memory of both is replaced only when a device may still be at work on it. */
    private final BlockInput input;

    private final PendingOutput output;
    private boolean replaced;
    /** Whether a device may still be at work on it, and it has not been replaced. */
    private boolean lost;

    private Cleaner.Cleanable counted;
    private final BlockRequest request;
    /** Goes along when the stream does. */
    private ZlibFrame frame;

    private DeflatePlan plan;
    private int level;
    private int strategy;
    /** Not null: zlib does the blocks. */
    private ZlibBlocks zlib;
    /** Whether that is only because the blocks are short: the first full one goes to the device again. */
    private boolean zlibWhileShort;

    /** What was asked for the block that is under way. */
    private int flush;

    private boolean last;
    /** Whether it has been begun and not been ended. Still so when another begins: an error has come between. */
    private boolean begun;

    private boolean finished;
    /** The flush the output so far ends with, {@link Deflater#NO_FLUSH} if there is input or nothing since. */
    private int flushed;

    /** @param outputPercent of the capacity, room for the output of a block */
    BlockDeflater(DeflateService service, WdQueue queue, int capacity, int outputPercent, boolean verify)
            throws WdException {
        this.service = service;
        this.frame = new ZlibFrame(queue);
        this.input = new BlockInput(queue, capacity);
        WdMemory room = null;
        try {
            long size = (long) capacity * outputPercent / 100 + OUTPUT_SLACK;
            room = queue.reserveMemory(ZlibFrame.HEADER + size + ZlibFrame.TRAILER);
            this.output = new PendingOutput(room);
            this.request = new BlockRequest(service.health(), queue, input, output, verify);
        } finally {
            if (room == null) {
                input.memory().close();
            }
        }
    }

    /**
     * Begins a stream.
     *
     * @param level 1 to 9, or -1
     * @param wrapped whether it has zlib's header and trailer (RFC 1950); raw otherwise
     * @param headerSent bytes of the header that have been handed out already; 0 if it is raw
     */
    public void begin(DeflatePlan plan, int level, boolean wrapped, int headerSent) {
        this.plan = plan;
        this.level = level;
        this.strategy = Deflater.DEFAULT_STRATEGY;
        input.clear();
        begun = false;
        finished = false;
        flushed = Deflater.NO_FLUSH;
        output.clear();
        frame.begin(wrapped, level, headerSent, output);
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
        boolean free = false;
        try {
            free = request.abandon();
        } finally {
            endZlib();
            if (lost || !free) {
                lose();
                counted.clean();
            } else if (replaced) {
                close();
            } else {
                service.release(this);
            }
        }
    }

    private void lose() {
        lost = true;
        LostMemory.add(input.memory());
        LostMemory.add(output.memory());
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
        }
    }

    @Override
    public void setDictionary(ByteBuffer dictionary) {
        input.forgetHistory();
        leaveToZlib();
        zlib.setDictionary(dictionary);
    }

    /** Zlib does the rest of the stream, the block being gathered included. */
    private void leaveToZlib() {
        if (zlib == null) {
            zlib = new ZlibBlocks(level, strategy);
            if (input.history() > 0) {
                zlib.setDictionary(input.historyBytes());
            }
        }
    }

    @Override
    public int filled() {
        return input.filled();
    }

    @Override
    public int room() {
        return Math.min(plan.blockSize(), input.capacity()) - input.filled();
    }

    @Override
    public void put(byte[] array, int offset, int length) {
        input.put(array, offset, length);
        flushed = Deflater.NO_FLUSH;
    }

    @Override
    public void put(ByteBuffer buffer, int offset, int length) {
        input.put(buffer, offset, length);
        flushed = Deflater.NO_FLUSH;
    }

    @Override
    public int adler() {
        frame.update(input);
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
        start();
        complete();
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
        if (input.filled() == 0 && flushed >= flush) {
            return false;
        }
        if (zlib == null && input.filled() > 0 && service.isTooShort(plan, input.filled())) {
            leaveToZlib();
            zlibWhileShort = true;
        }
        start(flush, false);
        complete();
        flushed = flush;
        if (flush == Deflater.FULL_FLUSH) {
            input.forgetHistory();
        }
        return true;
    }

    private void start(int flush, boolean last) {
        checkWhole();
        begun = true;
        this.flush = flush;
        this.last = last;
        output.clear();
        request.skip();
        adler();
        if (zlib == null && input.filled() > 0) {
            request.send(plan.effort(), last);
        }
    }

    /** What came of a block that was never ended is not known: not what the device made of it, nor what zlib did. */
    private void checkWhole() {
        if (begun || lost) {
            throw new IllegalStateException("the stream was cut off by an error before");
        }
    }

    /** Ends what was started; the block's output is pending then. */
    void complete() {
        if (zlib != null) {
            zlib.compress(input.bytes(), flush, last, output);
        } else if (input.filled() == 0) {
            StoredBlocks.writeEmpty(last, output);
        } else if (!request.receive()) {
            redo();
        }
        request.skip();
        input.advance(keptHistory());
        if (last) {
            frame.writeTrailer(output);
            finished = true;
        }
        begun = false;
    }

    /** Whether the block after the one being gathered may be another's, see {@link #moveOn}. */
    boolean mayMoveOn() {
        return (zlib == null || zlibWhileShort) && service.health().isFit();
    }

    /**
     * The stream goes on in {@code next}; only the block being gathered is still this one's. All or nothing: after an
     * error the stream is still here.
     */
    void moveOn(BlockDeflater next) {
        checkWhole();
        adler();
        next.endZlib();
        next.begin(plan, level, false, 0);
        input.copyEnd(next.input, keptHistory());
        // from here on nothing can fail
        ZlibFrame otherFrame = next.frame;
        next.frame = frame;
        frame = otherFrame;
    }

    /** Zlib does this block again; the next one goes to the device again unless its queue is dead. */
    private void redo() {
        counters.fellBack();
        if (request.hasTimedOut()) {
            replaceMemory();
        }
        leaveToZlib();
        zlib.compress(input.bytes(), flush, last, output);
        if (!replaced && service.health().isFit()) {
            endZlib();
        }
    }

    /** The device may still read the one and write the other. */
    private void replaceMemory() {
        lose();
        try {
            input.replace();
            output.replace(WdMemory.allocateUntouched(output.memory().size()));
        } catch (WdException e) {
            throw new OutOfMemoryError(e.getMessage());
        }
        lost = false;
        replaced = true;
        // what is left of the stream is zlib's: the device could not reach the new memory
        leaveToZlib();
    }

    /** Bytes before the next block that it may refer to. */
    private int keptHistory() {
        return Math.min(plan.historySize(), input.history() + input.filled());
    }

    @Override
    public void close() {
        endZlib();
        request.close();
        input.memory().close();
        output.memory().close();
        counted.clean();
    }
}
