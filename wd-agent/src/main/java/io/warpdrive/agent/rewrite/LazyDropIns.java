// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.agent.rewrite;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Makes the drop-ins for the bridge, and loads them at the first construction in a {@linkplain SafeMoment safe moment}. Its factories never throw: where there is
 * no drop-in to be had they return {@code null}, which to the bridge means the JDK's own object. Safe for use by many threads.
 */
final class LazyDropIns {
    /** Where the drop-ins are: {@code UNTRIED → LOADING → READY → FAILED}, or from LOADING to FAILED at once. */
    private enum State {
        UNTRIED,
        LOADING,
        READY,
        FAILED
    }

    /**
     * How long other threads wait for the one that loads. It usually takes a tenth of a second; the bound is there
     * because that thread may need a lock (of a class loader, of a logger) that a waiting one holds.
     */
    private static final long PATIENCE_MILLIS = 1000;

    private final Map<String, String> settings;
    private final SafeMoment moment;
    private final HostLogging logging;
    private final Report report;
    private final AtomicReference<State> state = new AtomicReference<>(State.UNTRIED);
    private final CountDownLatch tried = new CountDownLatch(1);
    /** Set while a thread is in here: what the drop-ins construct for themselves has to be plain. */
    private final ThreadLocal<Boolean> entered = new ThreadLocal<>();

    /** @param settings the agent's arguments */
    LazyDropIns(Map<String, String> settings, SafeMoment moment, HostLogging logging, Report report) {
        this.settings = settings;
        this.moment = moment;
        this.logging = logging;
        this.report = report;
    }

    /** For the bridge. */
    BiFunction<Integer, Boolean, Deflater> deflaters() {
        return new Deflaters();
    }

    /** For the bridge. */
    Function<Boolean, Inflater> inflaters() {
        return new Inflaters();
    }

    private final class Deflaters implements BiFunction<Integer, Boolean, Deflater> {
        @Override
        // whatever a drop-in's constructor throws, the JDK's own constructor decides what the caller gets
        @SuppressWarnings("CatchingUnchecked")
        public Deflater apply(Integer level, Boolean nowrap) {
            boolean early = isEarly();
            if (early && !enter()) {
                return null;
            }
            try {
                return isReady() ? DropIns.deflater(level, nowrap) : null;
            } catch (Throwable e) {
                giveUp(e);
                return null;
            } finally {
                if (early) {
                    leave();
                }
            }
        }
    }

    private final class Inflaters implements Function<Boolean, Inflater> {
        @Override
        @SuppressWarnings("CatchingUnchecked") // as above
        public Inflater apply(Boolean nowrap) {
            boolean early = isEarly();
            if (early && !enter()) {
                return null;
            }
            try {
                return isReady() ? DropIns.inflater(nowrap) : null;
            } catch (Throwable e) {
                giveUp(e);
                return null;
            } finally {
                if (early) {
                    leave();
                }
            }
        }
    }

    /** Once all is loaded a drop-in's constructor constructs nothing else: then there is nothing to keep in mind. */
    private boolean isEarly() {
        return state.get() != State.READY;
    }

    private boolean enter() {
        if (state.get() == State.FAILED || entered.get() != null) {
            return false;
        }
        entered.set(Boolean.TRUE);
        return true;
    }

    private void leave() {
        entered.set(null);
    }

    private boolean isReady() {
        if (state.get() == State.READY) {
            return true;
        }
        if (state.get() == State.UNTRIED && !moment.isNow()) {
            return false;
        }
        if (state.compareAndSet(State.UNTRIED, State.LOADING)) {
            load();
        } else if (state.get() == State.LOADING) {
            awaitLoading();
        }
        return state.get() == State.READY;
    }

    private void load() {
        try {
            DropIns.load(settings, logging, moment);
            state.set(State.READY);
        } finally {
            // after a passing failure the next construction tries again
            state.compareAndSet(State.LOADING, State.UNTRIED);
            tried.countDown();
        }
    }

    private void awaitLoading() {
        try {
            tried.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Back to zlib for good, and says so once. But what the JDK's constructor would throw as well, a bad level or a full
     * memory, says nothing about the drop-ins.
     */
    private void giveUp(Throwable reason) {
        boolean passing = reason instanceof IllegalArgumentException || reason instanceof VirtualMachineError;
        if (!passing && state.getAndSet(State.FAILED) != State.FAILED) {
            report.logWarning("the drop-ins can't be loaded, java.util.zip stays as it is: " + reason);
        }
    }
}
