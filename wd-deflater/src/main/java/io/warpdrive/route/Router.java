// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.route;

import io.warpdrive.queue.WdDevices;
import io.warpdrive.queue.ZipOperation;
import io.warpdrive.settings.WdConfiguration;
import io.warpdrive.settings.WdStart;
import io.warpdrive.support.Failures;
import io.warpdrive.support.WdHost;
import io.warpdrive.support.WdLog;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.zip.Deflater;

/**
 * The one place that decides who serves a stream. Made when zlib has cost this process what making it costs, since that
 * loads native code, or at the first stream that is long enough to be offloaded at all; from then on it allocates nothing,
 * and looks for devices again only when the one it had is gone.
 *
 * <p>Safe for use by many threads.
 */
public final class Router {
    /** Streams shorter than this are zlib's on every device: what is not even offered needs no native code either. */
    private static final int SHORTEST_DEFLATE = 256;

    private static final int SHORTEST_INFLATE = 64;
    /** More than this need not be gathered before the router is asked. */
    private static final int LONGEST = 64 * 1024;

    /** Nanoseconds that a thread waits for the router, and after which it looks whether there is one. */
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(5);

    private static final long GLANCE = TimeUnit.MILLISECONDS.toNanos(2);

    private final DeflateService.Holder deflate;
    private final InflateService.Holder inflate;
    /** How long it took to make this. Written before the router is published. */
    private long loadingNanos;

    private static final Earnings EARNINGS = new Earnings(Earnings.PRICE_NANOS);
    private static final ReentrantLock MAKING = new ReentrantLock();
    /** Volatile: published once it is whole. */
    private static volatile Router router;

    /** Does nothing as yet: everything is zlib's. */
    private Router(WdConfiguration configuration) {
        deflate = new DeflateService.Holder(configuration);
        inflate = new InflateService.Holder(configuration);
    }

    /** @param failures takes why there is no device for a direction */
    private void findDevices(WdConfiguration configuration, Set<String> failures) {
        WdDevices devices = WdDevices.discover(configuration);
        deflate.find(devices, failures);
        inflate.find(devices, failures);
    }

    /**
     * The router of this process; null while the caller's own callers make it, as loading may itself compress, and inside
     * another agent, where nothing of ours may be loaded.
     */
    private static Router get() {
        Router made = router;
        if (made != null) {
            return made;
        }
        WdConfiguration configuration = WdConfiguration.current();
        return isEager(configuration) || EARNINGS.isEarned() ? make(isEager(configuration)) : null;
    }

    /** Whether what serves streams is loaded at the first that is long enough, whatever it costs. */
    public static boolean isEager() {
        return isEager(WdConfiguration.current());
    }

    /** Who names a device wants that one, whatever it costs. */
    private static boolean isEager(WdConfiguration configuration) {
        return configuration.start() == WdStart.EAGER || configuration.isPinned();
    }

    /** @param waits whether the caller waits for another one that makes it; if not, its stream begins on zlib */
    private static Router make(boolean waits) {
        boolean mayMake = !MAKING.isHeldByCurrentThread() && !WdHost.isTransforming();
        if (!mayMake) {
            return router;
        }
        Set<String> failures = new LinkedHashSet<>();
        try {
            if ((waits ? lock() : MAKING.tryLock()) && router == null) {
                router = load(failures);
            }
        } finally {
            // also where memory or stack ran out just behind the lock: nobody else could ever make the router
            if (MAKING.isHeldByCurrentThread()) {
                MAKING.unlock();
            }
        }
        // both directions mostly fail for one reason; not under the lock, as a logger may do anything
        if (!failures.isEmpty()) {
            WdLog.info("zlib does what no device can: " + String.join("; ", failures));
        }
        return router;
    }

