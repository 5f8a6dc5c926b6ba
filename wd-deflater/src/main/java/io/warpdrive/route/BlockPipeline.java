// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.route;

import io.warpdrive.support.WdLog;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A long stream with several blocks under way at a time: one is gathered, those before it are compressed, by a device that
 * takes several or by helping threads, and the output of the oldest is handed out. Blocks move through a ring of places, so
 * order and memory are what they are from the start. A thread that has to wait compresses a block itself if there is one
 * that nobody has begun with.
 *
 * <p>What can't be cut into independent blocks (zlib with a dictionary or another strategy, or because the device is not fit)
 * is not: the block being gathered then stays where it is, and the stream goes on there, one block after the other.
 *
 * <p>What goes wrong with a block is thrown when its turn comes, and whenever more is asked for afterwards: a stream has no
 * hole in it.
 */
final class BlockPipeline implements BlockStream {
    private final DeflateService service;
    private final BlockTask[] places;
    /** How many threads may help at a time; 0 when the device needs none. */
    private final int maximumHelpers;

    private final AtomicInteger helpers = new AtomicInteger();
    private final Runnable help = this::help;

    /** Places in use; fewer than there are when memory is short. */
    private int width;
    /** The oldest block whose output has not been taken. Volatile: helpers begin there. */
    private volatile long head;
    /** The block being gathered; beyond it there is none. */
    private long tail;
    /** Whether the last block is among those under way: nothing is gathered any more. */
    private boolean finishing;

    /** Of all input, once there is no more. */
    private int lastAdler;

    /** The thread that waits for a block which another one compresses. */
    private volatile Thread waiting;

    /**
     * @param first the stream so far
     * @param inflight blocks under way at a time, at least 2
     * @param maximumHelpers threads beside the stream's own, 0 or more
     */
    BlockPipeline(BlockDeflater first, int inflight, int maximumHelpers) {
        this.service = first.service();
        this.maximumHelpers = maximumHelpers;
        this.places = new BlockTask[inflight + 1];
        for (int i = 0; i < places.length; i++) {
            places[i] = new BlockTask();
        }
        places[0].deflater(first);
        width = places.length;
    }

    private BlockTask place(long position) {
        return places[(int) (position % width)];
    }

    /** Where the block is that is gathered, while not {@link #finishing}. */
    private BlockDeflater current() {
        return place(tail).deflater();
    }

    @Override
    public void setParameters(int level, int strategy) {
        if (!finishing) {
            current().setParameters(level, strategy);
        }
    }

    @Override
    public void setDictionary(ByteBuffer dictionary) {
        if (!finishing) {
            current().setDictionary(dictionary);
        }
    }

    @Override
    public int filled() {
        return finishing ? 0 : current().filled();
    }

    @Override
    public int room() {
        return finishing ? 0 : current().room();
    }

    @Override
    public void put(byte[] input, int offset, int length) {
        current().put(input, offset, length);
    }

    @Override
    public void put(ByteBuffer input, int offset, int length) {
        current().put(input, offset, length);
    }

    @Override
    public int adler() {
        return finishing ? lastAdler : current().adler();
    }

    @Override
    public int pending() {
        if (head == tail) {
            return current().pending();
        }
        return place(head).isDone() ? place(head).deflater().pending() : 0;
    }

    @Override
    public int take(byte[] out, int offset, int length) {
        if (pending() == 0) {
            return 0;
        }
        int taken = place(head).deflater().take(out, offset, length);
        leaveIfTaken();
        return taken;
    }

    @Override
    public int take(ByteBuffer out, int offset, int length) {
        if (pending() == 0) {
            return 0;
        }
        int taken = place(head).deflater().take(out, offset, length);
        leaveIfTaken();
        return taken;
    }

    /** The oldest block's place may be used again, but for the last one's. */
    private void leaveIfTaken() {
        long oldest = head;
        if (oldest < tail && place(oldest).deflater().pending() == 0 && !isFinished()) {
            place(oldest).hold();
            head = oldest + 1;
        }
    }

    @Override
    public boolean isFinished() {
        return finishing
                ? head == tail - 1 && place(head).isDone()
                : head == tail && current().isFinished();
    }

