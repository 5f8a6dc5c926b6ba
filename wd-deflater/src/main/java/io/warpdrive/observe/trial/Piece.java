// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.observe.trial;

import io.warpdrive.queue.ZipOperation;

/**
 * A piece of a stream and the calls it came in, to be done again. It is in memory only, and never leaves it.
 *
 * @param operation its direction
 * @param level 0 to 9, or -1
 * @param strategy as {@code Deflater} has it
 * @param nowrap whether the format is raw
 * @param fresh whether the object was made for this stream
 * @param dictionary empty: none
 * @param data the input
 * @param steps the calls, see {@link Step}
 * @param lead steps at the beginning that only make ready: what came before the piece
 * @param room bytes of output that a call had, on average
 * @param output bytes of output that were made
 */
// they are made for it, and nobody changes them
@SuppressWarnings("ArrayRecordComponent")
public record Piece(
        ZipOperation operation,
        int level,
        int strategy,
        boolean nowrap,
        boolean fresh,
        byte[] dictionary,
        byte[] data,
        Step[] steps,
        int lead,
        int room,
        long output) {

    /** The most input. */
    public static final int MOST = 64 << 10;
    /** What of a stream has gone before matters up to zlib's window. */
    static final int LEAD = 32 << 10;

    /** What is asked for when a step's input has been given. */
    public enum Ask {
        NOTHING,
        SYNC_FLUSH,
        FULL_FLUSH,
        FINISH
    }

    /** Some input, and what is asked for then. */
    public record Step(int length, Ask ask) {}

    /** Bytes in memory. */
    int size() {
        return data.length + dictionary.length + 16 * steps.length;
    }
}
