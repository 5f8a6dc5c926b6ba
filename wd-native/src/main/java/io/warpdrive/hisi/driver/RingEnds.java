// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.hisi.driver;

import io.warpdrive.hisi.protocol.Cqe;
import io.warpdrive.hisi.protocol.HisiApi;
import io.warpdrive.hisi.protocol.Outcome;
import io.warpdrive.hisi.protocol.Rings;
import io.warpdrive.hisi.protocol.Sqe;
import io.warpdrive.queue.ZipFlush;
import io.warpdrive.queue.ZipOperation;
import io.warpdrive.queue.ZipRequest;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;

/**
 * What is done at the two ends of the rings: a request goes in, completions come out. {@link #submit} and {@link #isReset}
 * are for the thread that holds the queue's send lock, the rest for the one with its receive lock. Every method ends by
 * looking whether the mapping is still there, and throws InternalError if it is not.
 */
final class RingEnds {
    /** What one thread takes up for others before it looks after itself. */
    private static final int BATCH = 64;

    private final Rings rings;
    private final InFlight inFlight;
    private final int queue;
    private final Sqe.Type type;
    private final int kind = Sqe.kind(Sqe.Algorithm.RAW_DEFLATE, Sqe.WINDOW_32K);
    private final int finishControl;
    private final int flushControl;

    /**
     * @param queue the queue's number, which goes into doorbells
     */
    RingEnds(Rings rings, InFlight inFlight, HisiApi api, int queue) {
        this.rings = rings;
        this.inFlight = inFlight;
        this.queue = queue;
        this.type = Sqe.Type.of(api, Sqe.Algorithm.RAW_DEFLATE);
        this.finishControl = Sqe.control(type, true, false, true);
        this.flushControl = Sqe.control(type, false, false, true);
    }

    /** Whether the device says that it takes nothing any more. */
    boolean isReset() {
        boolean reset = rings.isTxReset();
        if (reset) {
            // perhaps nothing was read at all
            MappingFault.deliver();
        }
        return reset;
    }

    /** Hands a request to the device; there has to be room in the ring. */
    void submit(ZipRequest request, long source, long destination, int space) {
        long position = inFlight.tail();
        boolean finish = request.operation() == ZipOperation.INFLATE || request.flush() == ZipFlush.FINISH;
        // first: a device that looks into the ring, as the emulator does, may be done with the entry before its
        // doorbell rings
        request.sent();
        inFlight.push(request);
        Sqe.write(
                rings.entries(),
                rings.submissionEntry(rings.submissionSlot(position)),
                finish ? finishControl : flushControl,
                kind,
                source,
                request.sourceLength(),
                destination,
                space,
                type,
                (int) position);
        rings.ringSubmission(queue, position + 1);
        checkMapping(position);
    }

    /**
     * Takes up what has completed. Anything but {@link Fault#NONE} means that the device can't be relied on.
     *
     * @param armed whether somebody sleeps, or is about to, who has to be woken at the next completion still
     */
    Fault drain(boolean armed) {
        int taken = 0;
        while (taken < BATCH && isComplete(inFlight.head())) {
            Fault fault = takeOne(inFlight.head());
            if (fault != Fault.NONE) {
                MappingFault.deliver();
                return fault;
            }
            taken++;
        }
        if (taken > 0) {
            // one doorbell for both: the head without the question would take the question back
            rings.ringCompletion(queue, inFlight.head(), armed);
        } else if (rings.isRxReset()) {
            MappingFault.deliver();
            return Fault.RESET;
        }
        checkMapping(lastTaken());
        return Fault.NONE;
    }

    private boolean isComplete(long position) {
        return Cqe.phaseAcquire(rings.entries(), rings.completionEntry(position)) == rings.phase(position);
    }

    private Fault takeOne(long position) {
        if (position == inFlight.tail()) {
            return Fault.SPURIOUS;
        }
        int slot = rings.submissionSlot(position);
        if (Cqe.sqHead(rings.entries(), rings.completionEntry(position)) != slot) {
            return Fault.WRONG_ENTRY;
        }
        int entry = rings.submissionEntry(slot);
        if (Sqe.tag(rings.entries(), entry, type) != (int) position) {
            return Fault.WRONG_TAG;
        }
        if (!Sqe.isAnswered(rings.entries(), entry)) {
            // the device may yet come to this one, and write where zlib would do the block again
            return Fault.SPURIOUS;
        }
        ByteBuffer ring = rings.entries();
        int consumed = ring.getInt(entry + Sqe.CONSUMED);
        int produced = ring.getInt(entry + Sqe.PRODUCED);
        int statusWord = ring.getInt(entry + Sqe.STATUS);
        int context0 = ring.getInt(entry + Sqe.CONTEXT_0);
        // first the loads, then the look: nobody may be told of figures that were not read. And no error may come after
        // it, or the request would be completed once more
        VarHandle.loadLoadFence();
        checkMapping(position);
        Outcome.apply(inFlight.oldest(), consumed, produced, statusWord, context0);
        inFlight.pop();
        return Fault.NONE;
    }

    /** Asks the device to wake who polls, at the next completion. */
    void arm() {
        rings.ringCompletion(queue, inFlight.head(), true);
        checkMapping(lastTaken());
    }

    /** The youngest entry that nobody writes: the one kept free. At the queue's start it is the first. */
    private long lastTaken() {
        return Math.max(0, inFlight.head() - 1);
    }

    private void checkMapping(long position) {
        int entry = rings.submissionEntry(rings.submissionSlot(position));
        if (!Sqe.isIntact(rings.entries(), entry, kind)) {
            MappingFault.deliver();
        }
    }
}
