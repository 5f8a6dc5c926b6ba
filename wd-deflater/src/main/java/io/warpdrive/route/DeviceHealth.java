// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.route;

import io.warpdrive.queue.WdLog;
import io.warpdrive.queue.ZipStatus;
import java.util.concurrent.TimeUnit;

/**
 * Whether a queue is worth asking: a device that fails again and again costs a time-out each time, so it is set aside for
 * a while and tried again later. Safe for use by many threads; a fit device costs one volatile read.
 */
final class DeviceHealth {
    /** So many faults within {@link #WINDOW} set a device aside. */
    static final int TOLERATED_FAULTS = 8;

    private static final long WINDOW = TimeUnit.MINUTES.toNanos(1);
    private static final long PAUSE = TimeUnit.SECONDS.toNanos(10);

    private final String device;
    private int faults;
    private long windowStart;
    private boolean dead;
    /** Volatile: written under the lock, read without; whoever misses the change only asks in vain once more. */
    private volatile boolean setAside;

    private long setAsideUntil;

    DeviceHealth(String device) {
        this.device = device;
    }

    boolean isFit() {
        return !setAside || isFitAgain(System.nanoTime());
    }

    private synchronized boolean isFitAgain(long now) {
        if (setAside && !dead && now - setAsideUntil >= 0) {
            setAside = false;
            faults = 0;
        }
        return !setAside;
    }

    /** Whether the queue is gone for good and it is time to ask for another. */
    synchronized boolean wantsRenewal(long now) {
        return dead && now - setAsideUntil >= 0;
    }

    /** Another queue could not be had either: wait once more. */
    synchronized void renewalFailed(long now) {
        setAsideUntil = now + PAUSE;
    }

    /** A request did not do what it should. */
    void failed(ZipStatus status, String what) {
        boolean gone = status == ZipStatus.QUEUE_DEAD || status == ZipStatus.TIMED_OUT;
        boolean pausing;
        synchronized (this) {
            long now = System.nanoTime();
            if (faults == 0 || now - windowStart > WINDOW) {
                windowStart = now;
                faults = 0;
            }
            faults++;
            dead |= gone;
            pausing = !setAside && (dead || faults >= TOLERATED_FAULTS);
            if (pausing) {
                setAsideUntil = now + PAUSE;
                setAside = true;
            }
        }
        // not under the lock: a logger may take long, and may compress
        String message = device + ": " + what + ", zlib does the block again";
        if (gone) {
            // the queue has said why
            WdLog.debug(message);
        } else {
            WdLog.once(device + " " + status, message);
        }
        if (pausing) {
            WdLog.debug(device + ": set aside for " + TimeUnit.NANOSECONDS.toSeconds(PAUSE) + " s");
        }
    }
}
