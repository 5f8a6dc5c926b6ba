// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import io.warpdrive.queue.ZipStatus;
import io.warpdrive.route.Sample;
import io.warpdrive.stream.MessageInflater;
import java.nio.ByteBuffer;
import java.util.zip.Inflater;

/**
 * What a caller has set as input and how far it is used up: an array that is not copied, or a buffer whose position moves
 * as {@code java.util.zip} moves it.
 */
final class InputCursor implements Sample {
    /** What is set after the end: the JDK's end() does nothing the second time since close(), which calls it, is there too. */
    static final boolean OUTLIVES_ANOTHER_END = AutoCloseable.class.isAssignableFrom(Inflater.class);

    private static final byte[] NOTHING = {};
    /** Of a buffer on the heap whose array can't be had, since it is read-only: so much is copied at a time. */
    private static final int COPY = 16 * 1024;

    private byte[] array = NOTHING;
    private int position;
    private int limit;
    /** Not null: the input is this buffer, from its position to its limit. */
    private ByteBuffer buffer;

    private byte[] copy = NOTHING;

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

    /** The same memory, as far as it is not used up. */
    void set(InputCursor other) {
        array = other.array;
        position = other.position;
        limit = other.limit;
        buffer = other.buffer;
    }

    void clear() {
        set(NOTHING, 0, 0);
    }

    @Override
    public int remaining() {
        return buffer == null ? limit - position : buffer.remaining();
    }

    void advance(int count) {
        if (buffer == null) {
            position += count;
        } else if (count > 0) {
            buffer.position(buffer.position() + count);
        }
    }

    /** The byte {@code index} bytes after the position. */
    int peek(int index) {
        return (buffer == null ? array[position + index] : buffer.get(buffer.position() + index)) & 0xff;
    }

    /** Where the next bytes are, for an engine that works in place: a {@code byte[]} or a direct buffer. */
    Object memory() {
        if (buffer == null) {
            return array;
        }
        if (buffer.isDirect()) {
            return buffer;
        }
        return buffer.hasArray() ? buffer.array() : copied(Math.min(COPY, buffer.remaining()));
    }

    /** As {@link #memory}, with all that remains in it. */
    Object wholeMemory() {
        return length() == remaining() ? memory() : copied(remaining());
    }

    private byte[] copied(int count) {
        if (copy.length < count) {
            copy = new byte[count];
        }
        buffer.get(buffer.position(), copy, 0, count);
        return copy;
    }

    /** Where in {@link #memory} and {@link #wholeMemory}. */
    int offset() {
        if (buffer == null) {
            return position;
        }
        if (buffer.isDirect()) {
            return buffer.position();
        }
        return buffer.hasArray() ? buffer.arrayOffset() + buffer.position() : 0;
    }

    /** How many of them: all that remain, unless they have to be copied. */
    int length() {
        return buffer == null || buffer.isDirect() || buffer.hasArray() ? remaining() : Math.min(COPY, remaining());
    }

    /** Whether the input is an array: from {@link #position} to {@link #limit} of {@link #array}; else {@link #buffer}. */
    @Override
    public boolean isArray() {
        return buffer == null;
    }

    ByteBuffer buffer() {
        return buffer;
    }

    @Override
    public byte[] array() {
        return array;
    }

    @Override
    public int position() {
        return position;
    }

    int limit() {
        return limit;
    }

    /** Copies without advancing. */
    void copyTo(byte[] out, int offset, int count) {
        if (buffer == null) {
            System.arraycopy(array, position, out, offset, count);
        } else {
            buffer.get(buffer.position(), out, offset, count);
        }
    }

    void moveTo(ByteBuffer target, int index, int count) {
        if (buffer == null) {
            target.put(index, array, position, count);
        } else {
            target.put(index, buffer, buffer.position(), count);
        }
        advance(count);
    }

    /** Hands over a message from {@code skip} bytes after the position on, without advancing. */
    ZipStatus inflate(MessageInflater message, int skip, int room) {
        return buffer == null
                ? message.inflate(array, null, position + skip, limit - position - skip, room)
                : message.inflate(null, buffer, buffer.position() + skip, buffer.remaining() - skip, room);
    }
}
