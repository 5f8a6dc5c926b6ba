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
    /** Bytes of a zlib header (RFC 1950). */
    static final int HEADER = 2;
    /** Bytes from the start of a block at a byte's start to the data, if it is stored (RFC 1951, 3.2.4). */
    private static final int STORED_HEADER = 5;

    /** Of {@link #blockType} (RFC 1951, 3.2.3). */
    static final int DYNAMIC = 2;

    private static final int STORED = 0;
    /** Bytes of a stored block that tell of data which can't be compressed, rather than of a flush. */
    private static final int LONG_STORED = 16 * 1024;

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

    /**
     * Whether a long stored block begins {@code index} bytes after the position. What nobody could compress is only copied,
     * and zlib copies it straight from the caller's array to the caller's array.
     */
    boolean opensStored(int index) {
        return remaining() >= index + STORED_HEADER
                && blockType(index) == STORED
                && (peek(index + 1) | peek(index + 2) << Byte.SIZE) >= LONG_STORED;
    }

    /** BTYPE of the block whose first byte, with BFINAL in it, is {@code index} bytes after the position. */
    int blockType(int index) {
        return peek(index) >>> 1 & 3;
    }

    /** Whether the input is an array: from {@link #position} to {@link #limit} of {@link #array}; else {@link #buffer}. */
    boolean isArray() {
        return buffer == null;
    }

    ByteBuffer buffer() {
        return buffer;
    }

    byte[] array() {
        return array;
    }

    int position() {
        return position;
    }

    int limit() {
        return limit;
    }

    /** RFC 1950: deflate, window of 32 KiB, right check bits, no dictionary. Whatever else it may be is zlib's to judge. */
    boolean hasPlainHeader() {
        if (remaining() < HEADER) {
            return false;
        }
        int flags = peek(1);
        return peek(0) == 0x78 && (flags & 0x20) == 0 && ((0x78 << 8) + flags) % 31 == 0;
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
}
