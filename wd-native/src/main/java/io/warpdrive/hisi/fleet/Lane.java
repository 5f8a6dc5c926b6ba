// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.hisi.fleet;

import io.warpdrive.hisi.driver.HisiQueue;
import io.warpdrive.hisi.driver.Pause;
import io.warpdrive.queue.WdException;
import io.warpdrive.support.WdLog;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** A place in a {@link QueueSet}: a queue, and another one of the same device when it has died. */
final class Lane {
    /** Between two tries to get another queue. */
    private static final long PAUSE = TimeUnit.SECONDS.toNanos(10);

    private final Opener opener;
    /** Volatile: replaced by whoever mends the lane. */
    private volatile HisiQueue queue;

    private final AtomicBoolean mending = new AtomicBoolean();
    /** Guarded by {@link #mending}, as is what follows. */
    private boolean triedInVain;

    private long triedAt;
    private boolean retired;

    /** Asks the device for another queue. */
    interface Opener {
        HisiQueue open() throws WdException;
    }

    Lane(HisiQueue queue, Opener opener) {
        this.queue = queue;
        this.opener = opener;
    }

    HisiQueue queue() {
        return queue;
    }

    /**
     * Gives a dead queue back and asks for another one in its place, unless that came to nothing just now, or another
     * thread is at it.
     *
     * @param deaths told of each queue that has died, once
     */
    void mend(DeathCount deaths) {
        if (!mending.compareAndSet(false, true)) {
            return;
        }
        Throwable trouble = null;
        try {
            replaceDead(deaths);
        } catch (WdException | RuntimeException | Error e) {
            // the other lanes serve who asks
            trouble = e;
        } finally {
            mending.set(false);
        }
        if (trouble != null) {
            // not before: a log's handler may compress, and come back here
            WdLog.debug("no queue in place of one that died: " + trouble.getMessage());
        }
    }

    private void replaceDead(DeathCount deaths) throws WdException {
        long now = System.nanoTime();
        // not one that is still dying: closing it would be to wait for whoever is at that
        if (retired || !queue.isDead() || (triedInVain && now - triedAt < PAUSE)) {
            return;
        }
        if (!triedInVain) {
            deaths.add(now);
            // whatever was sent to it is complete; afterwards the device has it back
            queue.close();
        }
        if (deaths.isExceeded()) {
            return;
        }
        triedInVain = true;
        triedAt = now;
        queue = opener.open();
        triedInVain = false;
    }

    /** Gives the queue back for good. */
    void close() {
        for (int i = 0; !mending.compareAndSet(false, true); i++) {
            Pause.once(i);
        }
        try {
            retired = true;
            queue.close();
        } finally {
            mending.set(false);
        }
    }
}
