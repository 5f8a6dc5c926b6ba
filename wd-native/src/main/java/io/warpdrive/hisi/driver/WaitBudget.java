// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.hisi.driver;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How long to spin for a completion before sleeping: up to twice what completions have lately taken, if that is less than
 * a sleep and its two context switches cost; else hardly at all. One for a queue; many threads, whose lost updates do no
 * harm.
 */
final class WaitBudget {
    /** What going to sleep and being woken costs. */
    private static final long SLEEP_NANOS = 50_000;
    /** Spent even when completions take long: one may be just about to come. */
    private static final long GLANCE_NANOS = 2_000;

    private static final int WEIGHT_SHIFT = 3;
    /** With a single processor, spinning keeps the other side from working. */
    private static final boolean SPIN = Runtime.getRuntime().availableProcessors() > 1;

    /** For tests of either way to wait: nanoseconds to spin, whatever was measured. */
    private static final long FIXED = Long.getLong("io.warpdrive.hisi.spin", -1);

    /** Moving average of waits, in nanoseconds. */
    private final AtomicLong typical = new AtomicLong(SLEEP_NANOS / 4);

    /** Nanoseconds to spin. */
    long spinNanos() {
        if (FIXED >= 0) {
            return FIXED;
        }
        if (!SPIN) {
            return 0;
        }
        // opaque: any recent value will do
        long now = typical.getOpaque();
        return now < SLEEP_NANOS ? Math.max(GLANCE_NANOS, 2 * now) : GLANCE_NANOS;
    }

    /** Takes note of a wait. */
    void record(long nanos) {
        long before = typical.getOpaque();
        // one very long wait must not forbid spinning for the next hundred
        long seen = Math.min(nanos, 4 * SLEEP_NANOS);
        typical.setOpaque(before + ((seen - before) >> WEIGHT_SHIFT));
    }
}
