// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.stream;

import io.warpdrive.queue.InPlaceDeflate;
import io.warpdrive.queue.ZipOperation;
import io.warpdrive.route.StreamCounters;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.Deflater;

/**
 * A segment of a {@link DeflateStream}, from its first byte of input to its last byte of output, and then the next one. A
 * segment that the device can't do, or does wrong, is done again by zlib: segments end on byte boundaries, so it makes no
 * difference to a reader who did which.
 *
 * <p>What is in it belongs to the stream's thread, but while it is {@link Life#RUNNING}: then to the thread that made it so.
 */
final class DeflateSegment {
    /** A flush like {@link Deflater}'s: the stream ends with the segment. */
    static final int FINISH = InPlaceDeflate.FINISH;

    /** Where a segment is. The volatile accesses of {@link #life} hand what is in it from thread to thread. */
    private enum Life {
        /** Being gathered, or its output being taken, or not in use. */
        HELD,
        /** To be compressed by whoever comes first. */
        READY,
        /** At the device; to be received by whoever comes first. */
        SENT,
        /** Being compressed or received. */
        RUNNING,
        /** Its output is there. */
        DONE,
        /** Whoever compressed it died of it, and with it the stream. */
        FAILED;

        boolean isWaiting() {
            return this == READY || this == SENT;
        }
    }

    private final AtomicReference<Life> life = new AtomicReference<>(Life.HELD);
    private final ZlibFrame frame;
    private final StreamCounters counters = StreamCounters.of(ZipOperation.DEFLATE);
    /** Null before the segment is used. */
    private SegmentMemory memory;
    /** Not null: zlib compresses it. */
    private ZlibSegments zlib;

    private int flush;
    private int effort;
    private int level;
    private Throwable failure;

    /** @param frame what is to be written behind the last segment */
    DeflateSegment(ZlibFrame frame) {
        this.frame = frame;
    }

    boolean hasMemory() {
        return memory != null;
    }

    void memory(SegmentMemory memory) {
        this.memory = memory;
    }

    GatheredInput input() {
        return memory.input();
    }

    PendingOutput output() {
        return memory.output();
    }

    /** Bytes of output that may be taken. */
    int pending() {
        Life now = life.get();
        return now == Life.HELD || now == Life.DONE ? memory.output().remaining() : 0;
    }

    /**
     * HELD to READY or SENT: lets anybody compress the segment; what goes wrong then is told by {@link #check}.
     *
     * @param flush {@link Deflater#SYNC_FLUSH}, {@link Deflater#FULL_FLUSH} or {@link #FINISH}
     * @param effort of the device
     * @param level of zlib, if it has to do it instead
     * @param zlib not null if it has to do it anyhow
     * @param now whether it goes to the device here and now; if not, or if that is busy, whoever claims it has to see to it
     */
    void submit(int flush, int effort, int level, ZlibSegments zlib, boolean now) {
        this.flush = flush;
        this.effort = effort;
        this.level = level;
        this.zlib = zlib;
        memory.output().clear();
        life.set(now && isForDevice() && send() ? Life.SENT : Life.READY);
    }

    private boolean isForDevice() {
        return zlib == null && memory.input().filled() > 0;
    }

    private boolean send() {
        return memory.send(effort, flush == FINISH);
    }

    /** READY or SENT to RUNNING and on to DONE or FAILED, in the calling thread; false if that is, or was, another's. */
    boolean run() {
        Life before = life.getPlain();
        // the plain look first keeps the line shared
        if (!before.isWaiting() || !life.compareAndSet(before, Life.RUNNING)) {
            return false;
        }
        Life end = Life.FAILED;
        try {
            compress(before == Life.SENT);
            end = Life.DONE;
        } catch (RuntimeException | Error e) {
            // the stream's thread throws it again, see check
            failure = e;
        } finally {
            life.set(end);
        }
        return true;
    }

    private void compress(boolean sent) {
        PendingOutput output = memory.output();
        if (zlib != null) {
            zlib.compress(memory.input().bytes(), flush, output);
        } else if (memory.input().filled() == 0) {
            StoredBlocks.writeEmpty(flush == FINISH, output);
        } else if (!((sent || send()) && memory.receive(flush == FINISH))) {
            compressAgain();
        }
        if (flush == FINISH) {
            frame.writeTrailer(output);
        }
    }

    private void compressAgain() {
        counters.fellBack();
        if (memory.isLost()) {
            memory.output().moveAway();
        }
        try (ZlibSegments instead = new ZlibSegments(level, Deflater.DEFAULT_STRATEGY, memory.input())) {
            instead.compress(memory.input().bytes(), flush, memory.output());
        }
    }

    /** DONE to HELD: the segment is compressed, and another may be gathered here. */
    void hold() {
        life.set(Life.HELD);
    }

    /** READY or SENT to HELD: takes it back if nobody has begun with it. What the device has, it has. */
    void cancel() {
        Life now = life.get();
        if (now.isWaiting()) {
            life.compareAndSet(now, Life.HELD);
        }
    }

    /** Whether nobody has it or is to have it. */
    boolean isOver() {
        Life now = life.get();
        return now != Life.RUNNING && !now.isWaiting();
    }

    boolean isDone() {
        return life.get() == Life.DONE;
    }

    /** Throws what compressing has thrown, if it has, each time again. */
    void check() {
        if (life.get() == Life.FAILED) {
            DeflateStream.rethrow(failure);
        }
    }

    /** DONE or FAILED, or canceled, to HELD: gives back what it has. */
    void release() {
        SegmentMemory left = memory;
        memory = null;
        zlib = null;
        failure = null;
        life.set(Life.HELD);
        if (left != null) {
            left.release();
        }
    }
}
