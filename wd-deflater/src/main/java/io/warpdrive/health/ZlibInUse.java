// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.health;

import io.warpdrive.health.WdHealth.Finding;
import io.warpdrive.health.WdHealth.State;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * The zlib that the JDK runs on: part of the JDK's own library, or the system's. It is known only once it is in use, and
 * then by the files that are mapped; every zlib, zlib-ng as well, has its version in its copyright notice.
 */
final class ZlibInUse {
    private static final String SUBJECT = "zlib";
    private static final Pattern JDK_LIBRARY = Pattern.compile("libzip\\.so");
    private static final Pattern ZLIB_LIBRARY = Pattern.compile("libz(-ng)?\\.so.*");
    private static final Pattern NOTICE = Pattern.compile("deflate (\\d[\\w.\\-]*) Copyright");
    private static final Pattern NG = Pattern.compile("(zlib-ng)");

    private ZlibInUse() {}

    static Finding look(SystemFiles system) {
        // the first use loads it
        new CRC32().update(0);
        Optional<Path> jdk = system.mapped(JDK_LIBRARY);
        Optional<Path> library = system.mapped(ZLIB_LIBRARY);
        Optional<String> bundled = jdk.flatMap(file -> SystemFiles.find(file, NOTICE));
        if (bundled.isPresent()) {
            return new Finding(
                    SUBJECT,
                    State.OK,
                    "the JDK's own, " + bundled.get(),
                    library.isPresent()
                            ? "Another zlib is loaded, " + library.get() + ", but this JDK does not use it."
                            : "Preloading another zlib would not reach this JDK, the agent does.");
        }
        if (jdk.isEmpty() || library.isEmpty()) {
            return new Finding(
                    SUBJECT, State.OK, "not known", "Costs are measured in each process, so nothing depends on it.");
        }
        return ofSystem(library.get());
    }

    private static Finding ofSystem(Path library) {
        String version = SystemFiles.find(library, NOTICE).orElse("of an unknown version");
        boolean ng = SystemFiles.find(library, NG).isPresent();
        return new Finding(
                SUBJECT,
                State.OK,
                "the system's, " + version + (ng && !version.contains("ng") ? " (zlib-ng)" : "") + ", " + library,
                ng
                        ? "It is zlib-ng, which is fast itself: what it does faster than the engines stays with it."
                        : "Fine.");
    }
}
