// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.benchmarks.queue;

import com.sun.management.ThreadMXBean;
import io.warpdrive.queue.WdMode;
import java.io.IOException;
import java.lang.management.ManagementFactory;

/** What a request allocates in the thread that sends it. Counted to the byte, which JMH's profiler can't: it counts itself. */
final class Allocation {
    private static final int ROUNDS = 20;
    private static final int REQUESTS = 50_000;

    private Allocation() {}

    /** Bytes a request, in the best round: in the first ones code is interpreted and compiled, which allocates. */
    static double measure(WdMode mode, RoundTrip.Work work) throws IOException {
        RoundTrip roundTrip = new RoundTrip();
        roundTrip.mode = mode;
        roundTrip.work = work;
        roundTrip.start();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS && least > 0; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < REQUESTS; i++) {
                roundTrip.sendAndReceive();
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        roundTrip.stop();
        return (double) least / REQUESTS;
    }
}
