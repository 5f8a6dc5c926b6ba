// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.queue;

/**
 * What a call of an engine that works in place has come to, packed into a {@code long} so that a call allocates nothing:
 * bits 0 to 30 are the bytes of input used, bits 31 to 61 the bytes of output written, bits 62 and 63 one of the states
 * below.
 *
 * <p><em>In place</em>: in the calling thread, from and to memory of the caller's, which is either a {@code byte[]} or a
 * direct {@link java.nio.ByteBuffer}; offsets into a buffer count from its first byte, whatever its position is.
 */
public final class InPlace {
    /** More input or more room is wanted; what was used up tells which. */
    public static final int OK = 0;
    /** The stream has ended, and all of its output is out. */
    public static final int STREAM_END = 1;
    /** Inflating: the stream wants a dictionary. */
    public static final int NEED_DICTIONARY = 2;
    /** Inflating: the data is not valid. */
    public static final int DATA_ERROR = 3;

    private static final int COUNT_BITS = 31;

    private InPlace() {}

    /**
     * Bytes of input used.
     *
     * @param result what a call came to
     * @return 0 or more, no more than were given
     */
    public static int consumed(long result) {
        return (int) result & Integer.MAX_VALUE;
    }

    /**
     * Bytes of output written.
     *
     * @param result what a call came to
     * @return 0 or more, no more than there was room for
     */
    public static int produced(long result) {
        return (int) (result >>> COUNT_BITS) & Integer.MAX_VALUE;
    }

    /**
     * {@link #OK}, {@link #STREAM_END}, {@link #NEED_DICTIONARY} or {@link #DATA_ERROR}.
     *
     * @param result what a call came to
     * @return one of these four
     */
    public static int status(long result) {
        return (int) (result >>> (2 * COUNT_BITS));
    }
}
