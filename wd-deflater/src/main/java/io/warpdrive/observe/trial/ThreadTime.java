// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.observe.trial;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * Processor time of the calling thread. To ask takes about a microsecond, and to make it possible some 20 ms: whoever has
 * these to spare calls {@link #load}. Safe for use by many threads.
 */
public final class ThreadTime {
    /** Null: not loaded, or the JVM can't tell. Volatile: set once, read by all. */
    private static volatile ThreadMXBean bean;

    private ThreadTime() {}

    /** A run-time image may lack {@code java.management}, and a JVM may not measure it. */
    public static void load() {
        try {
            ThreadMXBean threads = ManagementFactory.getThreadMXBean();
            if (threads.isCurrentThreadCpuTimeSupported() && threads.isThreadCpuTimeEnabled()) {
                bean = threads;
            }
        } catch (LinkageError | RuntimeException e) {
            // then a clock on the wall has to do
            bean = null;
        }
    }

    public static boolean isKnown() {
        return bean != null;
    }

    /** Nanoseconds; only differences mean anything. Time on the wall where nothing better is known. */
    public static long nanos() {
        ThreadMXBean threads = bean;
        return threads == null ? System.nanoTime() : threads.getCurrentThreadCpuTime();
    }
}
