// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.agent.jna;

import java.io.IOException;

/**
 * Stands in for {@code java.lang.Runtime}, of which JNA asks one thing: to run {@code ldconfig}. Where libraries are the
 * system's loader knows by itself; a process that the application has not started is not ours to start, and from Java 24 on
 * starting one starts the JDK's logging.
 */
public final class NoProcesses {
    private static final NoProcesses ONLY = new NoProcesses();

    private NoProcesses() {}

    public static NoProcesses getRuntime() {
        return ONLY;
    }

    /** Runs nothing; JNA goes on without. */
    @SuppressWarnings("DoNotCallSuggester") // JNA calls it
    public Process exec(String command) throws IOException {
        throw new IOException(command + " is not run");
    }
}
