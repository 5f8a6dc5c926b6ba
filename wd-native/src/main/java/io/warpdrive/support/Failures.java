// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.support;

/** What went wrong, in words for a log. */
public final class Failures {
    private Failures() {}

    /**
     * What is at the bottom of a failure, in one line.
     *
     * @param failure with or without causes
     * @return never blank; for a class that is missing what to do about it
     */
    public static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        if (message == null || message.isBlank()) {
            return cause.getClass().getName();
        }
        String line = message.lines().findFirst().orElse("").strip();
        return cause instanceof ClassNotFoundException || cause instanceof NoClassDefFoundError
                ? missing(line.replace('/', '.'))
                : line;
    }

    /** A class's name alone would tell nobody what to do. */
    private static String missing(String name) {
        return "class " + name + " is missing"
                + (name.startsWith("java.util.logging.") ? ", add the module java.logging to the run-time image" : "");
    }
}
