// SPDX-License-Identifier: Apache-2.0
package org.example;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.zip.DataFormatException;

/** Measures work that is done over and over. */
public final class Passes {
    /** Time as it passes in place of the processor time of this thread: for devices that work while it waits. */
    private static final boolean ELAPSED = Boolean.getBoolean("elapsed");

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private Passes() {}

    /** Something done once with all of the data. */
    @FunctionalInterface
    public interface Pass {
        void run() throws IOException, DataFormatException;
    }

    /** The least nanoseconds that a pass takes: whatever else runs on the machine can only add to it. */
    public static long best(long millis, Pass pass) throws IOException, DataFormatException {
        long begin = nanos();
        long best = Long.MAX_VALUE;
        long now;
        do {
            long start = nanos();
            pass.run();
            now = nanos();
            best = Math.min(best, now - start);
        } while (now - begin < millis * 1_000_000);
        return best;
    }

    private static long nanos() {
        return ELAPSED ? System.nanoTime() : THREADS.getCurrentThreadCpuTime();
    }
}
