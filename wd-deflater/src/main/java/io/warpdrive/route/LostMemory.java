// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.route;

import io.warpdrive.queue.WdMemory;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Memory that a device did not give back. It may still read or write it, so nobody uses it or frees it again. */
final class LostMemory {
    /** Keeps the memory reachable: it would be freed otherwise. */
    private static final Queue<WdMemory> LOST = new ConcurrentLinkedQueue<>();

    private LostMemory() {}

    static void add(WdMemory memory) {
        LOST.add(memory);
    }
}
