// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.route;

import io.warpdrive.queue.WdException;
import io.warpdrive.queue.WdMemory;
import io.warpdrive.queue.WdQueue;
import java.nio.ByteBuffer;

/**
 * A block of input that is being gathered, and what it may refer back to.
 *
 * <pre>
 *   0 ...            START ...        START + filled ...        START + capacity
 *       [  history  ][  the block   ][        room            ]
 * </pre>
 */
final class BlockInput {
    /** Where the block begins: a match reaches no further back. */
    static final int START = 32 * 1024;

    private final int capacity;
    private WdMemory memory;
    private int filled;
    private int history;
    /** How much of the block the checksum has seen. */
    private int summed;

    BlockInput(WdQueue queue, int capacity) throws WdException {
        this.capacity = capacity;
        this.memory = queue.reserveMemory(START + capacity);
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
        return capacity;
    }

    /** Bytes in the block. */
    int filled() {
        return filled;
    }

    /** Bytes right before the block that it may refer to. */
    int history() {
        return history;
    }

    /** Bytes of the block that the checksum has seen. */
    int summed() {
        return summed;
    }

    /** The checksum has seen all of it. */
    void sumUp() {
        summed = filled;
    }

    void put(byte[] input, int offset, int length) {
        memory.buffer().put(START + filled, input, offset, length);
        filled += length;
    }

    void put(ByteBuffer input, int offset, int length) {
        memory.buffer().put(START + filled, input, offset, length);
        filled += length;
    }

    /** The block. */
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

    /** The next block begins; its history are the last {@code kept} bytes. */
    void advance(int kept) {
        copyEnd(this, kept);
        filled = 0;
        summed = 0;
    }

    /** Makes the last {@code kept} bytes the history of another block. */
    void copyEnd(BlockInput next, int kept) {
        if (kept > 0) {
            next.memory.buffer().put(START - kept, memory.buffer(), START + filled - kept, kept);
        }
        next.history = kept;
    }

    /** Goes on in other memory with the same content; a device may keep this. */
    void replace() throws WdException {
        WdMemory copy = WdMemory.allocateUntouched(memory.size());
        copy.buffer().put(0, memory.buffer(), 0, memory.size());
        memory = copy;
    }
}
