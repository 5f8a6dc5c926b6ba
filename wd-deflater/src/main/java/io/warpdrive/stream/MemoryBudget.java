// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.stream;

import io.warpdrive.queue.WdException;
import io.warpdrive.queue.pool.WeakPool;
import io.warpdrive.settings.WdConfiguration;
import io.warpdrive.support.WdLog;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The native memory that streams and messages on a queue may take together, in bytes. What would exceed it is not made: its
 * stream is another's to serve. What is idle counts until it is freed: when somebody wants room, or by the garbage collector.
 *
 * <p>Safe for use by many threads.
 */
final class MemoryBudget {
    private static final long SMALLEST = 64L << 20;
    private static final long LARGEST = 1L << 30;
    /** Idle things that are kept: what one stream in all threads takes, and some for others. */
    private static final int IDLE_PER_PROCESSOR = 6;

    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

    private static final MemoryBudget OF_PROCESS =
            new MemoryBudget(Math.min(Math.max(Runtime.getRuntime().maxMemory() / 4, SMALLEST), LARGEST));

    private final long limit;
    private final AtomicLong used = new AtomicLong();
    private final WeakPool idle = new WeakPool(Math.max(
            IDLE_PER_PROCESSOR * PROCESSORS,
            1 + WdConfiguration.current().inflight().orElse(0)));
    /** What a device did not give back. It may still read or write it, so it stays reachable and is never freed. */
    private final Queue<RequestMemory> lost = new ConcurrentLinkedQueue<>();

    /** Makes something new. */
    interface Maker<T> {
        T make() throws WdException;
    }

    /** @param limit in bytes */
    MemoryBudget(long limit) {
        this.limit = limit;
    }

    /** The one that all streams of this process share: a quarter of the Java heap's, within reason. */
    static MemoryBudget ofProcess() {
        return OF_PROCESS;
    }

    /** Bytes in use, idle or lost. */
    long used() {
        return used.get();
    }

    /** An idle one of this owner's, or a new one; none when memory is short. */
    <T extends RequestMemory> Optional<T> take(Object owner, Class<T> type, Maker<T> maker) {
        try {
            Optional<WeakPool.Element> used = idle.take(owner);
            return Optional.of(used.isPresent() ? type.cast(used.get()) : maker.make());
        } catch (WdException | OutOfMemoryError | LinkageError e) {
            // JNA, which has the memory, may be missing
            WdLog.debug("a stream is not served by a queue: " + e.getMessage());
            return Optional.empty();
        }
    }

    /**
     * Counts memory that is about to be made.
     *
     * @param share of the limit that may be in use then: 1 is all of it, 2 half of it
     * @throws WdException when there is no room for it
     */
    void reserve(long bytes, int share) throws WdException {
        long most = limit / share;
        if (!fits(bytes, most)) {
            // what is idle must not keep a stream from being served
            idle.close();
            if (!fits(bytes, most)) {
                throw new WdException(used + " bytes of native memory are in use, of " + most);
            }
        }
    }

    private boolean fits(long bytes, long most) {
        long now = used.get();
        while (now + bytes <= most) {
            if (used.compareAndSet(now, now + bytes)) {
                return true;
            }
            now = used.get();
        }
        return false;
    }

    /** Memory that was counted is none any more. */
    void free(long bytes) {
        used.addAndGet(-bytes);
    }

    /** Takes memory back that nobody uses any more. */
    void give(RequestMemory memory) {
        idle.give(memory);
    }

    /** Memory that a device may still be at work on. It counts for ever. */
    void lose(RequestMemory memory) {
        lost.add(memory);
    }
}
