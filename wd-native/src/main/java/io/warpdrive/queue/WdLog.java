// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.queue;

import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The library's log: {@link System.Logger} {@code io.warpdrive}, cut to what the configuration key {@code log} allows.
 * The logger is asked for at the first message only: an application's logging is not started on our behalf.
 */
public final class WdLog {
    /** What has been said {@link #once}: as many entries as there are devices and reasons. */
    private static final Set<String> SAID = ConcurrentHashMap.newKeySet();

    private WdLog() {}

    private static final class Holder {
        static final System.Logger LOGGER = System.getLogger("io.warpdrive");
    }

    /** Something the operator should know once: a device that can't be used, a fallback. */
    public static void info(String message) {
        if (WdConfiguration.current().log() != WdConfiguration.Log.OFF) {
            Holder.LOGGER.log(Level.INFO, message);
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
        if (WdConfiguration.current().log() == WdConfiguration.Log.DEBUG) {
            Holder.LOGGER.log(Level.INFO, message);
        }
    }
}
