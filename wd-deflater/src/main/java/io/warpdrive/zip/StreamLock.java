// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import java.util.concurrent.locks.AbstractQueuedSynchronizer;

/**
 * The lock of one drop-in, of which whatever it guards is a subclass: an object of its own would be one more for each drop-in.
 * Not a monitor, as a virtual thread that waits for a device inside one keeps its carrier up to JDK 23. May be taken again
 * by the thread that holds it, as the parents' monitors may.
 */
abstract class StreamLock extends AbstractQueuedSynchronizer {
    private static final long serialVersionUID = 1;

    /** Of the state, beside how often the lock is held: whether the stream had come to its end when it was last let go. */
    private static final int FINISHED = 1 << 30;

    /** Guarded by the lock. */
    boolean finished;

    /**
     * May be asked without the lock, as callers ask before and after each call. Who sees it sees all that the call has done
     * that ended or began the stream.
     */
    final boolean isFinished() {
        return (getState() & FINISHED) != 0;
    }

    final void lock() {
        int free = getState() & FINISHED;
        if (compareAndSetState(free, free + 1)) {
            setExclusiveOwnerThread(Thread.currentThread());
        } else {
            acquire(1);
        }
    }

    final void unlock() {
        release(1);
    }

    @Override
    protected final boolean tryAcquire(int count) {
        Thread caller = Thread.currentThread();
        if (getExclusiveOwnerThread() == caller) {
            setState(getState() + count);
            return true;
        }
        int free = getState() & FINISHED;
        boolean taken = compareAndSetState(free, free + count);
        if (taken) {
            setExclusiveOwnerThread(caller);
        }
        return taken;
    }

    @Override
    protected final boolean tryRelease(int count) {
        int left = (getState() & ~FINISHED) - count;
        if (left == 0) {
            setExclusiveOwnerThread(null);
        }
        // volatile: what was written under the lock is seen by whoever takes it next, or finds the stream at its end
        setState(finished ? left | FINISHED : left);
        return left == 0;
    }
}
