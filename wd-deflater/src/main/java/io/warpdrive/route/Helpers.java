// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.route;

import io.warpdrive.queue.WdLog;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads that compress blocks for streams which asked for more than their own. One set for the process, no more than
 * there are processors; begun when there is work, ended when there has been none for a while.
 */
final class Helpers {
    private static final long IDLE_SECONDS = 2;

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final ThreadPoolExecutor THREADS = threads();

    private Helpers() {}

    private static ThreadPoolExecutor threads() {
        int most = Runtime.getRuntime().availableProcessors();
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                most, most, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Helpers::thread);
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    /** Keeps nothing of the application: neither its loader nor its inheritable thread locals, and no JVM from ending. */
    private static Thread thread(Runnable work) {
        Thread thread = new Thread(null, work, "warpdrive-" + NUMBER.incrementAndGet(), 0, false);
        thread.setContextClassLoader(null);
        thread.setDaemon(true);
        return thread;
    }

    /** Has {@code work} done soon; false if there can't be a thread for it. */
    static boolean call(Runnable work) {
        try {
            THREADS.execute(work);
            return true;
        } catch (OutOfMemoryError e) {
            // "unable to create native thread"
            WdLog.debug("a stream goes on without help: " + e.getMessage());
            return false;
        }
    }
}
