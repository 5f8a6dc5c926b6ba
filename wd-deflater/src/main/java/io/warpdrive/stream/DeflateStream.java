// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.stream;

import io.warpdrive.queue.DeflatePlan;
import io.warpdrive.route.DeflateService;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.Deflater;

/**
 * A stream that goes through a queue in segments: one is gathered, those before it are compressed, by a device that takes
 * several or by helping threads, and the output of the oldest is handed out. Segments move through a ring, so order and
 * memory are what they are from the start; a ring of one compresses where it gathers.
 *
 * <p>What can't be cut into independent segments (zlib with a dictionary or another strategy) is not: the segment being
 * gathered then stays where it is, and the stream goes on there, one after the other.
 *
 * <p>What goes wrong with a segment is thrown when its turn comes, and whenever more is asked for afterwards.
 *
 * <p>Used again for other streams; one stream at a time, one thread at a time.
 */
public final class DeflateStream {
    /** A stream's second segment and those behind it come out of this part of the budget: the rest is for first ones. */
    private static final int SPARE = 2;

    /** How far the stream has come. */
    private enum Phase {
        /** There is none, or it was given up. */
        LEFT,
        OPEN,
        /** Its last segment has been submitted. */
        ENDING,
        /** All of it has been handed out. */
        FINISHED
    }

    private final MemoryBudget budget;
    private final int threads;
    private final ZlibFrame frame;
    private final SegmentRing ring;
    private final SegmentEngine engine = new SegmentEngine();

    private DeflateService service;
    private Phase phase = Phase.LEFT;
    /** The flush the output so far ends with, {@link Deflater#NO_FLUSH} if there is input or nothing since. */
    private int flushed;

    private boolean changing;
    /** Null, or what went wrong: without what had been taken, or was to come, the stream would have a hole. */
    private Throwable broken;

    private long bytesRead;
    private long bytesWritten;

    /**
     * A stream that has not begun.
     *
     * @param wrapped whether it has zlib's header and trailer (RFC 1950); raw otherwise
     * @param threads that may compress its segments on the software device, the caller's included
     */
    public DeflateStream(boolean wrapped, int threads) {
        this(wrapped, threads, MemoryBudget.ofProcess());
    }

    DeflateStream(boolean wrapped, int threads, MemoryBudget budget) {
        this.budget = budget;
        this.threads = threads;
        this.frame = new ZlibFrame(wrapped);
        this.ring = new SegmentRing(frame);
    }

    /**
     * Begins a stream; false if there is no memory for it.
     *
     * @param plan the service's for the level
     * @param level 1 to 9, or -1
     * @param headerSent bytes of the header that have been handed out already; 0 if it is raw
     * @param gathered its first input, less than a segment
     * @param length bytes of that
     */
    public boolean begin(
            DeflateService service, DeflatePlan plan, int level, int headerSent, byte[] gathered, int length) {
        ring.begin(service, threads);
        Optional<SegmentMemory> memory = SegmentMemory.take(service, budget, 1);
        if (memory.isEmpty()) {
            return false;
        }
        ring.gathered().memory(memory.get());
        frame.begin(service.queue(), level, headerSent, memory.get().output());
        memory.get().input().put(gathered, length);
        engine.begin(service, plan, level);
        this.service = service;
        phase = Phase.OPEN;
        flushed = Deflater.NO_FLUSH;
        changing = false;
        broken = null;
        bytesRead = length;
        bytesWritten = headerSent;
        return true;
    }

    /**
     * As {@link Deflater#deflate}: takes input, makes output and hands it out until one of them is used up.
     *
     * @param finish whether the stream ends with this input; {@code flush} means nothing then
     */
    public void deflate(CallerBuffers caller, int flush, boolean finish) {
        int room = caller.room();
        if (phase == Phase.LEFT || phase == Phase.FINISHED || room == 0) {
            // zlib too does nothing where there is no room
            return;
        }
        rethrow(broken);
        try {
            do {
                ring.handOut(caller);
            } while (goesOn(caller, flush, finish));
        } catch (RuntimeException | Error e) {
            broken = e;
            throw e;
        }
        bytesWritten += room - caller.room();
        if (isMade() && ring.pending() == 0) {
            leave(Phase.FINISHED);
        }
    }

    /** Whether there is more to hand out, or more has been made. Another thread may compress a segment meanwhile. */
    private boolean goesOn(CallerBuffers caller, int flush, boolean finish) {
        // asked first: what is pending once all is made stays pending
        boolean all = isMade();
        if (ring.pending() > 0) {
            return caller.room() > 0;
        }
        return !all && makeOutput(caller, flush, finish);
    }

    /** Whether all output of the whole stream has been made. */
    private boolean isMade() {
        return phase == Phase.ENDING && ring.isLastDone();
    }

