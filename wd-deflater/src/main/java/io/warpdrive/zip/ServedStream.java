// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

/**
 * Who serves a stream of a {@link HwDeflater}. Its input is the deflater's {@link InputCursor}. Every method answers as
 * {@link java.util.zip.Deflater}'s of the same name does. Guarded by the deflater's lock.
 */
interface ServedStream {

    /** The caller has set other input. */
    default void inputSet() {}

    boolean needsInput();

    /**
     * Takes input, makes output and hands it out until one of them is used up.
     *
     * @param output an array, or a direct buffer whose limit is {@code off + len} and whose position may move
     * @param finish whether the stream ends with this input; {@code flush} means nothing then
     * @return bytes handed out
     */
    int deflate(Object output, int off, int len, int flush, boolean finish);

    /**
     * As {@link #deflate}, with a change of level or strategy: as zlib's {@code deflateParams} it first hands out what was
     * taken so far where the change is one of method, and does nothing else.
     */
    int setParameters(Object output, int off, int len, int level, int strategy);

    /** Whether the last {@link #setParameters} ran out of room: nothing has changed, and it has to be called again. */
    boolean isChanging();

    /** Whether a stream that is reset now leaves no such change to the next one. */
    boolean isChangeTaken();

    /**
     * Puts a dictionary in force.
     *
     * @param dictionary a {@code byte[]} or a direct buffer
     * @throws IllegalArgumentException where zlib would not take it
     */
    void setDictionary(Object dictionary, int off, int len);

    boolean isFinished();

    int adler();

    long bytesRead();

    long bytesWritten();

    /** Gives everything back; what can be asked can still be asked. */
    void release();
}
