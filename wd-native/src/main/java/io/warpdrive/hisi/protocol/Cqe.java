// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.hisi.protocol;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The completion queue entry: 16 bytes, written by the device.
 *
 * <pre>
 *   +0 u32     +4 u16 command   +6 u16     +8 u16 sq_head   +10 u16 sq_num   +12 u16     +14 u16 [0] phase
 * </pre>
 *
 * The phase is 1 in the first turn of the ring and flips at every wrap; an entry is new when its phase is the one
 * expected. {@code sq_head} names the submission entry that has been rewritten in place.
 */
public final class Cqe {
    public static final int SIZE = 16;

    public static final int SQ_HEAD = 8;
    public static final int SQ_NUM = 10;
    /** The dword that holds the phase in its upper half: the smallest unit that can be read with acquire order. */
    public static final int LAST_DWORD = 12;

    private static final int PHASE_SHIFT = 16;

    private static final VarHandle INT = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private Cqe() {}

    /** Acquire: when the phase is the expected one, the rest of the entry and the submission entry it names are seen. */
    public static int phaseAcquire(ByteBuffer ring, int base) {
        return (int) INT.getAcquire(ring, base + LAST_DWORD) >>> PHASE_SHIFT & 1;
    }

    public static int sqHead(ByteBuffer ring, int base) {
        return Short.toUnsignedInt(ring.getShort(base + SQ_HEAD));
    }

    public static int sqNum(ByteBuffer ring, int base) {
        return Short.toUnsignedInt(ring.getShort(base + SQ_NUM));
    }

    /** For a device: release, so that whoever sees the phase sees everything written before. */
    public static void writeRelease(ByteBuffer ring, int base, int sqHead, int sqNum, int phase) {
        ring.putLong(base, 0);
        ring.putShort(base + SQ_HEAD, (short) sqHead);
        ring.putShort(base + SQ_NUM, (short) sqNum);
        INT.setRelease(ring, base + LAST_DWORD, phase << PHASE_SHIFT);
    }
}
