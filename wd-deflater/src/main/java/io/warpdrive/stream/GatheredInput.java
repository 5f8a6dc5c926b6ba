// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.stream;

import io.warpdrive.queue.WdMemory;
import java.nio.ByteBuffer;

/**
 * A segment's input, and what it may refer back to.
 *
 * <pre>
 *   0 ...            START ...         START + filled ...        the memory's size
 *       [  history  ][  the segment   ][         room           ]
 * </pre>
 */
final class GatheredInput {
    /** Where the segment begins: a match reaches no further back. */
    static final int START = 32 * 1024;

    private final WdMemory memory;
    private int filled;
    private int history;
    /** How much of the segment the checksum has seen. */
    private int summed;

    GatheredInput(WdMemory memory) {
        this.memory = memory;
    }

    /** A stream begins. */
    void clear() {
        filled = 0;
        summed = 0;
        history = 0;
    }

    WdMemory memory() {
        return memory;
    }

    int capacity() {
        return memory.size() - START;
    }

    /** Bytes in the segment. */
    int filled() {
        return filled;
    }

    /** Bytes right before the segment that it may refer to. */
    int history() {
        return history;
    }

    /** Bytes of the segment that the checksum has seen. */
    int summed() {
        return summed;
    }

    /** The checksum has seen all of it. */
    void sumUp() {
        summed = filled;
    }

    void put(byte[] input, int length) {
        memory.buffer().put(START + filled, input, 0, length);
        filled += length;
    }

    void take(CallerBuffers caller, int length) {
        caller.moveTo(memory.buffer(), START + filled, length);
        filled += length;
    }

    /** The segment. */
    ByteBuffer bytes() {
        return memory.buffer().slice(START, filled);
    }

    /** What is right before it. */
    ByteBuffer historyBytes() {
        return memory.buffer().slice(START - history, history);
    }

    void forgetHistory() {
        history = 0;
    }

    /** The next segment begins in {@code next}, which may be this; its history are the last {@code kept} bytes. */
    void goOn(GatheredInput next, int kept) {
        if (kept > 0) {
            next.memory.buffer().put(START - kept, memory.buffer(), START + filled - kept, kept);
        }
        next.clear();
        next.history = kept;
    }
}
