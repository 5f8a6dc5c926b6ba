// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.support;

import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The library's log: {@link System.Logger} {@code io.warpdrive}, cut to what the configuration's key {@code log} allows. An
 * application's logging is not started on our behalf: as long as it is known not to run, a message is one line on standard
 * error. Whatever a logger does, nothing of it reaches the caller. Safe for use by many threads.
 */
public final class WdLog {
    private static final String NAME = "io.warpdrive";
    /** What has been said {@link #once}: as many entries as there are devices and reasons. */
    private static final Set<String> SAID = ConcurrentHashMap.newKeySet();
    /** Set while this thread is in here. */
    private static final ThreadLocal<Boolean> LOGGING = new ThreadLocal<>();
    /** Whether there has ever been a message. Plain: it matters to the thread that is in here. */
    private static boolean saidAnything;

    /** Whether an operator is to be told. Volatile, as the next: set by whoever reads the configuration, read by all. */
    private static volatile boolean info = true;

    /** Whether details are wanted. */
    private static volatile boolean debug;

    private WdLog() {}

    /**
     * For the configuration: how much is to be logged.
     *
     * @param info whether an operator is to be told
     * @param debug whether details are wanted
     */
    public static void show(boolean info, boolean debug) {
        WdLog.info = info;
        WdLog.debug = debug;
    }

    /** Something the operator should know once: a device that can't be used, a fallback. */
    public static void info(String message) {
        if (info) {
            say(message);
        }
    }

    /**
     * As {@link #info}, but only the first time.
     *
     * @param reason what the message is about, a device and what is wrong with it
     */
    public static void once(String reason, String message) {
        if (SAID.add(reason)) {
            info(message);
        } else {
            debug(message);
        }
    }

    /** Details for whoever looks for a fault. */
    public static void debug(String message) {
        if (debug) {
            say(message);
        }
    }

    /** Whether this thread is inside a message of ours: a stream that a logger makes is zlib's, or it might log in turn. */
    public static boolean isLogging() {
        return saidAnything && LOGGING.get() != null;
    }

    private static void say(String message) {
        boolean within = isLogging();
        saidAnything = true;
        LOGGING.set(Boolean.TRUE);
        try {
            if (within || !isLogged(message)) {
                print("warpdrive: " + message);
            }
        } finally {
            if (!within) {
                LOGGING.remove();
            }
        }
    }

    /** A line on standard error, where a program may have put anything in its place: what that throws goes nowhere. */
    // as below
    @SuppressWarnings("CatchingUnchecked")
    public static void print(String line) {
        try {
            System.err.println(line);
        } catch (Throwable e) {
            // there is nobody left to tell
        }
    }

    /** Asks for the logger each time: one that could not be had before the application was ready may be there later. */
    // a logger is the application's: an Error out of it would be one that zlib never throws. If memory or stack run
    // short in there, the message may be lost; the caller meets that itself or does not care
    @SuppressWarnings("CatchingUnchecked")
    private static boolean isLogged(String message) {
        try {
            boolean logs = WdHost.logs();
            if (logs) {
                System.getLogger(NAME).log(Level.INFO, message);
            }
            return logs;
        } catch (Throwable e) {
            return false;
        }
    }
}
