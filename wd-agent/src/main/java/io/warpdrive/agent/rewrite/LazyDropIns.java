// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.agent.rewrite;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Makes the drop-ins for the bridge, and loads those of a direction at its first construction in a {@linkplain SafeMoment safe
 * moment}. Its factories never throw: where there is no drop-in to be had they return {@code null}, which to the bridge means
 * the JDK's own object. Safe for use by many threads.
 */
final class LazyDropIns {
    /**
     * How long other threads wait for the one that loads. It usually takes a hundredth of a second; the bound is there
     * because that thread may need a lock (of a class loader, of a logger) that a waiting one holds.
     */
    private static final long PATIENCE_MILLIS = 1000;

    private final Map<String, String> settings;
    private final SafeMoment moment;
    private final HostLogging logging;
    private final ZipPackage zip;
    private final Report report;
    /**
     * Held by the one thread that loads, whatever the direction, as two could initialize the same classes in opposite order.
     * What a drop-in that is being loaded constructs of its own kind has to be plain.
     */
    private final ReentrantLock loading = new ReentrantLock();
    /** Back to zlib for good. Volatile: written under this object's lock, read by every construction. */
    private volatile boolean failed;

    /** @param settings the agent's arguments */
    LazyDropIns(Map<String, String> settings, SafeMoment moment, HostLogging logging, ZipPackage zip, Report report) {
        this.settings = settings;
        this.moment = moment;
        this.logging = logging;
        this.zip = zip;
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

    private final class Deflaters extends Direction implements BiFunction<Integer, Boolean, Deflater> {
        @Override
        // whatever a drop-in's constructor throws, the JDK's own constructor decides what the caller gets
        @SuppressWarnings("CatchingUnchecked")
        public Deflater apply(Integer level, Boolean nowrap) {
            try {
                return isReady() ? DropIns.deflater(level, nowrap) : null;
            } catch (Throwable e) {
                giveUp(e);
                return null;
            }
        }

        @Override
        boolean tryOut() {
            Deflater tried = DropIns.deflater(Deflater.DEFAULT_COMPRESSION, false);
            if (tried != null) {
                tried.end();
            }
            return tried != null;
        }
    }

    private final class Inflaters extends Direction implements Function<Boolean, Inflater> {
        @Override
        @SuppressWarnings("CatchingUnchecked") // as above
        public Inflater apply(Boolean nowrap) {
            try {
                return isReady() ? DropIns.inflater(nowrap) : null;
            } catch (Throwable e) {
                giveUp(e);
                return null;
            }
        }

        @Override
        boolean tryOut() {
            Inflater tried = DropIns.inflater(false);
            if (tried != null) {
                tried.end();
            }
            return tried != null;
        }
    }

    private abstract class Direction {
        /** Whether all is loaded: then a drop-in's constructor constructs nothing else. Volatile: written when that is so. */
        private volatile boolean loaded;

        /** Whether the drop-in is all there, as far as it may be tried now. Throws what is wrong with it. */
        abstract boolean tryOut();

        final boolean isReady() {
            if (!loaded && mayLoad()) {
                try {
                    // another thread may have done it before
                    if (!loaded && !failed) {
                        DropIns.prepare(settings, logging, moment, zip);
                        loaded = tryOut();
                    }
                } finally {
                    // after a passing failure the next construction tries again
                    loading.unlock();
                }
            }
            return loaded && !failed;
        }
    }

    /** Whether the calling thread holds the lock now. */
    private boolean mayLoad() {
        return !failed && !loading.isHeldByCurrentThread() && moment.isNow() && (loading.tryLock() || awaitLoading());
    }

    private boolean awaitLoading() {
        try {
            return loading.tryLock(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Back to zlib for good, and says so once. But what the JDK's constructor would throw as well, a bad level or a full
     * memory, says nothing about the drop-ins.
     */
    private void giveUp(Throwable reason) {
        boolean passing = reason instanceof IllegalArgumentException || reason instanceof VirtualMachineError;
        if (!passing && isFirstFailure()) {
            report.logWarning("the drop-ins can't be loaded, java.util.zip stays as it is from now on: " + reason);
        }
    }

    private synchronized boolean isFirstFailure() {
        boolean first = !failed;
        failed = true;
        return first;
    }
}
