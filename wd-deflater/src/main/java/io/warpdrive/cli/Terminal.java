// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What is at the other end of the standard streams. */
final class Terminal {
    static final int INPUT = 0;
    static final int OUTPUT = 1;
    static final int ERROR = 2;

    private Terminal() {}

    /** System.console() knows only of both streams together, and on newer JDKs is there without a terminal. */
    static boolean is(int descriptor) {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