    /**
     * Waits for whoever is making the router: threads that start together are served together. Not in a queue, as each turn
     * in it takes a processor that those who are served keep busy. An interrupt is kept for the caller. Not for ever: if the
     * one that makes it should wait for something that the caller holds, the caller's stream is zlib's.
     *
     * @return whether the router is the caller's to make; false when there is one, or the wait was in vain
     */
    private static boolean lock() {
        long deadline = System.nanoTime() + PATIENCE;
        boolean interrupted = false;
        boolean locked = false;
        while (!locked && router == null && System.nanoTime() - deadline < 0) {
            try {
                locked = MAKING.tryLock(GLANCE, TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return locked;
    }

    /** Whatever goes wrong with native code and its libraries, the program goes on with zlib. */
    private static Router load(Set<String> failures) {
        try {
            WdConfiguration configuration = WdConfiguration.current();
            long began = System.nanoTime();
            Router made = new Router(configuration);
            made.findDevices(configuration, failures);
            made.loadingNanos = System.nanoTime() - began;
            return made;
        } catch (VirtualMachineError e) {
            // memory or stack are short here and now: the next stream tries again
            return null;
        } catch (Error | RuntimeException e) {
            failures.add(Failures.reason(e));
            return new Router(WdConfiguration.current());
        }
    }

    /**
     * Why a stream that begins now can be nobody's but zlib's, as far as can be told without a look at it; {@link Reason#NONE}
     * if somebody else may serve it.
     */
    public static Reason pinned(ZipOperation operation) {
        WdConfiguration configuration = WdConfiguration.current();
        if (configuration.isZlibAlone()) {
            return Reason.PINNED;
        }
        if (operation == ZipOperation.DEFLATE && configuration.reproducible()) {
            return Reason.REPRODUCIBLE;
        }
        return WdLog.isLogging() ? Reason.LOGGING : Reason.NONE;
    }

    /**
     * Loads what there is to load, if that has not been done, and has zlib and the engine that works in place do pieces of
     * {@code sample} in turn. For people: it takes a second or two.
     *
     * @param sample at least 64 KB of data of the kind that matters
     * @return what was found, deflating by level 1 to 9, then inflating; empty where nothing can be loaded
     */
    public static Optional<CostReport> measureCosts(byte[] sample) {
        Router made = make(true);
        DeflateService deflate = made == null ? null : made.deflate.get();
        InflateService inflate = made == null ? null : made.inflate.get();
        return deflate == null || inflate == null
                ? Optional.empty()
                : Optional.of(CostReport.measure(sample, deflate, inflate, made.loadingNanos));
    }

    /**
     * Whether it is worth to ask the router about a stream: it is made already, or there is as much input as making it may
     * be worth; no more than a block, as that is what can be gathered.
     *
     * @param total bytes of input so far
     */
    static boolean isWorthAsking(ZipOperation operation, long total) {
        if (total > 0 && router != null) {
            return true;
        }
        WdConfiguration configuration = WdConfiguration.current();
        if (!isEager(configuration) || EARNINGS.isEarned()) {
            return total > 0 && EARNINGS.isEarned();
        }
        int shortest = operation == ZipOperation.DEFLATE ? SHORTEST_DEFLATE : SHORTEST_INFLATE;
        int longest = Math.min(configuration.block().orElse(LONGEST), LONGEST);
        return total >= Math.max(1, Math.min(configuration.min().orElse(shortest), longest));
    }

    /**
     * Why a stream is zlib's for the time being: nothing has been loaded, as zlib has not cost enough for that or another
     * thread is just loading it. Loads it if it is time to. What zlib does then is told to {@link #zlibDid}.
     *
     * @param level 0 to 9, or -1; means nothing to inflating
     * @param bytes of input at hand
     */
    static Reason earning(ZipOperation operation, int level, long bytes) {
        if (router != null || isEager(WdConfiguration.current())) {
            return Reason.NONE;
        }
        if (!EARNINGS.isEarnedBy(operation, level, bytes)) {
            return Reason.NOT_EARNED;
        }
        return make(false) == null ? Reason.LOADING : Reason.NONE;
    }

    /** Why there is nothing to serve a stream with. */
    static Reason absence(ZipOperation operation) {
        Router made = router;
        if (made == null) {
            return Reason.LOADING;
        }
        boolean isEmpty = operation == ZipOperation.DEFLATE ? made.deflate.isEmpty() : made.inflate.isEmpty();
        return isEmpty ? Reason.NO_ENGINE : Reason.SET_ASIDE;
    }

    /** Whether it matters what zlib has done. */
    public static boolean counts() {
        return router == null && !EARNINGS.isEarned();
    }

    /**
     * Zlib has served a stream or a part of one. Says nothing new once a router has been made.
     *
     * @param bytes of input
     */
    public static void zlibDid(ZipOperation operation, int level, long bytes) {
        if (router == null) {
            EARNINGS.spent(operation, level, bytes);
        }
    }

    /** Whether an engine inflates streams in place, and zlib none of them, as far as can be told without a look at one. */
    public static boolean inflatesInPlace() {
        Router made = router;
        InflateService service = made == null ? null : made.inflate.get();
        return service != null
                && service.decision().route() == Route.IN_PLACE
                && !service.costs().zlibIsFaster(0);
    }

    /** Whether an engine compresses streams of a level in place, and zlib none of them, as far as can be told without a look at one. */
    public static boolean deflatesInPlace(int level) {
        Router made = router;
        DeflateService service = made == null ? null : made.deflate.get();
        return service != null
                && level >= Deflater.DEFAULT_COMPRESSION
                && level <= Deflater.BEST_COMPRESSION
                && service.notInPlace(level, Deflater.DEFAULT_STRATEGY, Long.MAX_VALUE) == Reason.NONE
                && !service.costs().zlibIsFaster(level);
    }

    /** What a stream that begins now may be compressed with; null when that is zlib. */
    static DeflateService deflate() {
        Router made = get();
        return made == null ? null : made.deflate.get();
    }

    /** What a stream that begins now may be inflated with; null when that is zlib. */
    static InflateService inflate() {
        Router made = get();
        return made == null ? null : made.inflate.get();
    }
}
