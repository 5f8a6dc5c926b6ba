// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.observe.trial;

import io.warpdrive.queue.ZipOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Some pieces of streams that are alike, and what zlib and the engine took for them. Of several measurements of a piece the
 * fastest counts: the others were disturbed, or ran code that the JVM had not compiled yet. Pieces may come from any thread;
 * one thread measures.
 */
public final class Trial {
    /** So many pieces stand for all. */
    private static final int PIECES = 4;
    /** After so many measurements that found nothing faster no more is learned, and after so many in any case. */
    private static final int ENOUGH = 12;

    private static final int MOST = 100;
    /** How much faster is faster. */
    private static final double FASTER = 0.97;
    /** What a measurement of the shortest pieces takes, which are done many times. */
    private static final long SHORTEST_NANOS = 600_000;
    /** What a byte takes in a measurement, until there has been one. */
    private static final long DEFLATE_NANOS = 200;

    private static final long INFLATE_NANOS = 20;
    /** Of both ends of what was measured, and more where it was measured seldom. */
    private static final double MARGIN = 0.05;

    private static final double DOUBT = 0.3;
    /** Of pieces as short as this the JVM's compiler decides, which makes the drop-ins faster for long. */
    private static final long CALLS_NANOS = 20_000;

    private static final double CALLS = 0.3;
    /** All pieces together; a small heap is for the program. */
    private static final long MOST_BYTES =
            Math.min(8 << 20, Runtime.getRuntime().maxMemory() / 64);

    private static final AtomicLong BYTES = new AtomicLong();

    private final LongSupplier nanos;
    /** Guarded by this, as all that follows. */
    private final List<Measured> pieces = new ArrayList<>();

    private int offered;
    private int rounds;
    private int sinceFaster;
    private long lastCost;

    /** A piece and the fastest of what was measured. */
    private static final class Measured {
        private final Piece piece;
        /** 0: not measured. */
        private long zlib;

        private long engine;
        private int rounds;

        Measured(Piece piece) {
            this.piece = piece;
        }

        double ratio() {
            return (double) engine / zlib;
        }
    }

    /** @param nanos what zlib has taken in the program for such streams so far */
    public Trial(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Takes a piece, or one of those before stays in its place. Those that have been measured do. */
    public synchronized void offer(Piece piece) {
        offered++;
        int place = pieces.size() < PIECES
                ? pieces.size()
                : ThreadLocalRandom.current().nextInt(offered);
        boolean replaces = place < pieces.size();
        if (place >= PIECES || (replaces && pieces.get(place).rounds > 0)) {
            return;
        }
        long more = piece.size();
        more -= replaces ? pieces.get(place).piece.size() : 0;
        if (BYTES.get() + more > MOST_BYTES) {
            return;
        }
        BYTES.addAndGet(more);
        if (replaces) {
            pieces.set(place, new Measured(piece));
        } else {
            pieces.add(new Measured(piece));
        }
    }

    /** How much there is to learn: 0 for nothing. */
    synchronized double worth() {
        boolean enough = rounds >= MOST || sinceFaster >= ENOUGH;
        return pieces.isEmpty() || enough ? 0 : (double) nanos.getAsLong() / (rounds + 1);
    }

    /** What a measurement takes, at most, in nanoseconds. */
    synchronized long cost() {
        if (lastCost > 0) {
            return lastCost + lastCost / 2;
        }
        long most = 0;
        for (Measured each : pieces) {
            Piece piece = each.piece;
            most = Math.max(
                    most,
                    piece.operation() == ZipOperation.DEFLATE
                            ? DEFLATE_NANOS * piece.data().length
                            : INFLATE_NANOS * piece.output());
        }
        return SHORTEST_NANOS + most;
    }

    /** Has both do a piece. */
    void measure(Replay zlib, Replay engine) {
        Measured next;
        boolean engineFirst;
        synchronized (this) {
            next = pieces.get(rounds % pieces.size());
            // who goes first finds the data in memory's slow part
            engineFirst = next.rounds % 2 == 1;
        }
        long began = ThreadTime.nanos();
        long first = (engineFirst ? engine : zlib).nanos(next.piece);
        long second = first < 0 ? -1 : (engineFirst ? zlib : engine).nanos(next.piece);
        learn(next, engineFirst ? second : first, engineFirst ? first : second, ThreadTime.nanos() - began);
    }

    private synchronized void learn(Measured of, long zlibNanos, long engineNanos, long cost) {
        lastCost = Math.max(1, cost);
        rounds++;
        of.rounds++;
        if (zlibNanos <= 0 || engineNanos <= 0) {
            if (pieces.remove(of)) {
                BYTES.addAndGet(-of.piece.size());
            }
            return;
        }
        boolean faster = of.zlib == 0 || zlibNanos < FASTER * of.zlib || engineNanos < FASTER * of.engine;
        sinceFaster = faster ? 0 : sinceFaster + 1;
        of.zlib = of.zlib == 0 ? zlibNanos : Math.min(of.zlib, zlibNanos);
        of.engine = of.engine == 0 ? engineNanos : Math.min(of.engine, engineNanos);
    }

    /** What has been learned; empty: nothing. */
    public synchronized Optional<Estimate> estimate() {
        long zlib = 0;
        long engine = 0;
        double least = Double.MAX_VALUE;
        double most = 0;
        for (Measured each : pieces) {
            if (each.zlib > 0) {
                zlib += each.zlib;
                engine += each.engine;
                least = Math.min(least, each.ratio());
                most = Math.max(most, each.ratio());
            }
        }
        if (zlib == 0) {
            return Optional.empty();
        }
        double margin = MARGIN + DOUBT / rounds;
        boolean areCalls = zlib / pieces.size() < CALLS_NANOS;
        return Optional.of(new Estimate(
                least * (1 - margin - (areCalls ? CALLS : 0)), (double) engine / zlib, most * (1 + margin), rounds));
    }
}
