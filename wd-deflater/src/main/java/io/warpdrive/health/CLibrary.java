// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.health;

import io.warpdrive.health.WdHealth.Finding;
import io.warpdrive.health.WdHealth.State;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** The C library of this process. */
final class CLibrary {
    private static final String SUBJECT = "C library";
    private static final Pattern MUSL = Pattern.compile("(ld-musl-|libc\\.musl-).*");
    private static final Pattern GLIBC = Pattern.compile("libc(\\.so\\.6|-2\\.\\d+\\.so)");
    private static final Pattern VERSION = Pattern.compile("release version (\\d+\\.\\d+)");

    private CLibrary() {}

    static Finding look(SystemFiles system) {
        Optional<Path> glibc = system.mapped(GLIBC);
        if (glibc.isPresent()) {
            String version = SystemFiles.find(glibc.get(), VERSION).orElse("of an unknown version");
            return new Finding(SUBJECT, State.OK, "glibc " + version, "Fine.");
        }
        if (system.mapped(MUSL).isPresent()) {
            return new Finding(
                    SUBJECT,
                    State.COSTS_SPEED,
                    "musl",
                    "Our engine runs on it; ISA-L and hardware need JNA, which is made for glibc.");
        }
        return new Finding(SUBJECT, State.OK, "not known", "The self-tests below tell whether the engines run on it.");
    }
}
