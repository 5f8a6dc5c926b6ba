// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.agent.rewrite;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Tells whether the application's logging has been started. Asking for a logger would start it, and what the application
 * sets afterwards ({@code java.util.logging.manager}, say) would come too late. Safe for use by many threads.
 */
final class HostLogging implements BooleanSupplier {
    /** Initialized by the first System.Logger, of whatever finder. */
    private static final String FINDER = "jdk.internal.logger.LoggerFinderLoader";

    private static final String MANAGER = "java.util.logging.LogManager";
    /** The JDK's own has the one method that tells without doing it. */
    private static final String UNSAFE = "jdk.internal.misc.Unsafe";

    private final Instrumentation instrumentation;
    /** Volatile, as it never goes back to false. */
    private volatile boolean started;

    HostLogging(Instrumentation instrumentation) {
        this.instrumentation = instrumentation;
    }

    @Override
    public boolean getAsBoolean() {
        return isStarted();
    }

    // a JVM that keeps this from us: a line on standard error is the harmless choice
    @SuppressWarnings("CatchingUnchecked")
    boolean isStarted() {
        if (!started) {
            try {
                started = isInitialized(MANAGER) || isInitialized(FINDER);
            } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
                return false;
            }
        }
        return started;
    }

    private boolean isInitialized(String name) throws ReflectiveOperationException {
        Class<?> type;
        try {
            type = Class.forName(name, false, ClassLoader.getPlatformClassLoader());
        } catch (ClassNotFoundException e) {
            return false; // a run-time image without java.logging
        }
        Class<?> unsafe = Class.forName(UNSAFE);
        instrumentation.redefineModule(
                unsafe.getModule(),
                Set.of(),
                Map.of(unsafe.getPackageName(), Set.of(HostLogging.class.getModule())),
                Map.of(),
                Set.of(),
                Map.of());
        Method shouldBeInitialized = unsafe.getMethod("shouldBeInitialized", Class.class);
        return !(boolean)
                shouldBeInitialized.invoke(unsafe.getMethod("getUnsafe").invoke(null), type);
    }
}
