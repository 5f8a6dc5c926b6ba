// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import java.nio.ByteBuffer;

/** A caller's buffer as engines that work in place want it: a {@code byte[]} or a direct buffer, and an offset in it. */
final class Buffers {
    private Buffers() {}

    /** Where all of its bytes are: a copy of those from its position on if its array can't be had, as it is read-only. */
    // offset() takes account of the array's
    @SuppressWarnings("ByteBufferBackingArray")
    static Object memory(ByteBuffer buffer) {
        if (buffer.isDirect()) {
            return buffer;
        }
        return buffer.hasArray() ? buffer.array() : copied(buffer);
    }

    private static byte[] copied(ByteBuffer buffer) {
        byte[] copy = new byte[buffer.remaining()];
        buffer.get(buffer.position(), copy);
        return copy;
    }

    /** Where in {@link #memory} its position is. */
    static int offset(ByteBuffer buffer) {
        if (buffer.isDirect()) {
            return buffer.position();
        }
        return buffer.hasArray() ? buffer.arrayOffset() + buffer.position() : 0;
    }

    static void put(Object memory, int index, byte value) {
        if (memory instanceof byte[] array) {
            array[index] = value;
        } else {
            ((ByteBuffer) memory).put(index, value);
        }
    }

    static void put(Object memory, int index, byte[] source, int off, int len) {
        if (memory instanceof byte[] array) {
            System.arraycopy(source, off, array, index, len);
        } else {
            ((ByteBuffer) memory).put(index, source, off, len);
        }
    }

    /** What an engine is given as memory, as {@code java.util.zip} wants it. */
    static ByteBuffer of(Object memory, int off, int len) {
        return memory instanceof byte[] array
                ? ByteBuffer.wrap(array, off, len)
                : ((ByteBuffer) memory).duplicate().limit(off + len).position(off);
    }
}
