// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.stream;

import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads that compress segments for streams which asked for more than their own. One set for the process, no more than
 * there are processors; begun when there is work, ended when there has been none for a while.
 */
final class Helpers {
    private static final long IDLE_SECONDS = 2;

    private static final AtomicInteger NUMBER = new AtomicInteger();
    /** Where threads are that belong to nobody in particular. */
    private static final ThreadGroup SYSTEM = systemGroup();

    private static final ThreadPoolExecutor THREADS = threads();

    private Helpers() {}

    private static ThreadPoolExecutor threads() {
        int most = Runtime.getRuntime().availableProcessors();
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                most, most, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Helpers::thread);
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    // to be removed in JDKs that have no security managers any more
    @SuppressWarnings("removal")
    private static ThreadGroup systemGroup() {
        return AccessController.doPrivileged((PrivilegedAction<ThreadGroup>) () -> {
            ThreadGroup group = Thread.currentThread().getThreadGroup();
            while (group.getParent() != null) {
                group = group.getParent();
            }
            return group;
        });
    }

    /**
     * Keeps nothing of the application, whichever of its threads asks first: neither its thread group nor its loader,
     * neither who called it (an access control context refers to their loaders) nor inheritable thread locals; and no JVM
     * from ending.
     */
    // to be removed in JDKs that inherit no such context any more; and it is the priority that was the caller's
    @SuppressWarnings({"removal", "ThreadPriorityCheck"})
    private static Thread thread(Runnable work) {
        return AccessController.doPrivileged((PrivilegedAction<Thread>) () -> {
            Thread thread = new Thread(SYSTEM, work, "warpdrive-" + NUMBER.incrementAndGet(), 0, false);
            thread.setPriority(Thread.NORM_PRIORITY);
            thread.setContextClassLoader(null);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Has {@code work} done soon; throws what there is to throw if there can't be a thread for it. */
    static void call(Runnable work) {
        THREADS.execute(work);
    }
}
