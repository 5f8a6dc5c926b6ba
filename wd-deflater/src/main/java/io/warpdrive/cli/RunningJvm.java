// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A process that something is to be attached to. The JDK's way begins with a signal, SIGQUIT, which ends a process that does
 * not expect it: so everything that can be seen from outside is looked at before.
 *
 * @param pid the process
 */
record RunningJvm(long pid) {
    private static final int ROOT = 0;
    /** Signal n is bit n - 1 of the mask of those that are caught; SIGQUIT is 3. */
    private static final long SIGQUIT = 1L << 2;

    /** @throws Failure if it can be seen without asking it that it can't be attached to */
    void check() throws IOException {
        Path process = Path.of("/proc/" + pid);
        if (!Files.isDirectory(process)) {
            throw new Failure(toString(), "no such process");
        }
        int self = user(Path.of("/proc/self"));
        if (self != ROOT && user(process) != self) {
            throw new Failure(toString(), "belongs to another user; only that user or root can attach to it");
        }
        if (!text("maps").contains("/libjvm.so")) {
            throw new Failure(toString(), "is not a Java virtual machine");
        }
        if (List.of(text("cmdline").split("\0", -1)).contains("-XX:+DisableAttachMechanism")) {
            throw new Failure(toString(), "was started with -XX:+DisableAttachMechanism");
        }
        if (!catchesQuit()) {
            throw new Failure(toString(), "catches no SIGQUIT (-Xrs): attaching would end it");
        }
    }

    private static int user(Path process) throws IOException {
        return (Integer) Files.getAttribute(process, "unix:uid");
    }

    private String text(String name) throws IOException {
        try {
            return Files.readString(Path.of("/proc/" + pid, name), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw Failure.of(toString(), e);
        }
    }

    private boolean catchesQuit() throws IOException {
        String mask = text("status")
                .lines()
                .filter(line -> line.startsWith("SigCgt:"))
                .findFirst()
                .orElse("SigCgt:0");
        return (Long.parseUnsignedLong(mask.substring(mask.indexOf(':') + 1).strip(), 16) & SIGQUIT) != 0;
    }

    /** What the command's own Java may be short of. */
    Failure notFromASmallImage() {
        return new Failure(toString(), "this Java has no module jdk.attach or java.management, take the java of a JDK");
    }

    @Override
    public String toString() {
        return Long.toString(pid);
    }
}
