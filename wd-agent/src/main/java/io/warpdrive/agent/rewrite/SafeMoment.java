// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.agent.rewrite;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Tells when the drop-ins may be loaded: not inside an agent's premain or class file transformer, where a class of the JDK
 * that they need for the first time may be the very one that is being transformed; nor on any thread before the JVM has
 * been through all its agents. Safe for use by many threads.
 */
final class SafeMoment implements BooleanSupplier {
    /** Calls premain, agentmain and transformers. */
    private static final String CALLER = "sun.instrument.InstrumentationImpl";
    /**
     * How long a starter without Java frames is taken to be between two premains. Later it is the main thread of a launcher
     * of another kind, which waits in native code.
     */
    private static final long LONGEST_GAP_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final long began = System.nanoTime();
    /** The thread that calls the premains, one after the other, and then the launcher; null when it is through with them. */
    private volatile Thread starter;

    /** @param starter the thread that calls the premains; null if the JVM is through with them */
    SafeMoment(Thread starter) {
        this.starter = starter;
    }

    /** Whether the calling thread may load the drop-ins. Walks over the stack. */
    boolean isNow() {
        return !isTransforming() && agentsAreThrough();
    }

    /** Whether the calling thread is inside a premain or a transformer. */
    static boolean isTransforming() {
        return isCalledByAgent(Thread.currentThread().getStackTrace());
    }

    /** The same, for those who are told of it. */
    @Override
    public boolean getAsBoolean() {
        return isTransforming();
    }

    /** Asked where the calling thread is not inside a premain. */
    private boolean agentsAreThrough() {
        Thread thread = starter;
        if (thread == null || thread == Thread.currentThread()) {
            starter = null;
            return true;
        }
        StackTraceElement[] stack = stackOf(thread);
        boolean through = !thread.isAlive()
                || (stack.length == 0 ? System.nanoTime() - began > LONGEST_GAP_NANOS : !isCalledByAgent(stack));
        if (through) {
            starter = null;
        }
        return through;
    }

    /** A security manager may not let the caller look at another thread: then it has been set up, which comes later. */
    private static StackTraceElement[] stackOf(Thread thread) {
        try {
            return thread.getStackTrace();
        } catch (SecurityException e) {
            return Thread.currentThread().getStackTrace();
        }
    }

    private static boolean isCalledByAgent(StackTraceElement[] stack) {
        for (StackTraceElement frame : stack) {
            if (frame.getClassName().equals(CALLER)) {
                return true;
            }
        }
        return false;
    }
}
