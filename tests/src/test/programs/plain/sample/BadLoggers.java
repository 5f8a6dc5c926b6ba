// SPDX-License-Identifier: Apache-2.0
package sample;

import java.util.ResourceBundle;

/**
 * A program whose loggers can't be used: the finder refuses them ("refuse"), they throw ("throw"), or they compress what they
 * are given and log about that ("compress"). With a second argument its logging runs before the first stream.
 */
public final class BadLoggers {
    private static boolean broken;
    private static String manner;

    /** To be named in {@code META-INF/services/java.lang.System$LoggerFinder}. */
    public static final class Finder extends System.LoggerFinder {
        @Override
        public System.Logger getLogger(String name, Module module) {
            if (broken && manner.equals("refuse")) {
                throw new IllegalStateException("not ready");
            }
            return new BadLogger(name);
        }
    }

    private record BadLogger(String name) implements System.Logger {
        @Override
        public String getName() {
            return name;
        }

        @Override
        public boolean isLoggable(Level level) {
            return true;
        }

        @Override
        public void log(Level level, ResourceBundle bundle, String message, Throwable thrown) {
            log(level, bundle, message);
        }

        @Override
        public void log(Level level, ResourceBundle bundle, String message, Object... parameters) {
            if (manner.equals("compress")) {
                System.err.println("logged " + name + " " + message + ": " + RoundTrip.gzip(300_000));
            } else if (broken) {
                throw new NoClassDefFoundError("logger is closed");
            }
        }
    }

    private BadLoggers() {}

    public static void main(String[] args) {
        manner = args[0];
        if (args.length > 1) {
            System.getLogger("sample").log(System.Logger.Level.INFO, "up");
        }
        broken = true;
        for (int i = 0; i < 3; i++) {
            System.out.println(RoundTrip.gzip(900_000));
        }
    }
}
