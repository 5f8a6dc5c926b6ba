// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.faults;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits for what takes a while by itself. */
final class Patience {
    private static final long LIMIT = TimeUnit.SECONDS.toNanos(60);
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(100);

    private Patience() {}

    /** What is tried. */
    interface Condition {
        boolean holds() throws Exception;
    }

    /** Tries again and again until it holds. */
    static void until(Condition condition) throws Exception {
        long start = System.nanoTime();
        while (!condition.holds()) {
            if (System.nanoTime() - start > LIMIT) {
                throw new AssertionError("not within a minute");
            }
            LockSupport.parkNanos(PAUSE);
        }
    }
}
