// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.hisi.driver;

import io.warpdrive.queue.ZipRequest;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;

/**
 * The requests that the device has, in ring order, and the threads that sleep until theirs completes. Positions count
 * from the queue's start and never wrap. Senders, one at a time, own {@link #tail}; takers, one at a time, own
 * {@link #head}.
 */
final class InFlight {
    private final int depth;
    private final AtomicReferenceArray<ZipRequest> requests;
    private final AtomicReferenceArray<Thread> sleepers;
    private final AtomicLong tail = new AtomicLong();
    private final AtomicLong head = new AtomicLong();

    /** Asked by a thread that is known as a sleeper by now. */
    interface Sleeping {
        /** Whether it should really sleep. */
        boolean mustSleep(ZipRequest request);
    }

    InFlight(int depth) {
        this.depth = depth;
        this.requests = new AtomicReferenceArray<>(depth);
        this.sleepers = new AtomicReferenceArray<>(depth);
    }

    /** Position of the next request to be sent. Acquire: pairs with {@link #push}. */
    long tail() {
        return tail.getAcquire();
    }

    /** Position of the oldest request outstanding. Acquire: pairs with {@link #pop}. */
    long head() {
        return head.getAcquire();
    }

    /** One submission entry stays free, or a full ring would look like an empty one. */
    boolean isFull() {
        return tail() - head() >= depth - 1;
    }

    /** For the sender. Has to come before the entry is written: a taker must find the request of any completion. */
    void push(ZipRequest request) {
        long position = tail.getPlain();
        // release: the request's fields are seen by the thread that takes up its completion
        requests.setRelease(slot(position), request);
        tail.setRelease(position + 1);
    }

    /** For the taker: the request at {@link #head}. */
    ZipRequest oldest() {
        return requests.getAcquire(slot(head.getPlain()));
    }

    /** For the taker: lets go of the oldest request, which is complete by now, and wakes its thread. */
    void pop() {
        long position = head.getPlain();
        int slot = slot(position);
        requests.setPlain(slot, null);
        // release: the sender that reuses the slot comes after all reads of its entry
        head.setRelease(position + 1);
        // volatile, against putToSleep's: either the sleeper is seen here or it sees that its request is complete
        if (sleepers.get(slot) != null) {
            LockSupport.unpark(sleepers.getAndSet(slot, null));
        }
    }

    /** Parks the calling thread until its request completes, for at most so long; may return early. */
    void sleep(ZipRequest request, long nanos, Sleeping sleeping) {
        int slot = find(request);
        Thread self = Thread.currentThread();
        if (slot < 0 || !sleepers.compareAndSet(slot, null, self)) {
            // it is just being taken up, or its slot is in use again already
            Thread.onSpinWait();
            return;
        }
        if (sleeping.mustSleep(request)) {
            LockSupport.parkNanos(this, nanos);
        }
        sleepers.compareAndSet(slot, self, null);
    }

    /** Wakes one of the sleepers, if there are any. */
    void wakeAny() {
        long end = tail();
        for (long position = head(); position < end; position++) {
            Thread sleeper = sleepers.get(slot(position));
            if (sleeper != null) {
                LockSupport.unpark(sleeper);
                return;
            }
        }
    }

    private int find(ZipRequest request) {
        long end = tail();
        for (long position = head(); position < end; position++) {
            int slot = slot(position);
            if (requests.getAcquire(slot) == request) {
                return slot;
            }
        }
        return -1;
    }

    private int slot(long position) {
        return (int) (position % depth);
    }
}
