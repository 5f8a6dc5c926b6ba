// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.streams;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Takes bytes, counts flushes and closes, and fails when told to. */
final class RecordingOutput extends OutputStream {
    int flushes;
    int closes;
    IOException failure;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        if (failure != null) {
            throw failure;
        }
        bytes.write(source, offset, length);
    }

    @Override
    public void flush() {
        flushes++;
    }

    @Override
    public void close() {
        closes++;
    }

    int size() {
        return bytes.size();
    }

    byte[] toByteArray() {
        return bytes.toByteArray();
    }
}
