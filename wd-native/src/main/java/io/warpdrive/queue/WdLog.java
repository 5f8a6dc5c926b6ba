// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.queue;

import java.lang.System.Logger.Level;

/**
 * The library's log: {@link System.Logger} {@code io.warpdrive}, cut to what the configuration key {@code log} allows.
 * The logger is asked for at the first message only: an application's logging is not started on our behalf.
 */
public final class WdLog {
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

    /** Details for whoever looks for a fault. */
    public static void debug(String message) {
        if (WdConfiguration.current().log() == WdConfiguration.Log.DEBUG) {
            Holder.LOGGER.log(Level.INFO, message);
        }
    }
}
