// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.observe;

import io.warpdrive.settings.WdConfiguration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Finds out whether somebody looks, and begins to tell. A flight recording may start at any time, and so may the platform's
 * MBean server; neither tells us without classes that a program's start would have to pay for. So there is a glance when the
 * first stream begins, and one now and then when streams end. Safe for use by many threads.
 */
final class Watching {
    /** There is this thread as long as there is a recorder, in all JDKs that have one. */
    private static final String RECORDER = "JFR Periodic Tasks";
    /** So many ends of streams bring a glance, on average, if the last one was so long ago. */
    private static final int SELDOM = 64;

    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** Room for threads that begin while they are looked at. */
    private static final int MORE = 16;

    /** An observed program's streams are the JDK's: those that are served are there to measure. */
    private static final boolean NEVER = WdConfiguration.current().observe().isPresent();

    /** Plain: read at each call; whoever is late tells of one stream less. */
    private static boolean on;
    /** Guarded by the class, as is what follows. */
    private static boolean records;

    private static boolean registered;
    /** Volatile: read without the lock; at worst two threads glance. */
    private static volatile long lastGlance = System.nanoTime();

    static {
        if (!NEVER) {
            lookForRecorder();
            if (WdConfiguration.current().jmx()) {
                register(true);
            }
        }
    }

    private Watching() {}

    /** Whether streams are to be told of. */
    static boolean isOn() {
        return on;
    }

    /** A stream has ended, whether it is told of or not. */
    static void maybeGlance() {
        if (ThreadLocalRandom.current().nextInt(SELDOM) == 0 && !NEVER) {
            long now = System.nanoTime();
            if (now - lastGlance > PAUSE_NANOS) {
                lastGlance = now;
                lookForRecorder();
                register(false);
            }
        }
    }

    // without a module, a permission or memory nobody is told, and the stream goes on
    @SuppressWarnings("CatchingUnchecked")
    private static synchronized void lookForRecorder() {
        try {
            if (!records && hasRecorder()) {
                records = true;
                FlightRecording.begin();
                on = true;
            }
        } catch (Error | RuntimeException e) {
            // jdk.jfr is not there
            records = true;
        }
    }

    /** Asks for names of threads only: {@code FlightRecorder} would be the first of hundreds of classes. */
    private static boolean hasRecorder() {
        ThreadGroup root = Thread.currentThread().getThreadGroup();
        while (root != null && root.getParent() != null) {
            root = root.getParent();
        }
        if (root == null) {
            return false;
        }
        Thread[] threads = new Thread[root.activeCount() + MORE];
        int found = root.enumerate(threads, true);
        for (int i = 0; i < found; i++) {
            if (threads[i].getName().equals(RECORDER)) {
                return true;
            }
        }
        return false;
    }

    /** @param starts whether the server is started if it is not up */
    // as above
    @SuppressWarnings("CatchingUnchecked")
    private static synchronized void register(boolean starts) {
        try {
            if (!registered && StreamsBean.register(starts)) {
                registered = true;
                on = true;
            }
        } catch (Error | RuntimeException e) {
            // java.management is not there
            registered = true;
        }
    }
}