    @Override
    public void compress() {
        place(head).check();
        if (finishing) {
            // what comes after the end is not taken
            awaitOldest();
        } else if (current().mayMoveOn() && findPlace()) {
            BlockTask full = place(tail);
            full.deflater().moveOn(place(tail + 1).deflater());
            submit(full, false);
        } else if (head < tail) {
            awaitOldest();
        } else {
            current().compress();
        }
    }

    /** Whether there is a place for the block after the one being gathered. */
    private boolean findPlace() {
        if (tail + 1 - head >= width) {
            return false;
        }
        BlockTask next = place(tail + 1);
        if (next.deflater() == null) {
            next.deflater(service.takeSpare());
        }
        if (next.deflater() == null) {
            // places are first used in turn: those behind this one have none either, and those before it stay what they
            // are
            width = (int) tail + 1;
            return false;
        }
        return true;
    }

    /** From here on the block is under way, whatever happens. */
    private void submit(BlockTask block, boolean last) {
        block.submit(last, maximumHelpers == 0);
        tail++;
        finishing = last;
        if (maximumHelpers > 0) {
            callHelper();
        }
    }

    @Override
    public void finish() {
        if (finishing) {
            awaitOldest();
        } else if (head == tail) {
            current().finish();
        } else {
            lastAdler = current().adler();
            submit(place(tail), true);
            awaitOldest();
        }
    }

    @Override
    public boolean flush(int flush) {
        if (head == tail) {
            return current().flush(flush);
        }
        awaitOldest();
        return true;
    }

    @Override
    public void release() {
        for (long position = head; position < tail; position++) {
            place(position).cancel();
        }
        for (long position = head; position < tail; position++) {
            if (!place(position).isHeld()) {
                await(place(position));
            }
        }
        releaseFrom(0);
    }

    /** All of them, whatever comes of one. */
    private void releaseFrom(int index) {
        if (index == places.length) {
            return;
        }
        BlockDeflater deflater = places[index].deflater();
        places[index].deflater(null);
        try {
            if (deflater != null) {
                deflater.release();
            }
        } finally {
            releaseFrom(index + 1);
        }
    }

    /** Until the oldest block's output is there, or what went wrong is thrown. */
    private void awaitOldest() {
        BlockTask oldest = place(head);
        await(oldest);
        oldest.check();
    }

    private void await(BlockTask block) {
        while (!block.isOver() && (block.runIfReady() || runAny())) {
            // one block less to wait for
        }
        if (block.isOver()) {
            return;
        }
        // as zlib, this is not to be interrupted; who interrupts finds that it has
        boolean interrupted = false;
        waiting = Thread.currentThread();
        while (!block.isOver()) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        waiting = null;
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean runAny() {
        // of a place that is in use again by now at worst a younger block is found
        int oldest = (int) (head % places.length);
        for (int i = 0; i < places.length; i++) {
            if (places[(oldest + i) % places.length].runIfReady()) {
                return true;
            }
        }
        return false;
    }

    private boolean isAnyReady() {
        for (BlockTask place : places) {
            if (place.isReady()) {
                return true;
            }
        }
        return false;
    }

    private void callHelper() {
        if (!enlist()) {
            return;
        }
        try {
            Helpers.call(help);
        } catch (RuntimeException | Error e) {
            // such as "unable to create native thread": the stream's own thread will do the block
            helpers.decrementAndGet();
            WdLog.debug("a stream goes on without help: " + e.getMessage());
        }
    }

    /** Whether the calling thread may count itself, or the one that it calls, as one more helper. */
    private boolean enlist() {
        int now = helpers.get();
        while (now < maximumHelpers) {
            if (helpers.compareAndSet(now, now + 1)) {
                return true;
            }
            now = helpers.get();
        }
        return false;
    }

    /** What a helping thread does: blocks, until there are none. */
    private void help() {
        do {
            while (runAny()) {
                LockSupport.unpark(waiting);
            }
            helpers.decrementAndGet();
            // a block may have come while this thread was still counted
        } while (isAnyReady() && enlist());
    }
}
