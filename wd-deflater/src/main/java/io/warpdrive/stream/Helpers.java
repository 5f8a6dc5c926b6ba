// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.stream;

import io.warpdrive.support.WdThreads;
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
    private static final ThreadPoolExecutor THREADS = threads();

    private Helpers() {}

    private static ThreadPoolExecutor threads() {
        int most = Runtime.getRuntime().availableProcessors();
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                most,
                most,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                work -> WdThreads.make("warpdrive-" + NUMBER.incrementAndGet(), work));
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    /** Has {@code work} done soon; throws what there is to throw if there can't be a thread for it. */
    static void call(Runnable work) {
        THREADS.execute(work);
    }
}
