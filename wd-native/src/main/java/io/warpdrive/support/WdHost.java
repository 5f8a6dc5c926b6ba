// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.support;

import java.util.function.BooleanSupplier;

/**
 * What the program around us is doing. The agent can tell, and says so here; used as a library we take a program's logging
 * for running and its class loading for done. Safe for use by many threads.
 */
public final class WdHost {
    /** Null where there is no agent, as are the next two. Volatile: set by the agent before it loads a drop-in, read by all. */
    private static volatile BooleanSupplier logs;

    private static volatile BooleanSupplier transforms;

    private static volatile Runnable opener;

    private WdHost() {}

    /**
     * For the agent.
     *
     * @param logs whether the program's logging has been started, by itself
     * @param transforms whether the calling thread is inside an agent's premain or class file transformer
     * @param opener opens {@code java.util.zip} to us
     */
    public static void tell(BooleanSupplier logs, BooleanSupplier transforms, Runnable opener) {
        WdHost.logs = logs;
        WdHost.transforms = transforms;
        WdHost.opener = opener;
    }

    /**
     * Opens {@code java.util.zip} to us, where there is an agent; else it is as open as the command line has it. Takes
     * milliseconds the first time, in which the JDK links lambdas.
     */
    public static void openZip() {
        Runnable told = opener;
        if (told != null) {
            told.run();
        }
    }

    /** Whether a message may go to the program's logging without starting it. */
    public static boolean logs() {
        BooleanSupplier told = logs;
        return told == null || told.getAsBoolean();
    }

    /**
     * Whether the calling thread is inside an agent's premain or class file transformer: a class that is loaded in there for
     * the first time may be the very one that is being transformed, which the JVM refuses for good. Takes a walk over the
     * stack, so it is for moments at which much is loaded, not for every stream.
     */
    public static boolean isTransforming() {
        BooleanSupplier told = transforms;
        return told != null && told.getAsBoolean();
    }
}
