// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.soft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** For tests of what is native: the library that the jar carries for this machine. */
final class LoadedLibrary {
    private LoadedLibrary() {}

    /** Skips the test on a system that there is none for; fails it where there is one that can't be loaded. */
    static void require() {
        assumeTrue(
                System.getProperty("os.name").equals("Linux")
                        && System.getProperty("os.arch").matches("amd64|aarch64"),
                "no library is carried for this system");
        assertThat(WdzLibrary.failure()).isEmpty();
    }
}
