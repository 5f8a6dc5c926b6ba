// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.observe.trial;

import io.warpdrive.support.WdLog;
import io.warpdrive.support.WdThreads;
import io.warpdrive.zip.HwDeflater;
import io.warpdrive.zip.HwInflater;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * The thread that has zlib and the engine do pieces of the program's streams, when the {@link CpuBudget} allows it. It
 * starts with the first piece, and loads the engine when the program has taken a hundred times what that takes. Safe for use
 * by many threads.
 */
public final class Sampler implements Runnable {
    /** What it takes to load the engine, the drop-ins, and what tells a thread's time. */
    private static final long LOADING_NANOS = TimeUnit.MILLISECONDS.toNanos(60);
    /** How long it waits for the program to take more time; longer if it was in vain. */
    private static final long SHORTEST_WAIT_MILLIS = 250;

    private static final long LONGEST_WAIT_MILLIS = 60_000;
    /** Who stops a program does not wait for long. */
    private static final long PATIENCE_MILLIS = 2000;

    static final Replay.Maker ZLIB = new Replay.Maker() {
        @Override
        public Deflater deflater(int level, boolean nowrap) {
            return new Deflater(level, nowrap);
        }

        @Override
        public Inflater inflater(boolean nowrap) {
            return new Inflater(nowrap);
        }
    };

    static final Replay.Maker ENGINE = new Replay.Maker() {
        @Override
        public Deflater deflater(int level, boolean nowrap) {
            return new HwDeflater(level, nowrap);
        }

        @Override
        public Inflater inflater(boolean nowrap) {
            return new HwInflater(nowrap);
        }
    };

    private final List<Trial> trials = new CopyOnWriteArrayList<>();
    private final CpuBudget budget = new CpuBudget(ProcessTime::nanos, this::spentNanos);
    /** Guarded by this, as is what follows. */
    private Thread thread;

    private boolean closing;
    /** Volatile: written by the thread, read by whoever reports. */
    private volatile long spent;

    /** Streams of another kind have been seen. */
    public void add(Trial trial) {
        trials.add(trial);
    }

    /** There is a piece of work. */
    // a hint to the system; nothing depends on it
    @SuppressWarnings("ThreadPriorityCheck")
    public synchronized void wake() {
        if (thread == null && !closing) {
            thread = WdThreads.make("warpdrive-observe", this);
            thread.setPriority(Thread.MIN_PRIORITY);
            thread.start();
        }
    }

    /** Takes what is left of the budget, and then no more. */
    public void close() {
        Thread running;
        synchronized (this) {
            closing = true;
            notifyAll();
            running = thread;
        }
        try {
            if (running != null) {
                running.join(PATIENCE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Processor time that it has taken. */
    public long spentNanos() {
        return spent;
    }

    @Override
    // whatever goes wrong here, the program goes on, and what has been measured stands
    @SuppressWarnings("CatchingUnchecked")
    public void run() {
        Replay zlib = new Replay(ZLIB);
        Replay engine = new Replay(ENGINE);
        try {
            if (awaitBudget(LOADING_NANOS)) {
                long began = System.nanoTime();
                ThreadTime.load();
                WarmUp.run(ENGINE);
                spent(began);
                measure(zlib, engine);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable e) {
            WdLog.debug("nothing more is measured: " + e);
        } finally {
            zlib.end();
            engine.end();
        }
    }

    private void measure(Replay zlib, Replay engine) throws InterruptedException {
        Trial next = mostWorth(false);
        long wait = SHORTEST_WAIT_MILLIS;
        while (next != null || await(wait)) {
            if (next == null) {
                wait = longer(wait);
            } else if (awaitBudget(next.cost())) {
                wait = SHORTEST_WAIT_MILLIS;
                measure(next, zlib, engine);
            } else {
                break;
            }
            next = mostWorth(false);
        }
        // the end has come: what little is left goes to what takes little
        for (Trial last = mostWorth(true); last != null; last = mostWorth(true)) {
            measure(last, zlib, engine);
        }
    }

    private void measure(Trial trial, Replay zlib, Replay engine) {
        long began = System.nanoTime();
        trial.measure(zlib, engine);
        spent(began);
    }

    private void spent(long began) {
        spent = ThreadTime.isKnown() ? ThreadTime.nanos() : spent + System.nanoTime() - began;
    }

    /**
     * What most can be learned from.
     *
     * @param now whether it has to be allowed now
     * @return null when there is nothing
     */
    private Trial mostWorth(boolean now) {
        Trial most = null;
        double worth = 0;
        for (Trial each : trials) {
            double its = each.worth();
            if (its > worth && (!now || budget.allows(each.cost()))) {
                most = each;
                worth = its;
            }
        }
        return most;
    }

    /** Whether so much may be taken, now or later; false when the program ends before. */
    private boolean awaitBudget(long nanos) throws InterruptedException {
        boolean allowed = budget.allows(nanos);
        for (long wait = SHORTEST_WAIT_MILLIS; !allowed && await(wait); wait = longer(wait)) {
            allowed = budget.allows(nanos);
        }
        return allowed || budget.allows(nanos);
    }

    private static long longer(long wait) {
        return Math.min(LONGEST_WAIT_MILLIS, wait + wait / 2);
    }

    /** Lets the program go on; false when it ends. */
    private synchronized boolean await(long millis) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        for (long left = millis; left > 0 && !closing; left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())) {
            wait(left);
        }
        return !closing;
    }
}
