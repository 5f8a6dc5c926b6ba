// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.queue.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.warpdrive.queue.WdException;
import io.warpdrive.queue.WdResource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Idle objects handed from thread to thread. */
final class WdPoolTest {
    private final AtomicInteger made = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();
    private final WdPool<Thing> pool = new WdPool<>(Thing::new);

    private final class Thing implements WdResource {
        private final AtomicBoolean taken = new AtomicBoolean();

        Thing() {
            made.incrementAndGet();
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }

    /** Without it every block pays for a new engine state. */
    @Test
    void whatIsGivenBackIsTakenAgain() throws WdException {
        Thing first = pool.take();
        pool.give(first);
        assertThat(pool.take()).isSameAs(first);
        assertThat(made).hasValue(1);
        assertThat(closed).hasValue(0);
    }

    /** Without it a burst of threads leaves its memory behind for ever. */
    @Test
    void whatThePoolHasNoRoomForIsClosed() throws WdException {
        List<Thing> things = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            things.add(pool.take());
        }
        assertThat(made).hasValue(1000);
        things.forEach(pool::give);
        int kept = made.get() - closed.get();
        assertThat(kept).isBetween(1, 2 * Runtime.getRuntime().availableProcessors());
    }

    /** Without it lack of memory is hidden, or breaks the pool for later takers. */
    @Test
    void failureToMakeIsPassedOn() throws WdException {
        AtomicBoolean fail = new AtomicBoolean(true);
        WdPool<Thing> failing = new WdPool<>(() -> {
            if (fail.get()) {
                throw new WdException("out of memory");
            }
            return new Thing();
        });
        assertThatExceptionOfType(WdException.class).isThrownBy(failing::take).withMessage("out of memory");
        fail.set(false);
        assertThat(failing.take()).isNotNull();
    }

    /** Without it two threads work on one engine state and both their streams are damaged. */
    @Test
    void nothingIsOwnedByTwoThreads() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Integer>> tasks = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                tasks.add(() -> {
                    int shared = 0;
                    for (int round = 0; round < 100_000; round++) {
                        Thing thing = pool.take();
                        shared += thing.taken.compareAndSet(false, true) ? 0 : 1;
                        thing.taken.set(false);
                        pool.give(thing);
                    }
                    return shared;
                });
            }
            for (Future<Integer> shared : threads.invokeAll(tasks)) {
                assertThat(shared.get()).isZero();
            }
        } finally {
            threads.shutdown();
        }
        assertThat(made.get() - closed.get())
                .isBetween(1, 2 * Runtime.getRuntime().availableProcessors());
    }
}
