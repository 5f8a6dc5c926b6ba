// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.soft;

import java.io.File;
import java.util.Optional;

/**
 * Where JNA unpacks its native part. If it can't, its first class says so with a stack trace in the application's log before
 * it fails, so we look first.
 */
final class JnaDirectory {
    private JnaDirectory() {}

    /** Why JNA can't unpack its native part, in one line; empty if it can or has not got to. */
    static Optional<String> problem() {
        boolean unpacks = !Boolean.getBoolean("jna.nounpack") && System.getProperty("jna.boot.library.path") == null;
        if (!unpacks || isUsable(directory())) {
            return Optional.empty();
        }
        return Optional.of("can't write to its directory " + directory());
    }

    /** As JNA's documentation has it: what the property says, else in the user's cache, else with other temporary files. */
    private static File directory() {
        String given = System.getProperty("jna.tmpdir");
        if (given != null) {
            return new File(given);
        }
        String cache = System.getenv("XDG_CACHE_HOME");
        File directory = cache == null || cache.isBlank()
                ? new File(System.getProperty("user.home"), ".cache/JNA/temp")
                : new File(cache, "JNA/temp");
        return isUsable(directory) ? directory : new File(System.getProperty("java.io.tmpdir"));
    }

    /** Makes it if it can, as JNA does. */
    private static boolean isUsable(File directory) {
        return (directory.isDirectory() || directory.mkdirs()) && directory.canWrite();
    }
}
