// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.streams;

import java.io.IOException;
import java.io.InputStream;

/**
 * Delivers bytes as a socket would: what is there, and never a call more. Asked again when nothing is left, it says so
 * with an exception where a socket would block.
 */
final class ByteArraySource extends InputStream {
    static final String WOULD_BLOCK = "would block";

    int closes;
    int largestRequest;
    private final byte[] bytes;
    private int position;

    ByteArraySource(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        int read = read(one, 0, 1);
        return read < 0 ? read : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        largestRequest = Math.max(largestRequest, length);
        if (position == bytes.length) {
            throw new IOException(WOULD_BLOCK);
        }
        int count = Math.min(length, bytes.length - position);
        System.arraycopy(bytes, position, target, offset, count);
        position += count;
        return count;
    }

    @Override
    public void close() {
        closes++;
    }

    int position() {
        return position;
    }
}
