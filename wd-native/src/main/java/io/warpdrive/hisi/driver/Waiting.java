// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.hisi.driver;

import io.warpdrive.queue.ZipRequest;
import io.warpdrive.queue.ZipStatus;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * How threads wait for completions: first they spin, as long as {@link WaitBudget} thinks it pays. Then one of them, the
 * leader, sleeps in poll(2) on the queue file and takes up completions for all; the others park until theirs is taken up.
 * A leader whose own request is complete wakes a sleeper, which leads on.
 */
final class Waiting implements InFlight.Sleeping {
    /** Spins between two looks at the clock. */
    private static final int SPINS = 32;
    /** A leader looks at the queue's status words at least so often, and this long a lost wake-up costs at most. */
    private static final long SLICE_NANOS = 50_000_000;

    private static final long NANOS_PER_MILLI = 1_000_000;
    /** How often a thread looks that waits for no request of its own while another one leads. */
    private static final long FOLLOW_NANOS = 100_000;

    private final HisiQueue queue;
    private final InFlight inFlight;
    private final WaitBudget budget = new WaitBudget();
    /** The one thread that may be in poll(2). */
    private final AtomicReference<Thread> leader = new AtomicReference<>();

    Waiting(HisiQueue queue, InFlight inFlight) {
        this.queue = queue;
        this.inFlight = inFlight;
    }

    /** Until the request is complete, which it is on return. */
    void forRequest(ZipRequest request, long timeoutNanos) {
        if (request.status() != ZipStatus.SENT) {
            return;
        }
        long start = System.nanoTime();
        if (!spin(request, start, Math.min(budget.spinNanos(), timeoutNanos))) {
            for (int i = 0; request.status() == ZipStatus.SENT; i++) {
                long left = timeoutNanos - (System.nanoTime() - start);
                if (left <= 0) {
                    queue.die(Fault.TIMEOUT);
                    // another thread may be at it
                    Pause.once(i);
                } else if (!lead(request, Long.MAX_VALUE, left)) {
                    inFlight.sleep(request, Math.min(left, SLICE_NANOS), this);
                }
            }
        }
        budget.record(System.nanoTime() - start);
    }

    /** Until everything before a position is complete, or the queue is dead. */
    void forPosition(long position, long timeoutNanos) {
        long start = System.nanoTime();
        queue.takeUp();
        while (inFlight.head() < position && queue.isOpen()) {
            long left = timeoutNanos - (System.nanoTime() - start);
            if (left <= 0) {
                queue.die(Fault.TIMEOUT);
            } else if (!lead(null, position, left)) {
                LockSupport.parkNanos(this, FOLLOW_NANOS);
            }
        }
    }

    private boolean spin(ZipRequest request, long start, long nanos) {
        for (int i = 1; ; i++) {
            queue.takeUp();
            if (request.status() != ZipStatus.SENT) {
                return true;
            }
            if (i % SPINS == 0 && System.nanoTime() - start > nanos) {
                return false;
            }
            Thread.onSpinWait();
        }
    }

    /**
     * Sleeps in poll(2) for once, unless another thread does.
     *
     * @param request what is waited for, or null for {@code position}
     */
    private boolean lead(ZipRequest request, long position, long nanos) {
        if (!leader.compareAndSet(null, Thread.currentThread())) {
            return false;
        }
        try {
            // asked first, looked second: a completion between the look and the sleep wakes us
            queue.arm();
            queue.takeUp();
            if (!isDone(request, position)) {
                queue.poll((int) (Math.min(nanos, SLICE_NANOS) / NANOS_PER_MILLI) + 1);
                queue.takeUp();
            }
        } finally {
            // volatile, against mustSleep's: either a would-be sleeper sees that nobody leads, or is woken below
            leader.set(null);
        }
        if (isDone(request, position)) {
            inFlight.wakeAny();
        }
        return true;
    }

    /** Whether a thread is in poll(2), or will be once it has asked for an interrupt. */
    boolean isLed() {
        return leader.get() != null;
    }

    private boolean isDone(ZipRequest request, long position) {
        return request == null ? inFlight.head() >= position : request.status() != ZipStatus.SENT;
    }

    @Override
    public boolean mustSleep(ZipRequest request) {
        return request.status() == ZipStatus.SENT && leader.get() != null;
    }

    /** Returns when no thread is in poll(2) any more; the queue must not be open. */
    void untilNobodyLeads() {
        for (int i = 0; leader.get() != null; i++) {
            Pause.once(i);
        }
    }
}
