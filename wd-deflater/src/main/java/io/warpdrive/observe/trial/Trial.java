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
 * fastest counts: the others were disturbed, or ran code that the JVM had not compiled yet. Short pieces are measured many at
 * a time, as a processor learns one that is done over and over by heart. Pieces may come from any thread; one thread measures.
 */
public final class Trial {
    /** So many pieces stand for all; so many where they are short, as long as they are not more than so many bytes. */
    private static final int PIECES = 4;

    private static final int SHORT_PIECES = 48;
    private static final int SHORT_BYTES = 96 << 10;
    /** Short pieces are measured in so many parts. */
    private static final int PARTS = 2;
    /** After so many measurements that found nothing faster no more is learned. */
    private static final int ENOUGH = 12;
    /** So many measurements of short pieces it takes until the JVM has compiled what the drop-ins are made of. */
    private static final int COMPILED = 60;
    /** How much faster is faster. */
    private static final double FASTER = 0.97;
    /** What a byte takes in a measurement, until there has been one, and what is added for calls. */
    private static final long DEFLATE_NANOS = 200;

    private static final long INFLATE_NANOS = 20;
    private static final long CALLS_NANOS = 1_000_000;
    /** What a measurement is taken to cost before its kind's time is compared with others'. */
    private static final double LEAST_SPENT = 1_000_000;
    /** Of both ends of what was measured, and more where it was measured seldom. */
    private static final double MARGIN = 0.05;

    private static final double DOUBT = 0.3;
    /** What the engine takes of zlib's time for short pieces when all is compiled, on other machines. */
    private static final double USUAL = 0.55;
    /** All pieces together; a small heap is for the program. */
    private static final long MOST_BYTES =
            Math.min(8 << 20, Runtime.getRuntime().maxMemory() / 64);

    private static final AtomicLong BYTES = new AtomicLong();

    private final LongSupplier nanos;
    /** Guarded by this, as all that follows. */
    private final List<Piece> pieces = new ArrayList<>();
    /** Made of the pieces at the first measurement; from then on none comes or goes. */
    private final List<Part> parts = new ArrayList<>();

    private int offered;
    private int bytes;
    private boolean isShort;
    private int rounds;
    private int sinceFaster;
    private long lastCost;
    private long spent;

    /** Pieces that are measured together, and the fastest of what was measured. */
    private static final class Part {
        private final List<Piece> pieces;
        /** 0: not measured. */
        private long zlib;

        private long engine;
        private int rounds;

        Part(List<Piece> pieces) {
            this.pieces = pieces;
        }

        double ratio() {
            return (double) engine / zlib;
        }
    }

    /** @param nanos what zlib has taken in the program for such streams so far */
    public Trial(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Takes a piece, or one of those before stays in its place. */
    public synchronized void offer(Piece piece) {
        offered++;
        boolean fits = pieces.size() < PIECES || (pieces.size() < SHORT_PIECES && bytes + piece.size() <= SHORT_BYTES);
        int place = fits ? pieces.size() : ThreadLocalRandom.current().nextInt(offered);
        boolean replaces = place < pieces.size();
        if (rounds > 0 || (!fits && !replaces)) {
            return;
        }
        int more = piece.size() - (replaces ? pieces.get(place).size() : 0);
        if (BYTES.get() + more > MOST_BYTES) {
            return;
        }
        BYTES.addAndGet(more);
        bytes += more;
        if (replaces) {
            pieces.set(place, piece);
        } else {
            pieces.add(piece);
        }
    }

    /** How much there is to learn: 0 for nothing. */
    synchronized double worth() {
        boolean enough = sinceFaster >= ENOUGH && (!isShort || rounds >= COMPILED);
        boolean nothing = pieces.isEmpty() || (rounds > 0 && parts.isEmpty());
        return nothing || enough ? 0 : nanos.getAsLong() / (spent + LEAST_SPENT);
    }

    /** What a measurement takes, at most, in nanoseconds. */
    synchronized long cost() {
        if (lastCost > 0) {
            return lastCost + lastCost / 2;
        }
        long most = 0;
        for (Piece piece : pieces) {
            most = Math.max(
                    most,
                    piece.operation() == ZipOperation.DEFLATE
                            ? DEFLATE_NANOS * piece.data().length
                            : INFLATE_NANOS * piece.output());
        }
        return CALLS_NANOS + most;
    }

    /** Has both do some pieces. */
    void measure(Replay zlib, Replay engine) {
        Part next;
        boolean engineFirst;
        synchronized (this) {
            if (rounds == 0) {
                divide();
            }
            next = parts.get(rounds % parts.size());
            // who goes first finds the data in memory's slow part
            engineFirst = next.rounds % 2 == 1;
        }
        long began = ThreadTime.nanos();
        long first = (engineFirst ? engine : zlib).nanos(next.pieces);
        long second = first < 0 ? -1 : (engineFirst ? zlib : engine).nanos(next.pieces);
        learn(next, engineFirst ? second : first, engineFirst ? first : second, ThreadTime.nanos() - began);
    }

    private void divide() {
        isShort = pieces.size() > PIECES;
        int number = isShort ? PARTS : pieces.size();
        for (int i = 0; i < number; i++) {
            parts.add(new Part(
                    List.copyOf(pieces.subList(i * pieces.size() / number, (i + 1) * pieces.size() / number))));
        }
    }

    private synchronized void learn(Part of, long zlibNanos, long engineNanos, long cost) {
        lastCost = Math.max(1, cost);
        spent += cost;
        rounds++;
        of.rounds++;
        if (zlibNanos <= 0 || engineNanos <= 0) {
            parts.remove(of);
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
        for (Part each : parts) {
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
        double middle = (double) engine / zlib;
        if (isShort && rounds < COMPILED && middle > USUAL) {
            // it will be faster; how much of the way is left is anybody's guess
            double left = 1 - (double) rounds / COMPILED;
            middle = left * USUAL + (1 - left) * middle;
            least = Math.min(least, USUAL);
        }
        return Optional.of(new Estimate(least * (1 - margin), middle, most * (1 + margin), rounds));
    }
}
