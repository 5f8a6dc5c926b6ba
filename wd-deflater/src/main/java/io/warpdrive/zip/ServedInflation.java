// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import java.util.zip.DataFormatException;

/**
 * Who serves a stream of a {@link HwInflater}. Its input is the inflater's {@link InputCursor}. Every method answers as
 * {@link java.util.zip.Inflater}'s of the same name does. Guarded by the inflater's lock.
 */
interface ServedInflation {

    /** The caller has set other input. */
    default void inputSet() {}

    /** Bytes of input that have not been used. */
    default int remaining(InputCursor input) {
        return input.remaining();
    }

    /**
     * Inflates until the input or the room is used up; {@link #bytesWritten} tells how much came, also when it throws.
     *
     * @param output a {@code byte[]}, or a direct buffer whose limit is {@code off + len} and whose position may move
     */
    int inflate(Object output, int off, int len) throws DataFormatException;

    boolean needsDictionary();

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

    /** Gives everything back; what has no need of it can still be asked. */
    void release();
}
