// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.route;

import java.nio.ByteBuffer;
import java.util.zip.Deflater;

/**
 * One stream that is compressed block by block: gathers input, has full blocks compressed, and holds the output, in order,
 * until it is taken. For one thread at a time.
 */
public interface BlockStream {

    /** Another level or strategy from the block being gathered on. */
    void setParameters(int level, int strategy);

    /** Zlib does the rest of the stream, and may refer to {@code dictionary} instead of what came before. */
    void setDictionary(ByteBuffer dictionary);

    /** Bytes gathered for the next block. */
    int filled();

    /** Bytes that still fit into the block being gathered. */
    int room();

    void put(byte[] input, int offset, int length);

    void put(ByteBuffer input, int offset, int length);

    /** Adler-32 of all input so far; 1 if the stream is raw. */
    int adler();

    /** Bytes of output that wait to be taken. */
    int pending();

    int take(byte[] out, int offset, int length);

    int take(ByteBuffer out, int offset, int length);

    /** Whether all output of the whole stream has been made. */
    boolean isFinished();

    /**
     * Compresses a full block of a stream that goes on. Nothing may be pending; afterwards there is output, or room, or
     * both.
     */
    void compress();

    /** Compresses what is there and ends the stream, unless there is output before it; {@link #isFinished} tells. */
    void finish();

    /**
     * Compresses what is there, so that a reader gets all of it, unless there is output before it. Nothing may be pending.
     *
     * @param flush {@link Deflater#SYNC_FLUSH} or {@link Deflater#FULL_FLUSH}; does nothing if the output ends with such
     *     a flush already
     * @return whether there was anything to do; then there is output, and it has to be asked again
     */
    boolean flush(int flush);

    /** Leaves the stream, finished or not, and gives back everything that was taken for it. */
    void release();
}
