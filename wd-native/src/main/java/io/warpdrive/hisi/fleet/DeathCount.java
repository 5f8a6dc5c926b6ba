// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.hisi.fleet;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** Queues that died lately: a device that kills one after the other is not worth asking for more. */
final class DeathCount {
    /** So many within {@link #WINDOW} are too many. */
    static final int TOLERATED = 8;

    static final long WINDOW = TimeUnit.MINUTES.toNanos(1);

    /** When the last ones died; a ring. */
    private final long[] times = new long[TOLERATED];

    private long deaths;
    /** Volatile: asked before every request. */
    private volatile boolean exceeded;

    synchronized void add(long now) {
        times[(int) (deaths++ % TOLERATED)] = now;
        exceeded |= deaths >= TOLERATED && Arrays.stream(times).allMatch(time -> now - time <= WINDOW);
    }

    /** Whether there were ever too many at a time. */
    boolean isExceeded() {
        return exceeded;
    }
}
