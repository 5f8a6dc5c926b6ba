// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.agent.jna;

import io.warpdrive.support.WdLog;

/**
 * Stands in for {@code java.util.logging.Logger}. What JNA warns of it also throws where it matters, and then it is said in
 * one line of ours; so its own messages are for whoever looks for a fault.
 */
public final class Logger {
    private static final Logger ONLY = new Logger();

    private Logger() {}

    public static Logger getLogger(String name) {
        return ONLY;
    }

    public boolean isLoggable(Level level) {
        return level.compareTo(Level.INFO) >= 0;
    }

    public void log(Level level, String message) {
        say(level, message);
    }

    public void log(Level level, String message, Object parameter) {
        say(level, message + " (" + parameter + ")");
    }

    public void log(Level level, String message, Object[] parameters) {
        say(level, message + " (" + parameters.length + " parameters)");
    }

    public void log(Level level, String message, Throwable thrown) {
        say(level, message + ": " + thrown);
    }

    private void say(Level level, String message) {
        if (isLoggable(level)) {
            WdLog.debug("JNA: " + message);
        }
    }
}
