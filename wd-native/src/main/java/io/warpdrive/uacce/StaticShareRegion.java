// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.uacce;

import io.warpdrive.queue.WdException;
import io.warpdrive.queue.WdMemory;
import java.util.ArrayList;
import java.util.List;

/**
 * Static share memory as drivers out of tree have it: one region of the queue file, mapped once, that the kernel has put
 * together of slices. What is one piece for the process has to be one piece for the device, so a reservation never reaches
 * from one slice into the next. Pieces are dealt out once; whoever closes one keeps it for another use. Unmapped when it
 * and all of its pieces are closed.
 */
final class StaticShareRegion implements AutoCloseable {
    /** What is asked for at first: some dozens of streams. */
    static final long USUAL_SIZE = 32L << 20;

    private static final long GRANULE = 0x10000;
    /** Bits of a slice's answer that give its size in granules of 64 KiB; the others are its address. */
    private static final long GRANULES_MASK = 0xfff;
    /** Pieces begin at a page of the smallest size, as a reservation of its own would. */
    private static final long ALIGNMENT = 4096;

    private final WdMemory memory;
    private final List<Slice> slices = new ArrayList<>();
    /** Pieces that are not closed, and one for the region itself. */
    private int users = 1;

    private boolean closed;

    /** What the kernel does. */
    interface Kernel {
        /** mmap(2) of the region. */
        WdMemory map(long size) throws WdException;

        /** {@code GET_SS_DMA}. */
        Answer slice(int index) throws WdException;
    }

    /**
     * What the kernel says of a slice.
     *
     * @param word its address for the device, with its size in the low bits; without a size it is all of the region
     * @param more whether there is another slice
     */
    record Answer(long word, boolean more) {}

    /** Part of the region that is one piece for the device. */
    private static final class Slice {
        final long offset;
        final long size;
        final long deviceAddress;
        long used;

        Slice(long offset, long size, long deviceAddress) {
            this.offset = offset;
            this.size = size;
            this.deviceAddress = deviceAddress;
        }
    }

    private StaticShareRegion(WdMemory memory) {
        this.memory = memory;
    }

    /** Maps as much as there is, up to {@link #USUAL_SIZE} or what the first piece needs. */
    static StaticShareRegion map(Kernel kernel, long firstPiece) throws WdException {
        long least = (firstPiece + GRANULE - 1) / GRANULE * GRANULE;
        StaticShareRegion region = new StaticShareRegion(mapUpTo(kernel, least, Math.max(least, USUAL_SIZE)));
        try {
            region.readSlices(kernel);
            return region;
        } catch (WdException e) {
            region.close();
            throw e;
        }
    }

    private static WdMemory mapUpTo(Kernel kernel, long least, long size) throws WdException {
        try {
            return kernel.map(size);
        } catch (WdException e) {
            if (size == least) {
                throw e;
            }
            return mapUpTo(kernel, least, Math.max(least, size / 2 / GRANULE * GRANULE));
        }
    }

    private void readSlices(Kernel kernel) throws WdException {
        long offset = 0;
        boolean more = true;
        for (int index = 0; more && offset < memory.size(); index++) {
            Answer answer = kernel.slice(index);
            long left = memory.size() - offset;
            long granules = answer.word & GRANULES_MASK;
            long size = granules == 0 ? left : Math.min(left, granules * GRANULE);
            slices.add(new Slice(offset, size, answer.word & ~GRANULES_MASK));
            offset += size;
            more = answer.more;
        }
    }

    /** A piece of its own. */
    synchronized ReservedMemory take(long bytes) throws WdException {
        long size = (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        for (Slice slice : slices) {
            if (!closed && slice.size - slice.used >= size) {
                long at = slice.offset + slice.used;
                ReservedMemory piece = piece(at, size, slice.deviceAddress + slice.used);
                slice.used += size;
                users++;
                return piece;
            }
        }
        throw new WdException(bytes + " bytes of static share memory are not to be had in one piece");
    }

    private ReservedMemory piece(long offset, long size, long deviceAddress) {
        return new ReservedMemory(
                WdMemory.of(memory.buffer().slice((int) offset, (int) size), memory.address() + offset, this::release),
                deviceAddress);
    }

    private synchronized void release() {
        users--;
        if (users == 0) {
            memory.close();
        }
    }

    /** Nothing more is dealt out. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            release();
        }
    }
}
