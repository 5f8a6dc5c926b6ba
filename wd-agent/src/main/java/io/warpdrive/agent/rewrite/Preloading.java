// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.agent.rewrite;

import java.util.concurrent.atomic.LongAdder;

/**
 * Classes of the JDK that a class file transformer, ours or another agent's that compresses, may need for the first time while
 * it is asked about that same class: the JVM answers with a ClassCircularityError, and keeps to it for the rest of its life. When that
 * happens depends on counts, of linked call sites say, which having one more agent changes. So they are loaded before.
 */
final class Preloading {
    private static final String[] CLASSES = {
        // of the 127th call of one method handle
        "java.lang.invoke.MethodHandle$1",
        // of the first handle to a static method of a class that is not initialized
        "java.lang.invoke.DirectMethodHandle$1",
        "java.lang.invoke.DirectMethodHandle$2",
        "java.lang.invoke.InnerClassLambdaMetafactory$1",
        "java.lang.invoke.InnerClassLambdaMetafactory$2",
        // of maps that two threads change at a time
        "java.util.concurrent.ConcurrentHashMap$CounterCell",
        "java.util.concurrent.ConcurrentHashMap$TreeBin",
        "java.util.concurrent.ConcurrentHashMap$TreeNode",
        "java.util.concurrent.ThreadLocalRandom",
        "java.util.concurrent.atomic.Striped64$Cell",
        "java.util.concurrent.atomic.AtomicReferenceArray",
        // of what the verifier wants to know of ours
        "java.lang.ArrayIndexOutOfBoundsException",
        // of settings that have no default
        "java.util.OptionalInt",
    };

    private Preloading() {}

    static void run() {
        // the first call of a VarHandle in a JVM needs some more; each stream is counted by one of these
        new LongAdder().increment();
        for (String name : CLASSES) {
            try {
                Class.forName(name, true, null);
            } catch (ClassNotFoundException e) {
                // another JDK has not got it and so will not ask for it
            }
        }
    }
}
