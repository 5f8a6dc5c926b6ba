// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.route;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Has zlib and the engine do the same piece of data now and then, beside the stream that it comes from, so that {@link
 * Costs} knows what each takes: a stream's own bytes never depend on a measurement that is being made. Safe for use by many
 * threads.
 */
abstract class CostSampler {
    /** One stream in so many, as long as too little is known of its kind, and afterwards: about half a per cent of the work. */
    private static final int OFTEN = 64;

    private static final int SELDOM = 1024;
    /** The most input of a measurement: it takes a thread's time. */
    static final int PIECE = 16 * 1024;

    /** Shorter ones are not measured: most of what they take is calls, which differ by how they have been compiled. */
    private static final int SHORTEST = 1024;
    /** Measurements that count for nothing: the code that makes them has not been compiled yet. */
    private static final int WARM_UP = 100;

    private final Costs costs;
    /** Whether a thread is measuring; another one goes on without. Get and set as volatile: what was used is handed over. */
    private final AtomicBoolean busy = new AtomicBoolean();
    /** Who goes first finds the data in memory's slow part. Guarded by {@link #busy}. */
    private boolean engineFirst;

    private int made;

    CostSampler(Costs costs) {
        this.costs = costs;
    }

    /** In nanoseconds. For tests to override. */
    long now() {
        return System.nanoTime();
    }

    /**
     * Has zlib do the whole piece of work. Called by one thread at a time, as is the other.
     *
     * @return false if it could not, whatever the reason
     */
    abstract boolean runZlib(int level, byte[] input, int off, int length);

    /** The same for the engine. */
    abstract boolean runEngine(int level, byte[] input, int off, int length);

    /**
     * Measures, if it is time to.
     *
     * @param level 0 to 9, or -1
     * @param input what a stream begins with
     */
    final void maybeMeasure(int level, byte[] input, int off, int length) {
        if (length <= SHORTEST) {
            return;
        }
        int oneIn = costs.isUnknown(level, length) ? OFTEN : SELDOM;
        if (ThreadLocalRandom.current().nextInt(oneIn) == 0) {
            measure(level, input, off, length);
        }
    }

    final void measure(int level, byte[] input, int off, int length) {
        if (!busy.compareAndSet(false, true)) {
            return;
        }
        try {
            int piece = Math.min(length, PIECE);
            engineFirst = !engineFirst;
            long first = nanos(engineFirst, level, input, off, piece);
            long second = nanos(!engineFirst, level, input, off, piece);
            made = Math.min(made + 1, WARM_UP + 1);
            if (made > WARM_UP && first >= 0 && second >= 0) {
                // a long stream's beginning stands for the stream
                costs.measured(level, length, piece, engineFirst ? second : first, engineFirst ? first : second);
            }
        } finally {
            busy.set(false);
        }
    }

    // whatever a measurement throws, the stream beside it goes on
    @SuppressWarnings("CatchingUnchecked")
    private long nanos(boolean engine, int level, byte[] input, int off, int length) {
        try {
            // the first run brings its memory and code into the caches, where a busy program has them
            run(engine, level, input, off, length);
            long begin = now();
            return run(engine, level, input, off, length) ? now() - begin : -1;
        } catch (RuntimeException | Error e) {
            return -1;
        }
    }

    private boolean run(boolean engine, int level, byte[] input, int off, int length) {
        return engine ? runEngine(level, input, off, length) : runZlib(level, input, off, length);
    }
}
