// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.queue;

/**
 * What a device can tell about the state of a stream that it keeps in a context, so that zlib can go on where the device
 * stands. A context holds all of that state: its bytes, copied between two requests and put back later, take the device
 * back to where it stood.
 *
 * <p>Safe for use by many threads, each with a context of its own.
 */
public interface ContextReader {
    /** Most bytes of output that a match can refer back to. */
    int WINDOW = 32 * 1024;

    /** How many bytes from the beginning of the context hold all of the state; whatever follows need not be copied. */
    int length(WdMemory context);

    /**
     * Whether the device stands between two blocks with all output handed over, and if so, where.
     *
     * @return how many bits of the input used so far belong to the block to come; -1 if the device stands elsewhere
     */
    int headerBits(WdMemory context);

    /**
     * Copies the last output that was handed over, as much as later matches can refer to. Only when {@link #headerBits}
     * is not -1.
     *
     * @param window {@link #WINDOW} bytes; filled from its beginning
     * @return how many bytes there are
     */
    int window(WdMemory context, byte[] window);

    /**
     * Output that the input used so far stands for and that the device holds back until it has more input.
     *
     * @param heldBack room for all of it; filled from its beginning
     * @return how many bytes there are
     */
    int heldBack(WdMemory context, byte[] heldBack);
}
