// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.health;

import io.warpdrive.health.WdHealth.Finding;
import io.warpdrive.health.WdHealth.State;
import io.warpdrive.queue.WdDevice;
import java.util.Optional;

/**
 * Whether this JVM lets the library load native code (JEP 472): a question since Java 24.
 *
 * @param enabled what the JVM said before the first native code was loaded, which changes it; empty where it has no say
 */
record NativeAccess(Optional<Boolean> enabled) {
    private static final String SUBJECT = "native access";
    private static final String OPTION = "--enable-native-access=ALL-UNNAMED";

    /** The first Java that asks. */
    private static final int FIRST = 24;

    static NativeAccess beforeLoading() {
        return new NativeAccess(
                Runtime.version().feature() < FIRST ? Optional.empty() : isEnabled(WdDevice.class.getModule()));
    }

    /** Java 22's Module.isNativeAccessEnabled. */
    private static Optional<Boolean> isEnabled(Module module) {
        try {
            return Optional.of(
                    (Boolean) Module.class.getMethod("isNativeAccessEnabled").invoke(module));
        } catch (ReflectiveOperationException e) {
            return Optional.empty();
        }
    }

    Finding look(Engines engines) {
        if (enabled.isEmpty()) {
            return new Finding(SUBJECT, State.OK, "not restricted before Java " + FIRST, "Fine.");
        }
        if (enabled.get()) {
            return new Finding(
                    SUBJECT, State.OK, "given", "Start the programs that use the agent with " + OPTION + " as well.");
        }
        return engines.isRefused()
                ? new Finding(
                        SUBJECT,
                        State.BROKEN,
                        "denied by --illegal-native-access=deny",
                        "Start the JVM with " + OPTION + ".")
                : new Finding(
                        SUBJECT,
                        State.OK,
                        "allowed, with a warning by the JVM",
                        "The warning goes away with " + OPTION + ".");
    }
}
