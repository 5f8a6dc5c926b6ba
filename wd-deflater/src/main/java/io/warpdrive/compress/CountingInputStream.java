// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.compress;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts the bytes read; those that a {@link #reset()} brings back are counted once. */
final class CountingInputStream extends FilterInputStream {
    private long count;
    private long countAtMark;

    CountingInputStream(InputStream in) {
        super(in);
    }

    long count() {
        return count;
    }

    @Override
    public int read() throws IOException {
        int read = in.read();
        if (read >= 0) {
            count++;
        }
        return read;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int read = in.read(target, offset, length);
        if (read > 0) {
            count += read;
        }
        return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
        long skipped = in.skip(bytes);
        count += skipped;
        return skipped;
    }

    @Override
    public synchronized void mark(int limit) {
        in.mark(limit);
        countAtMark = count;
    }

    @Override
    public synchronized void reset() throws IOException {
        in.reset();
        count = countAtMark;
    }
}
