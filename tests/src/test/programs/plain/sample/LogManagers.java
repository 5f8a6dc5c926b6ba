// SPDX-License-Identifier: Apache-2.0
package sample;

import java.io.IOException;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/**
 * A program with a log manager of its own that compresses in its constructor. It is named on the command line, or in main
 * after the first stream.
 */
public final class LogManagers {
    /** The log manager. */
    public static final class Own extends LogManager {
        public Own() {
            System.out.println("manager " + RoundTrip.gzip(200_000));
        }
    }

    private LogManagers() {}

    public static void main(String[] args) throws IOException {
        System.out.println("first " + RoundTrip.gzip(100_000));
        if (System.getProperty("java.util.logging.manager") == null) {
            System.setProperty("java.util.logging.manager", "sample.LogManagers$Own");
        }
        System.out.println(LogManager.getLogManager().getClass().getName());
        Logger.getLogger("sample").fine("nothing");
        System.out.println("last " + RoundTrip.gzip(900_000));
    }
}
