// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.route;

import io.warpdrive.queue.ZipOperation;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Whether zlib has cost this process what loading an engine costs. Before that nothing is loaded: as whoever rents until the
 * rent has come to the price, nobody ever pays more than twice what would have been best. Safe for use by many threads.
 */
final class Earnings {
    /**
     * Processor time that finding devices and loading the engine takes, the JVM's compilers included: some fifty classes and a
     * library of 150 KB. {@code wd devices --costs} measures it.
     */
    static final long PRICE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final long price;
    private final AtomicLong spent = new AtomicLong();
    /** Volatile: set once, and read by every stream until then. */
    private volatile boolean earned;

    /** @param price nanoseconds */
    Earnings(long price) {
        this.price = price;
    }

    boolean isEarned() {
        return earned;
    }

    /**
     * Whether it is earned, this much more included: who knows that it is to come need not wait until it has been spent.
     *
     * @param bytes of input
     */
    boolean isEarnedBy(ZipOperation operation, int level, long bytes) {
        if (!earned && spent.get() + Costs.builtInZlibNanos(operation, level, bytes) >= price) {
            earned = true;
        }
        return earned;
    }

    /**
     * Zlib has done something.
     *
     * @param bytes of input
     */
    void spent(ZipOperation operation, int level, long bytes) {
        if (!earned) {
            long nanos = (long) Costs.builtInZlibNanos(operation, level, bytes);
            // plain order would do: it is a sum, and who is late by one stream pays for one more
            if (spent.addAndGet(nanos) >= price) {
                earned = true;
            }
        }
    }
}
