// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.health;

import io.warpdrive.health.WdHealth.Finding;
import io.warpdrive.health.WdHealth.State;
import java.util.Set;

/** The Java that runs this, and on what. */
final class JavaRuntime {
    private static final String SUBJECT = "java";
    private static final Set<String> PROCESSORS = Set.of("amd64", "x86_64", "aarch64");
    /** The latest that this library is tested on. */
    private static final int LATEST = 25;

    private JavaRuntime() {}

    static Finding look() {
        return look(
                Runtime.version().feature(),
                System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + ")",
                System.getProperty("os.name"),
                System.getProperty("os.arch"));
    }

    static Finding look(int feature, String version, String system, String processor) {
        String fact = version + ", " + system + " " + processor;
        if (!system.equals("Linux") || !PROCESSORS.contains(processor)) {
            return new Finding(
                    SUBJECT,
                    State.BROKEN,
                    fact,
                    "Everything is zlib's here: engines are there for Linux on x86_64 and aarch64 only.");
        }
        return new Finding(
                SUBJECT,
                State.OK,
                fact,
                feature > LATEST ? "Tested are Java 17 to " + LATEST + ", so test before you rely on it." : "Fine.");
    }
}
