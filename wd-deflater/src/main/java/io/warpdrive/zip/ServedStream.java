// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import java.nio.ByteBuffer;

/**
 * A stream of a {@link HwDeflater} that somebody else than its parent compresses. Every method answers as the parent's
 * of the same name does. Guarded by the deflater's lock.
 */
interface ServedStream {

    /**
     * Takes input, makes output and hands it out until one of them is used up.
     *
     * @param array where to, or null if it is {@code buffer}, which is direct and whose position stays
     * @param finish whether the stream ends with this input; {@code flush} means nothing then
     * @return bytes handed out
     */
    int deflate(byte[] array, ByteBuffer buffer, int off, int len, int flush, boolean finish);

    /**
     * As {@link #deflate}, with a change of level or strategy: as zlib's {@code deflateParams} it first hands out what was
     * taken so far where the change is one of method, and does nothing else.
     */
    int setParameters(byte[] array, ByteBuffer buffer, int off, int len, int level, int strategy);

    /** Whether the last {@link #setParameters} ran out of room: nothing has changed, and it has to be called again. */
    boolean isChanging();

    /**
     * Puts a dictionary in force.
     *
     * @param dictionary a {@code byte[]} or a direct buffer
     * @throws IllegalArgumentException where the parent would not take it
     */
    void setDictionary(Object dictionary, int off, int len);

    boolean isFinished();

    int adler();

    long bytesRead();

    long bytesWritten();

    /** Gives everything back; what can be asked can still be asked. */
    void release();
}
