// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.stream;

import io.warpdrive.queue.WdMode;
import io.warpdrive.route.DeflateService;
import io.warpdrive.support.WdLog;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * The places that a stream's segments move through: the oldest under way, those behind it, and the one being gathered. A
 * thread that has to wait compresses a segment itself if there is one that nobody has begun with; it waits in no lock of
 * ours, by {@link LockSupport} or in the queue.
 *
 * <p>For one thread at a time, but for those that help: they only run segments, and may do so for a while after the stream
 * is over, when they find none, or those of the next one, which are as good.
 */
final class SegmentRing {
    private static final DeflateSegment[] NONE = {};
    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();
    /** Segments of one stream that hardware is given at a time. */
    private static final int HARDWARE_INFLIGHT = 4;

    private final ZlibFrame frame;
    private final AtomicInteger helpers = new AtomicInteger();
    private final Runnable help = this::help;

    /** Volatile: helpers of the stream before may still be looking. */
    private volatile DeflateSegment[] places = NONE;
    /** Places in use; fewer than there are when memory is short, or a stream wants fewer. */
    private int width;
    /** How many threads may help at a time; 0 when the device needs none. */
    private int maximumHelpers;
    /** The oldest segment whose output has not been taken. Volatile: helpers begin there. */
    private volatile long head;
    /** The segment being gathered, or the last one; those before it are under way. */
    private long tail;
    /** The thread that waits for a segment which another one compresses. */
    private volatile Thread waiting;

    /** @param frame what is to be written behind the last segment */
    SegmentRing(ZlibFrame frame) {
        this.frame = frame;
    }

    /**
     * Makes room for a stream; there is no memory in it yet. Hardware takes several segments by itself. In software there
     * are three for each thread, one of which is being gathered: with two, a thread often waits for a segment that takes
     * longer than others do, which costs a tenth of the speed.
     *
     * @param threads that may compress its segments on the software device, the caller's included
     */
    void begin(DeflateService service, int threads) {
        boolean software = service.queue().device().mode() == WdMode.SOFTWARE;
        maximumHelpers = software ? Math.min(threads, PROCESSORS) - 1 : 0;
        int alone = software ? 1 : HARDWARE_INFLIGHT;
        int usual = maximumHelpers == 0 ? alone : 3 * (maximumHelpers + 1) - 1;
        int inflight = Math.max(maximumHelpers + 1, service.inflight().orElse(usual));
        width = inflight == 1 ? 1 : inflight + 1;
        if (places.length < width) {
            DeflateSegment[] more = new DeflateSegment[width];
            Arrays.setAll(more, i -> new DeflateSegment(frame));
            places = more;
        }
        head = 0;
        tail = 0;
    }

    private DeflateSegment place(long position) {
        return places[(int) (position % width)];
    }

    private DeflateSegment oldest() {
        return place(head);
    }

    /** The segment being gathered, or the last one. */
    DeflateSegment gathered() {
        return place(tail);
    }

    /** Whether there are segments before the one being gathered. */
    boolean isAnyUnderWay() {
        return head < tail;
    }

    /** Whether there is none, and the last one's output is there. */
    boolean isLastDone() {
        return head == tail && gathered().isDone();
    }

    /** Bytes of output that may be handed out now. */
    int pending() {
        return oldest().pending();
    }

    /** Hands out what fits; the oldest segment's place may be used again then, but for the last one's. */
    void handOut(CallerBuffers caller) {
        long position = head;
        DeflateSegment oldest = place(position);
        if (oldest.pending() > 0) {
            oldest.output().take(caller);
        }
        if (position < tail && oldest.isDone() && oldest.pending() == 0) {
            oldest.hold();
            head = position + 1;
        }
    }

    /** A place for the segment after the one being gathered, if there is one, and memory for it. */
    Optional<DeflateSegment> next(Supplier<Optional<SegmentMemory>> memory) {
        if (tail + 1 - head >= width) {
            return Optional.empty();
        }
        DeflateSegment next = place(tail + 1);
        if (!next.hasMemory()) {
            Optional<SegmentMemory> taken = memory.get();
            if (taken.isEmpty()) {
                // places are first used in turn: those behind this one have none either, and those before it stay what
                // they are
                width = (int) Math.min(width, tail + 1);
                return Optional.empty();
            }
            next.memory(taken.get());
        }
        return Optional.of(next);
    }

    /** Whether threads help that must be left something to do. */
    boolean isHelped() {
        return maximumHelpers > 0;
    }

    /** The one that was gathered is under way, and the next one is gathered. */
    void advance() {
        tail++;
        if (maximumHelpers > 0) {
            callHelper();
        }
    }

    /** Until the oldest segment's output is there, or what went wrong is thrown. */
    void awaitOldest() {
        await(oldest());
        oldest().check();
    }

    private void await(DeflateSegment segment) {
        while (!segment.isOver() && (segment.run() || runAny())) {
            // one segment less to wait for
        }
        if (segment.isOver()) {
            return;
        }
        // as zlib, this is not to be interrupted; who interrupts finds that it has
        boolean interrupted = false;
        waiting = Thread.currentThread();
        while (!segment.isOver()) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        waiting = null;
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean runAny() {
        DeflateSegment[] all = places;
        // of a place that is in use again by now at worst a younger segment is found
        int first = (int) (head % all.length);
        for (int i = 0; i < all.length; i++) {
            if (all[(first + i) % all.length].run()) {
                return true;
            }
        }
        return false;
    }

    /** Gives everything back, once nobody is at work on it. */
    void release() {
        for (DeflateSegment place : places) {
            place.cancel();
        }
        for (DeflateSegment place : places) {
            await(place);
        }
        releaseFrom(0);
    }

    /** All of them, whatever comes of one. */
    private void releaseFrom(int index) {
        if (index < places.length) {
            try {
                places[index].release();
            } finally {
                releaseFrom(index + 1);
            }
        }
    }

    private void callHelper() {
        if (helpers.incrementAndGet() > maximumHelpers) {
            // those that there are will find it, or else the stream's own thread
            helpers.decrementAndGet();
            return;
        }
        try {
            Helpers.call(help);
        } catch (RuntimeException | Error e) {
            // such as "unable to create native thread": the stream's own thread will do the segment
            helpers.decrementAndGet();
            WdLog.debug("a stream goes on without help: " + e.getMessage());
        }
    }

    /** What a helping thread does: segments, until there are none. */
    private void help() {
        while (runAny()) {
            LockSupport.unpark(waiting);
        }
        helpers.decrementAndGet();
    }
}
