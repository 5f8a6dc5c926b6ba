// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpdrive.hisi.protocol.Cqe;
import io.warpdrive.hisi.protocol.HisiApi;
import io.warpdrive.hisi.protocol.Rings;
import io.warpdrive.hisi.protocol.Sqe;
import io.warpdrive.queue.WdException;
import io.warpdrive.queue.ZipOperation;
import io.warpdrive.uacce.QueueFile;
import io.warpdrive.uacce.Region;
import io.warpdrive.uacce.UacceDevice;
import io.warpdrive.uacce.UacceDevices;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** For tests: a client without manners, which puts any bytes into the ring. */
public final class RawClient implements AutoCloseable {
    /** After so long what has not come never will. */
    private static final int NEVER_MILLIS = 10_000;

    public final QueueFile file;
    public final Rings rings;
    private final ByteBuffer completed = ByteBuffer.allocateDirect(Sqe.SIZE).order(ByteOrder.LITTLE_ENDIAN);
    private long tail;
    private long head;

    RawClient(EmulatedMachine machine, ZipOperation operation) throws WdException {
        this(UacceDevices.list(machine.root()).get(0), operation);
    }

    public RawClient(UacceDevice device, ZipOperation operation) throws WdException {
        file = QueueFile.open(device);
        file.configure(operation, device.mmioSize(), device.dusSize());
        rings = new Rings(
                file.region(Region.DUS).buffer(),
                file.region(Region.MMIO).buffer(),
                HisiApi.parse(device.api()).orElseThrow(),
                file.geometry().entrySize(),
                file.geometry().submissionDepth(),
                file.geometry().completionDepth());
        file.start();
    }

    public boolean isFull() {
        return tail - head >= rings.submissionDepth() - 1;
    }

    public long outstanding() {
        return tail - head;
    }

    /** Puts an entry into the ring. If it has no input, only the doorbell tells of it. */
    public void submit(ByteBuffer entry) {
        int base = nextEntry();
        int length = entry.getInt(Sqe.INPUT_LENGTH);
        // the length alone makes an entry new: it goes last
        rings.entries().put(base, entry, 0, Sqe.INPUT_LENGTH);
        int rest = Sqe.INPUT_LENGTH + Integer.BYTES;
        rings.entries().put(base + rest, entry, rest, Sqe.SIZE - rest);
        VarHandle.releaseFence();
        rings.entries().putInt(base + Sqe.INPUT_LENGTH, length);
        ring();
    }

    /** Where the next entry goes, for who writes it otherwise; {@link #ring} tells of it. */
    public int nextEntry() {
        return rings.submissionEntry(rings.submissionSlot(tail));
    }

    /** Tells of one entry more. */
    public void ring() {
        rings.ringSubmission(file.number(), ++tail);
    }

    /** Whether there is an entry to {@link #take}. */
    public boolean isComplete() {
        return Cqe.phaseAcquire(rings.entries(), rings.completionEntry(head)) == rings.phase(head);
    }

    /**
     * Sleeps until there is a completion; whether a wake-up came for it. The device may be stopped by a busy machine
     * between the two, for seconds: a wake-up is lost when it never comes.
     */
    public boolean isWoken(int patienceMillis) {
        QueueFile.Event event;
        do {
            event = file.await(patienceMillis);
        } while (!isComplete());
        return event == QueueFile.Event.READY || file.await(NEVER_MILLIS) == QueueFile.Event.READY;
    }

    /** The next completed entry, once it is there. Asks to be woken at the one after it. */
    public ByteBuffer take() {
        return take(true);
    }

    /**
     * The next completed entry.
     *
     * @param interrupt whether to ask to be woken at the one after it; if not, it is waited for without sleeping
     */
    public ByteBuffer take(boolean interrupt) {
        long start = System.nanoTime();
        int base = rings.completionEntry(head);
        while (!isComplete()) {
            assertThat(System.nanoTime() - start).as("nanoseconds waited").isLessThan(Blocks.PATIENCE_NANOS);
            if (interrupt) {
                file.await(1);
            } else {
                Thread.onSpinWait();
            }
        }
        assertThat(Cqe.sqHead(rings.entries(), base)).isEqualTo(rings.submissionSlot(head));
        completed.put(0, rings.entries(), rings.submissionEntry(rings.submissionSlot(head)), Sqe.SIZE);
        head++;
        rings.ringCompletion(file.number(), head, interrupt);
        return completed;
    }

    @Override
    public void close() {
        file.close();
    }
}
