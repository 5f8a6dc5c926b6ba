// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.cli;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Compressed input with a buffer in sight: what an inflater leaves over is the beginning of what comes next. */
final class Source {
    private final InputStream in;
    private final byte[] buffer = new byte[Format.BUFFER];
    private int position;
    private int limit;

    Source(InputStream in) {
        this.in = in;
    }

    byte[] buffer() {
        return buffer;
    }

    /** Where the next byte is in {@link #buffer}. */
    int position() {
        return position;
    }

    int remaining() {
        return limit - position;
    }

    /** Takes all but the last {@code left} bytes of the buffer as read. */
    void leave(int left) {
        position = limit - left;
    }

    /** Reads until {@code wanted} bytes are in the buffer; false when the input ends before. */
    boolean has(int wanted) throws IOException {
        while (remaining() < wanted) {
            if (limit == buffer.length || position == limit) {
                System.arraycopy(buffer, position, buffer, 0, remaining());
                limit -= position;
                position = 0;
            }
            int count = in.read(buffer, limit, buffer.length - limit);
            if (count < 0) {
                return false;
            }
            limit += count;
        }
        return true;
    }

    /** The byte at {@code offset} from here; {@link #has} has said that it is there. */
    int peek(int offset) {
        return buffer[position + offset] & 0xff;
    }

    int next() throws IOException {
        if (!has(1)) {
            throw new EOFException();
        }
        return buffer[position++] & 0xff;
    }

    /** The next {@code bytes} bytes as a number, the lowest first. */
    long nextNumber(int bytes) throws IOException {
        long number = 0;
        for (int i = 0; i < bytes; i++) {
            number |= (long) next() << (8 * i);
        }
        return number;
    }
}
