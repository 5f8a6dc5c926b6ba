// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.emulator;

import io.warpdrive.hisi.protocol.Sqe;
import io.warpdrive.hisi.protocol.SqeStatus;
import io.warpdrive.hisi.protocol.StreamState;
import java.nio.ByteBuffer;

/**
 * What the engine writes back into the entry.
 *
 * @param isize bytes of plain data in the stream so far
 * @param checksum as the engine keeps it, see {@link Checksum#engineValue}
 */
record Result(
        SqeStatus status,
        int consumed,
        int produced,
        boolean lastBlock,
        StreamState streamState,
        int isize,
        int checksum) {

    /** Nothing was done. */
    static Result failure(SqeStatus status) {
        return new Result(status, 0, 0, false, StreamState.NONE, 0, 0);
    }

    void write(ByteBuffer ring, int base) {
        ring.putInt(base + Sqe.CONSUMED, consumed);
        ring.putInt(base + Sqe.PRODUCED, produced);
        ring.putInt(base + Sqe.STATUS, Sqe.statusWord(status.code(), lastBlock));
        ring.putInt(base + Sqe.CONTEXT_0, streamState.code());
        ring.putInt(base + Sqe.ISIZE, isize);
        ring.putInt(base + Sqe.CHECKSUM, checksum);
    }
}
