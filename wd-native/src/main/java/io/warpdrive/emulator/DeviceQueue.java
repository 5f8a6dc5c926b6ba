// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.emulator;

import io.warpdrive.hisi.protocol.Cqe;
import io.warpdrive.hisi.protocol.Doorbell;
import io.warpdrive.hisi.protocol.HisiApi;
import io.warpdrive.hisi.protocol.Rings;
import io.warpdrive.hisi.protocol.Sqe;
import io.warpdrive.queue.WdException;
import io.warpdrive.queue.WdMemory;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * The device's side of a queue: a thread that looks for new submission entries, has them done one after the other and
 * posts their completions.
 *
 * <p>Memory can't tell two stores to the doorbell from one, so work is found in the entries themselves: one whose input
 * length is not zero is new, and it is set to zero when the entry is completed. The doorbell is read to learn whether the
 * client has taken a completion by itself and need not be woken, and for requests without input, which are found only as
 * long as no completion's doorbell has come after theirs. A foreign driver that does not write the length last, as
 * {@link Sqe#write} does, might be seen half-way.
 */
final class DeviceQueue implements Runnable {
    private static final long SPIN_NANOS = 20_000;
    private static final long DOZE_NANOS = 50_000;
    /** After so long without work the queue is looked at a thousand times a second only. */
    private static final long IDLE_NANOS = 100_000_000;

    private static final long IDLE_DOZE_NANOS = 1_000_000;
    /** How long a client that spins has to take a completion, before it is woken. */
    private static final int GRACE_SPINS = 200;
    /** With so many more entries waiting, a client that sleeps is woken with one of theirs instead: waking it costs. */
    private static final int AHEAD = 8;
    /** But a completion is told of at the first that comes after so long. */
    private static final long MODERATION_NANOS = 1_000_000;

    private static final long SLOW_NANOS = 100_000_000;
    private static final int SPINS = 64;

    private final Rings rings;
    private final HisiApi api;
    private final int number;
    private final ZipUnit unit;
    private final FaultPlan faults;
    private final Host host;
    private final WdMemory entry;
    /** Set by the thread that serves the client's calls. */
    private volatile boolean stopped;

    private long lastInterrupt = System.nanoTime();

    /** What a queue needs of the rest of the emulator. */
    interface Host {
        /** Wakes a client that polls. */
        void interrupt();

        /** Takes the device out of service. */
        void isolate();

        /** Cuts the client off. */
        void disconnect();
    }

    DeviceQueue(Rings rings, HisiApi api, int number, ZipUnit unit, FaultPlan faults, Host host) throws WdException {
        this.rings = rings;
        this.api = api;
        this.number = number;
        this.unit = unit;
        this.faults = faults;
        this.host = host;
        this.entry = WdMemory.allocate(Sqe.SIZE);
    }

    @Override
    public void run() {
        try (entry;
                unit) {
            for (long position = 0; await(position); position++) {
                serve(position);
            }
        }
    }

    /** The thread ends after the request that it is at. */
    void stop() {
        stopped = true;
    }

    /** Waits for the entry at a position to become new; false when the queue was stopped. */
    private boolean await(long position) {
        int base = rings.submissionEntry(rings.submissionSlot(position));
        long start = System.nanoTime();
        for (int i = 1; !stopped; i++) {
            if (Sqe.inputLengthAcquire(rings.entries(), base) != 0) {
                return true;
            }
            if (i % SPINS != 0) {
                Thread.onSpinWait();
                continue;
            }
            if (isEmptyRequest(position, base)) {
                return true;
            }
            long idle = System.nanoTime() - start;
            if (idle > SPIN_NANOS) {
                LockSupport.parkNanos(idle > IDLE_NANOS ? IDLE_DOZE_NANOS : DOZE_NANOS);
                // one look after each doze
                i = SPINS - 1;
            }
        }
        return false;
    }

    /** Whether the doorbell tells of an entry without input at a position. */
    private boolean isEmptyRequest(long position, int base) {
        long word = rings.doorbell();
        int depth = rings.submissionDepth();
        int ahead = Math.floorMod(Doorbell.index(word) - rings.submissionSlot(position), depth);
        // half a ring ahead is really behind: an entry may be seen before its doorbell
        if (Doorbell.command(api, word) != Doorbell.SUBMISSION || ahead == 0 || ahead > depth / 2) {
            return false;
        }
        // acquire: the entry was written before the doorbell
        VarHandle.acquireFence();
        return Sqe.isUntouched(rings.entries(), base);
    }

    private void serve(long position) {
        int slot = rings.submissionSlot(position);
        int base = rings.submissionEntry(slot);
        // a copy: the client may go on writing
        entry.buffer().put(0, rings.entries(), base, Sqe.SIZE);
        Set<FaultKind> wrong = faults.next();
        if (isLost(wrong)) {
            return;
        }
        Result result = unit.execute(entry.buffer(), wrong);
        writeBack(base, result, wrong.contains(FaultKind.TAG));
        post(position, slot);
        if (wrong.contains(FaultKind.SPURIOUS)) {
            post(position + 1, rings.submissionSlot(position + 1));
            stopped = true;
        }
        wake(position + 1);
    }

    /** Whether the request will never be completed. */
    private boolean isLost(Set<FaultKind> wrong) {
        if (wrong.contains(FaultKind.SLOW)) {
            doze(SLOW_NANOS);
        }
        if (wrong.contains(FaultKind.HANG)) {
            doze(Long.MAX_VALUE);
            return true;
        }
        if (wrong.contains(FaultKind.GONE)) {
            stopped = true;
            host.disconnect();
            return true;
        }
        if (wrong.contains(FaultKind.RESET) || wrong.contains(FaultKind.ISOLATE)) {
            stopped = true;
            if (wrong.contains(FaultKind.ISOLATE)) {
                host.isolate();
            }
            rings.reset();
            host.interrupt();
            return true;
        }
        return false;
    }

    private void doze(long nanos) {
        // of completions that were to be told of with this one
        host.interrupt();
        long start = System.nanoTime();
        while (!stopped && System.nanoTime() - start < nanos) {
            LockSupport.parkNanos(IDLE_DOZE_NANOS);
        }
    }

    /** In place. The input length becomes zero: the entry is not new any more. */
    private void writeBack(int base, Result result, boolean wrongTag) {
        ByteBuffer ring = rings.entries();
        result.write(ring, base);
        ring.putInt(base + Sqe.INPUT_LENGTH, 0);
        if (wrongTag) {
            ring.putInt(base + Sqe.Type.TYPE_0.tagOffset(), -1);
            ring.putInt(base + Sqe.Type.TYPE_3.tagOffset(), -1);
        }
    }

    private void post(long position, int slot) {
        Cqe.writeRelease(rings.entries(), rings.completionEntry(position), slot, number, rings.phase(position));
    }

    /** Wakes the client unless its doorbell says that it has taken the completion already and wants no interrupt. */
    private void wake(long position) {
        if (!stopped && hasEntry(position + AHEAD) && System.nanoTime() - lastInterrupt < MODERATION_NANOS) {
            return;
        }
        for (int i = 0; i < GRACE_SPINS; i++) {
            long word = rings.doorbell();
            if (Doorbell.command(api, word) == Doorbell.COMPLETION) {
                if (Doorbell.priority(word) != 0) {
                    break;
                }
                if (Doorbell.index(word) == rings.completionSlot(position)) {
                    return;
                }
            }
            if (hasEntry(position)) {
                break;
            }
            Thread.onSpinWait();
        }
        lastInterrupt = System.nanoTime();
        host.interrupt();
    }

    private boolean hasEntry(long position) {
        int base = rings.submissionEntry(rings.submissionSlot(position));
        return Sqe.inputLengthAcquire(rings.entries(), base) != 0;
    }
}
