// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.hisi.protocol;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicInteger;

/** Direct memory for many tests at a time, dealt out in turn: far more pieces than the harness has states alive. */
final class Arena {
    private static final int PIECES = 1 << 16;
    private static final int PIECE = Sqe.SIZE + Cqe.SIZE;
    private static final ByteBuffer MEMORY = ByteBuffer.allocateDirect(PIECES * PIECE + PIECE)
            .alignedSlice(Long.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    private static final AtomicInteger NEXT = new AtomicInteger();

    private Arena() {}

    /** Room for a submission and a completion entry, zero. */
    static ByteBuffer take() {
        int index = NEXT.getAndIncrement() & (PIECES - 1);
        ByteBuffer piece = MEMORY.slice(index * PIECE, PIECE).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < PIECE; i += Long.BYTES) {
            piece.putLong(i, 0);
        }
        return piece;
    }
}
