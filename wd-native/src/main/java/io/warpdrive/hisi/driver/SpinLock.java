// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.hisi.driver;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A lock for a few hundred nanoseconds of work: the ends of a ring. Unlike java.util.concurrent's it allocates nothing
 * when contended. Not reentrant; never held across a wait for a device.
 */
final class SpinLock {
    private final AtomicBoolean held = new AtomicBoolean();

    boolean tryLock() {
        // the opaque look first keeps the line shared among those who wait; acquire pairs with unlock's release
        return !held.getOpaque() && held.compareAndSet(false, true);
    }

    void lock() {
        for (int i = 0; !tryLock(); i++) {
            Pause.once(i);
        }
    }

    void unlock() {
        held.setRelease(false);
    }
}
