// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.agent.rewrite;

import java.lang.System.Logger.Level;

/**
 * What the agent has to say. While it is installed it writes to standard error itself: asking for a logger would start the
 * application's logging before its {@code main} could configure it. Later it logs as the library does, where the
 * application's logging has been started.
 */
final class Report {
    private static final String LOGGER = "io.warpdrive";

    private final String log;
    /** Null as long as nobody could be asked. */
    private HostLogging logging;
    /** Guarded by this. */
    private boolean toldOfNewer;

    /** @param log value of the key {@code log}; empty when not set */
    Report(String log) {
        this.log = log.strip();
    }

    /** Who knows whether the application's logging runs. Before the report is used by other threads. */
    void ask(HostLogging hostLogging) {
        logging = hostLogging;
    }

    /** Something the operator should know, at install. */
    void warn(String message) {
        if (!log.equalsIgnoreCase("off")) {
            print(message);
        }
    }

    /** Whether somebody asked for more than warnings: {@code info} is the default, but has to be explicit here. */
    boolean wantsInfo() {
        return log.equalsIgnoreCase("info") || log.equalsIgnoreCase("debug");
    }

    /** Something that is said only to those who asked for it. */
    void info(String message) {
        if (wantsInfo()) {
            print(message);
        }
    }

    /** Something for whoever looks for a fault, with {@code log=debug}. */
    void debug(String message) {
        if (log.equalsIgnoreCase("debug")) {
            print(message);
        }
    }

    /** As {@link #warn}, the first time: a class file that is too new comes with many others. */
    synchronized void newer(String message) {
        if (!toldOfNewer) {
            toldOfNewer = true;
            warn(message);
        }
    }

    /** Something the operator should know, when the application runs. */
    // an application's logger may throw anything, and a Deflater's constructor must not
    @SuppressWarnings("CatchingUnchecked")
    void logWarning(String message) {
        if (log.equalsIgnoreCase("off")) {
            return;
        }
        try {
            if (logging != null && logging.isStarted()) {
                System.getLogger(LOGGER).log(Level.WARNING, message);
                return;
            }
        } catch (Throwable e) {
            // then as below
        }
        print(message);
    }

    private static void print(String message) {
        System.err.println("warpdrive: " + message);
    }
}