    /** @return false when there is nothing to do before more input comes */
    private boolean makeOutput(CallerBuffers caller, int flush, boolean finish) {
        if (phase == Phase.ENDING) {
            // what comes after the end is not taken
            ring.awaitOldest();
            return true;
        }
        GatheredInput gathered = ring.gathered().input();
        int count = Math.min(caller.remaining(), engine.room(gathered));
        if (count > 0) {
            gathered.take(caller, count);
            flushed = Deflater.NO_FLUSH;
            bytesRead += count;
        }
        if (caller.remaining() > 0) {
            compressFull(gathered);
        } else if (finish) {
            submit(DeflateSegment.FINISH);
            phase = Phase.ENDING;
            ring.awaitOldest();
        } else if (flush == Deflater.NO_FLUSH) {
            return false;
        } else if (ring.isAnyUnderWay()) {
            ring.awaitOldest();
        } else {
            return flush(gathered, flush);
        }
        return true;
    }

    private void compressFull(GatheredInput gathered) {
        Optional<DeflateSegment> next =
                engine.overlapsFull() ? ring.next(() -> SegmentMemory.take(service, budget, SPARE)) : Optional.empty();
        if (next.isPresent()) {
            frame.update(gathered);
            gathered.goOn(next.get().input(), engine.keptHistory(gathered));
            submit(Deflater.SYNC_FLUSH);
            ring.advance();
        } else if (ring.isAnyUnderWay()) {
            ring.awaitOldest();
        } else {
            compressHere(gathered, Deflater.SYNC_FLUSH);
        }
    }

    /** @return whether there is anything that has not been flushed so far */
    private boolean flush(GatheredInput gathered, int flush) {
        if (gathered.filled() == 0 && flushed >= flush) {
            return false;
        }
        engine.expectFlush(gathered);
        compressHere(gathered, flush);
        flushed = flush;
        if (flush == Deflater.FULL_FLUSH) {
            gathered.forgetHistory();
        }
        return true;
    }

    /** Compresses the segment being gathered, none being under way, and goes on in its place. */
    private void compressHere(GatheredInput gathered, int flush) {
        submit(flush);
        ring.awaitOldest();
        gathered.goOn(gathered, engine.keptHistory(gathered));
        ring.gathered().hold();
    }

    private void submit(int flush) {
        DeflateSegment segment = ring.gathered();
        frame.update(segment.input());
        engine.submit(segment, flush, !ring.isHelped());
    }

    /**
     * Zlib takes a dictionary when the data is raw and nothing has come since a flush, and, to no effect, after the end.
     *
     * @return whether it is taken
     */
    public boolean setDictionary(ByteBuffer dictionary) {
        if (phase == Phase.FINISHED || isMade()) {
            return true;
        }
        boolean open = phase == Phase.OPEN;
        if (frame.isWrapped() || (open && ring.gathered().input().filled() > 0)) {
            return false;
        }
        if (open) {
            engine.setDictionary(ring.gathered().input(), dictionary);
        }
        return true;
    }

    /**
     * As {@link #deflate}, with a change of level or strategy: as zlib's {@code deflateParams} it first hands out what was
     * taken so far where the change is one of method, and does nothing else.
     */
    public void setParameters(CallerBuffers caller, int level, int strategy) {
        changing = false;
        if (phase != Phase.OPEN) {
            // the last segment is under way: there is nothing left that the change could be for
            deflate(caller, Deflater.NO_FLUSH, phase == Phase.ENDING);
            return;
        }
        boolean begun = bytesRead > 0 || caller.remaining() > 0;
        if (begun && engine.isAnother(level, strategy)) {
            int room = caller.room();
            deflate(caller, Deflater.SYNC_FLUSH, false);
            changing = room == 0 || ring.pending() > 0 || caller.remaining() > 0;
        }
        if (!changing) {
            engine.setParameters(level, strategy, ring.gathered().input());
        }
    }

    /** Whether the last {@link #setParameters} ran out of room: nothing has changed, and it has to be called again. */
    public boolean isChanging() {
        return changing;
    }

    /** Whether all of the stream has been handed out. */
    public boolean isFinished() {
        return phase == Phase.FINISHED;
    }

    /** Adler-32 of all input so far; 1 if the stream is raw. */
    public int adler() {
        if (phase == Phase.OPEN) {
            frame.update(ring.gathered().input());
        }
        return frame.adler();
    }

    /** Bytes of input. */
    public long bytesRead() {
        return bytesRead;
    }

    /** Bytes of output that have been handed out, the header's included. */
    public long bytesWritten() {
        return bytesWritten;
    }

    /** Leaves the stream, finished or not, and gives back everything that was taken for it; what can be asked still can. */
    public void release() {
        if (phase == Phase.OPEN || phase == Phase.ENDING) {
            leave(Phase.LEFT);
        }
    }

    private void leave(Phase next) {
        try {
            adler();
        } finally {
            phase = next;
            try {
                ring.release();
            } finally {
                engine.close();
            }
        }
    }

    /** Throws it as it is; nothing if it is null. */
    static void rethrow(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure != null) {
            throw (RuntimeException) failure;
        }
    }
}
