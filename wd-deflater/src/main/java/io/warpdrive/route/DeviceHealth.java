// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.route;

import io.warpdrive.queue.ZipStatus;
import io.warpdrive.support.WdLog;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Whether a queue is worth asking: a device that fails again and again costs a time-out each time, so it is set aside for
 * a while and tried again later. Safe for use by many threads; a fit device costs one volatile read.
 */
public final class DeviceHealth {
    /** So many faults within {@link #WINDOW} set a device aside. */
    static final int TOLERATED_FAULTS = 8;

    private static final long WINDOW = TimeUnit.MINUTES.toNanos(1);
    private static final long PAUSE = TimeUnit.SECONDS.toNanos(10);

    /** Requests that time out together do so for one reason, and are known as such within this. */
    private static final long TOGETHER = TimeUnit.SECONDS.toNanos(1);

    private final String device;
    private final LongSupplier clock;
    private int faults;
    private boolean timedOut;
    private long timedOutAt;
    private long windowStart;
    private boolean dead;
    /** Volatile: written under the lock, read without; whoever misses the change only asks in vain once more. */
    private volatile boolean setAside;

    private long setAsideUntil;

    DeviceHealth(String device) {
        this(device, new SystemClock());
    }

    /** A class, as the JVM takes longer to make one of a method reference. */
    private static final class SystemClock implements LongSupplier {
        @Override
        public long getAsLong() {
            return System.nanoTime();
        }
    }

    /** @param clock nanoseconds */
    DeviceHealth(String device, LongSupplier clock) {
        this.device = device;
        this.clock = clock;
    }

    /** Whether it is worth asking. */
    public boolean isFit() {
        return !setAside || isFitAgain(clock.getAsLong());
    }

    private boolean isFitAgain(long now) {
        boolean again;
        synchronized (this) {
            again = setAside && !dead && now - setAsideUntil >= 0;
            if (again) {
                setAside = false;
                faults = 0;
            }
        }
        if (again) {
            Watch.watcher().deviceChanged(device, Watcher.DeviceState.TRIED_AGAIN, "");
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
    public void failed(ZipStatus status, String what) {
        boolean pausing;
        synchronized (this) {
            long now = clock.getAsLong();
            if (countsAsFault(status, now)) {
                addFault(now);
            }
            dead |= status == ZipStatus.QUEUE_DEAD;
            pausing = !setAside && (dead || faults >= TOLERATED_FAULTS);
            if (pausing) {
                setAsideUntil = now + PAUSE;
                setAside = true;
            }
        }
        Watch.watcher().deviceChanged(device, Watcher.DeviceState.FAULT, what);
        // not under the lock: a logger may take long, and may compress
        String message = device + ": " + what + ", zlib does the block again";
        if (isQueues(status)) {
            // the queue has said why
            WdLog.debug(message);
        } else {
            WdLog.once(device + " " + status, message);
        }
        if (pausing) {
            Watch.watcher().deviceChanged(device, Watcher.DeviceState.SET_ASIDE, what);
            WdLog.debug(device + ": set aside for " + TimeUnit.NANOSECONDS.toSeconds(PAUSE) + " s");
        }
    }

    /** Whether the queue is to blame for it, rather than the request. */
    private static boolean isQueues(ZipStatus status) {
        return status == ZipStatus.QUEUE_DEAD || status == ZipStatus.TIMED_OUT || status == ZipStatus.DROPPED;
    }

    /** One queue that dies takes many requests along: of several queues they are counted where the queues are. */
    private boolean countsAsFault(ZipStatus status, long now) {
        if (status != ZipStatus.TIMED_OUT) {
            return status != ZipStatus.DROPPED;
        }
        boolean counts = !timedOut || now - timedOutAt > TOGETHER;
        if (counts) {
            timedOut = true;
            timedOutAt = now;
        }
        return counts;
    }

    private void addFault(long now) {
        if (faults == 0 || now - windowStart > WINDOW) {
            windowStart = now;
            faults = 0;
        }
        faults++;
    }
}
