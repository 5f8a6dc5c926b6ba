// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.support;

import java.security.AccessController;
import java.security.PrivilegedAction;

/** Threads of our own, in a process that is not ours. */
public final class WdThreads {
    /** Where threads are that belong to nobody in particular. */
    private static final ThreadGroup SYSTEM = systemGroup();

    private WdThreads() {}

    // to be removed in JDKs that have no security managers any more
    @SuppressWarnings("removal")
    private static ThreadGroup systemGroup() {
        return AccessController.doPrivileged(new FindSystemGroup());
    }

    private static final class FindSystemGroup implements PrivilegedAction<ThreadGroup> {
        @Override
        public ThreadGroup run() {
            ThreadGroup group = Thread.currentThread().getThreadGroup();
            while (group.getParent() != null) {
                group = group.getParent();
            }
            return group;
        }
    }

    /**
     * A thread that has not been started. It keeps nothing of the application, whichever of its threads asks first: neither
     * its thread group nor its loader, neither who called it (an access control context refers to their loaders) nor
     * inheritable thread locals; and no JVM from ending.
     */
    // to be removed in JDKs that inherit no such context any more
    @SuppressWarnings("removal")
    public static Thread make(String name, Runnable work) {
        return AccessController.doPrivileged(new Make(name, work));
    }

    private record Make(String name, Runnable work) implements PrivilegedAction<Thread> {
        @Override
        // it is the priority that was the caller's
        @SuppressWarnings("ThreadPriorityCheck")
        public Thread run() {
            Thread thread = new Thread(SYSTEM, work, name, 0, false);
            thread.setPriority(Thread.NORM_PRIORITY);
            thread.setContextClassLoader(null);
            thread.setDaemon(true);
            return thread;
        }
    }
}
