// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import java.util.zip.DataFormatException;

/**
 * A stream of a {@link HwInflater} that somebody else than its parent inflates. Every method answers as the parent's of
 * the same name does. Guarded by the inflater's lock.
 */
interface ServedInflation {

    /**
     * Inflates until the input or the room is used up; {@link #bytesWritten} tells how much came, also when it throws.
     *
     * @param output a {@code byte[]} or a direct buffer, whose position stays
     */
    int inflate(Object output, int off, int len) throws DataFormatException;

    boolean needsDictionary();

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

    /** Gives everything back; what has no need of it can still be asked. */
    void release();
}
