// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The streams of one {@link HwInflater} that zlib inflates after its parent's memory was given back. Guarded by the
 * inflater's lock.
 */
final class ZlibInflation implements ServedInflation {
    private final InputCursor input;
    private final Inflater zlib;

    ZlibInflation(InputCursor input, boolean nowrap) {
        this.input = input;
        this.zlib = new Inflater(nowrap);
    }

    @Override
    public int inflate(Object output, int off, int len) throws DataFormatException {
        long before = zlib.getBytesRead();
        if (input.isArray()) {
            zlib.setInput(input.array(), input.position(), input.remaining());
        } else {
            zlib.setInput(input.buffer());
        }
        try {
            return output instanceof byte[] array
                    ? zlib.inflate(array, off, len)
                    : zlib.inflate(Buffers.of(output, off, len));
        } finally {
            if (input.isArray()) {
                input.advance((int) (zlib.getBytesRead() - before));
            }
        }
    }

    @Override
    public boolean needsDictionary() {
        return zlib.needsDictionary();
    }

    @Override
    public void setDictionary(Object dictionary, int off, int len) {
        if (dictionary instanceof byte[] array) {
            zlib.setDictionary(array, off, len);
        } else {
            zlib.setDictionary(Buffers.of(dictionary, off, len));
        }
    }

    @Override
    public boolean isFinished() {
        return zlib.finished();
    }

    @Override
    public int adler() {
        return zlib.getAdler();
    }

    @Override
    public long bytesRead() {
        return zlib.getBytesRead();
    }

    @Override
    public long bytesWritten() {
        return zlib.getBytesWritten();
    }

    /** Zlib's memory stays for the next stream of the kind: whoever had one has more of them. */
    @Override
    public void release() {
        zlib.reset();
    }

    /** No more streams. */
    void end() {
        zlib.end();
    }
}
