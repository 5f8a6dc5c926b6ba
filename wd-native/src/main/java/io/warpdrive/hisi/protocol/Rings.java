// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.hisi.protocol;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Where things are in a queue's two regions.
 *
 * <pre>
 *   DUS   0                submission queue: depth x {@link Sqe#SIZE}
 *         right after      completion queue: depth x {@link Cqe#SIZE}
 *         last but one u32 rx status word    1 = the queue was reset
 *         last u32         tx status word    1 = the queue was reset
 *   MMIO  see {@link Doorbell}
 * </pre>
 */
public final class Rings {
    private static final VarHandle INT = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** Value of a status word: the queue was reset, stop using it. */
    private static final int RESET = 1;

    private final ByteBuffer dus;
    private final ByteBuffer mmio;
    private final HisiApi api;
    private final int submissionDepth;
    private final int completionDepth;
    private final int completionBase;
    private final int rxStatus;
    private final int txStatus;

    /**
     * @param dus the region that holds the entries
     * @param mmio the region that holds the doorbells
     * @param entrySize bytes of a submission entry, as the kernel says
     * @param submissionDepth entries of the submission queue
     * @param completionDepth entries of the completion queue
     * @throws IllegalArgumentException when the rings do not fit into the regions
     */
    public Rings(
            ByteBuffer dus, ByteBuffer mmio, HisiApi api, int entrySize, int submissionDepth, int completionDepth) {
        this.dus = dus;
        this.mmio = mmio;
        this.api = api;
        this.submissionDepth = submissionDepth;
        this.completionDepth = completionDepth;
        this.completionBase = submissionDepth * Sqe.SIZE;
        this.txStatus = dus.capacity() - Integer.BYTES;
        this.rxStatus = txStatus - Integer.BYTES;
        boolean fits = entrySize == Sqe.SIZE
                && submissionDepth >= 2
                && completionDepth >= submissionDepth
                && completionBase + completionDepth * Cqe.SIZE <= rxStatus
                && mmio.capacity() >= api.doorbellOffset() + Long.BYTES;
        if (!fits) {
            throw new IllegalArgumentException(submissionDepth + " and " + completionDepth + " entries of " + entrySize
                    + " bytes do not fit into regions of " + dus.capacity() + " and " + mmio.capacity());
        }
    }

    /** The region that holds the entries. */
    public ByteBuffer entries() {
        return dus;
    }

    public int submissionDepth() {
        return submissionDepth;
    }

    /** Slot of the submission queue at a position counted from the queue's start. */
    public int submissionSlot(long position) {
        return (int) (position % submissionDepth);
    }

    /** Offset of the submission entry in a slot. */
    public int submissionEntry(int slot) {
        return slot * Sqe.SIZE;
    }

    public int completionSlot(long position) {
        return (int) (position % completionDepth);
    }

    /** Offset of the completion entry at a position. */
    public int completionEntry(long position) {
        return completionBase + completionSlot(position) * Cqe.SIZE;
    }

    /** The phase that marks the entry at a position as new: 1 in the first turn, then flipping. */
    public int phase(long position) {
        return (int) (position / completionDepth & 1) ^ 1;
    }

    /** Tells the device of entries up to {@code tail}. A full barrier comes before: entries first, then the doorbell. */
    public void ringSubmission(int queue, long tail) {
        ring(api.submissionDoorbell(queue, submissionSlot(tail)));
    }

    /** Tells the device that completions up to {@code head} were taken. */
    public void ringCompletion(int queue, long head, boolean interrupt) {
        ring(api.completionDoorbell(queue, completionSlot(head), interrupt));
    }

    private void ring(long word) {
        // full: neither the entry's stores nor the reads of completed entries may pass the doorbell, which on aarch64
        // an
        // ordinary release store would not guarantee towards a device
        VarHandle.fullFence();
        // opaque: exactly one 64-bit store
        LONG.setOpaque(mmio, api.doorbellOffset(), word);
    }

    /** For a device: the doorbell's last word. Opaque: it is a hint only. */
    public long doorbell() {
        return (long) LONG.getOpaque(mmio, api.doorbellOffset());
    }

    /** Looked at before a doorbell for the submission queue. */
    public boolean isTxReset() {
        return (int) INT.getOpaque(dus, txStatus) == RESET;
    }

    /** Looked at when completions are taken. */
    public boolean isRxReset() {
        return (int) INT.getOpaque(dus, rxStatus) == RESET;
    }

    /** For a device. Release: completions before the reset are seen before it. */
    public void reset() {
        INT.setRelease(dus, rxStatus, RESET);
        INT.setRelease(dus, txStatus, RESET);
    }
}
