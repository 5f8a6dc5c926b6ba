// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.hisi.fleet;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Remembers for each thread which queue it uses, without a thread-local that would outlive us in an application's threads.
 * Threads that share a place push each other out, which costs them a look at the topology and no more.
 *
 * <pre>
 *   [63:26] thread   [25:10] uses left   [9:0] queue + 1
 * </pre>
 */
final class Seats {
    /** The calling thread has none, or has used it for so long that it may run elsewhere by now. */
    static final int NONE = -1;

    private static final int PLACES = 256;
    private static final int THREAD_SHIFT = 26;
    private static final int USES_SHIFT = 10;
    private static final int USES_MASK = 0xffff;
    private static final int USES = 1000;
    private static final int QUEUE_MASK = 0x3ff;

    /** Opaque throughout: a thread looks for what it has written itself, and knows it by its number. */
    private final AtomicLongArray places = new AtomicLongArray(PLACES);

    /** The calling thread's queue, or {@link #NONE}. */
    int find() {
        long thread = Thread.currentThread().getId();
        int place = (int) thread & (PLACES - 1);
        long seat = places.getOpaque(place);
        if (seat >>> THREAD_SHIFT != thread || (seat >>> USES_SHIFT & USES_MASK) == 0) {
            return NONE;
        }
        places.setOpaque(place, seat - (1 << USES_SHIFT));
        return (int) (seat & QUEUE_MASK) - 1;
    }

    /** The calling thread uses a queue from now on. */
    void take(int queue) {
        long thread = Thread.currentThread().getId();
        places.setOpaque(
                (int) thread & (PLACES - 1),
                thread << THREAD_SHIFT | (long) USES << USES_SHIFT | (queue + 1 & QUEUE_MASK));
    }
}
