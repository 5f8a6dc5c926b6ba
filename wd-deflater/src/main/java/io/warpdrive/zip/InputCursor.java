// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import io.warpdrive.queue.ZipStatus;
import io.warpdrive.route.BlockInflater;
import io.warpdrive.route.BlockStream;
import java.nio.ByteBuffer;

/**
 * What a caller has set as input and how far it is used up: an array that is not copied, or a buffer whose position moves
 * as {@code java.util.zip} moves it.
 */
final class InputCursor {
    private static final byte[] NOTHING = {};

    private byte[] array = NOTHING;
    private int position;
    private int limit;
    /** Not null: the input is this buffer, from its position to its limit. */
    private ByteBuffer buffer;

    void set(byte[] input, int offset, int length) {
        array = input;
        position = offset;
        limit = offset + length;
        buffer = null;
    }

    void set(ByteBuffer input) {
        clear();
        buffer = input;
    }

    void clear() {
        set(NOTHING, 0, 0);
    }

    int remaining() {
        return buffer == null ? limit - position : buffer.remaining();
    }

    void advance(int count) {
        if (buffer == null) {
            position += count;
        } else {
            buffer.position(buffer.position() + count);
        }
    }

    /** The byte {@code index} bytes after the position. */
    int peek(int index) {
        return (buffer == null ? array[position + index] : buffer.get(buffer.position() + index)) & 0xff;
    }

    /** Copies without advancing. */
    void copyTo(byte[] out, int offset, int count) {
        if (buffer == null) {
            System.arraycopy(array, position, out, offset, count);
        } else {
            buffer.get(buffer.position(), out, offset, count);
        }
    }

    void moveTo(BlockStream blocks, int count) {
        if (buffer == null) {
            blocks.put(array, position, count);
        } else {
            blocks.put(buffer, buffer.position(), count);
        }
        advance(count);
    }

    /** Hands over a piece from {@code skip} bytes after the position, without advancing. */
    ZipStatus inflate(BlockInflater blocks, int skip, int room) {
        return buffer == null
                ? blocks.inflate(array, null, position + skip, limit - position - skip, room)
                : blocks.inflate(null, buffer, buffer.position() + skip, buffer.remaining() - skip, room);
    }

    /** Makes the rest the input of the superclass, whose own calls of the kind are overridden. */
    interface ArraySink {
        void accept(byte[] input, int offset, int length);
    }

    interface BufferSink {
        void accept(ByteBuffer input);
    }

    void giveTo(ArraySink arrays, BufferSink buffers) {
        if (buffer == null) {
            arrays.accept(array, position, limit - position);
        } else {
            buffers.accept(buffer);
        }
        clear();
    }
}
