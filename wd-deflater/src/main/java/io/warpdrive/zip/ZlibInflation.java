// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import io.warpdrive.queue.ZipOperation;
import io.warpdrive.route.Router;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;

/**
 * The streams of one {@link HwInflater} that zlib inflates: in its parent's memory, or in another inflater's once that was given
 * back. Zlib has the input as long as a stream lasts, and the cursor does not move. Guarded by the inflater's lock.
 */
final class ZlibInflation implements ServedInflation {
    private final JdkInflater parent;
    private final InputCursor input;
    /** The parent, or another one. */
    private final JdkInflater zlib;

    /** Bytes of input that the router has been told of. */
    private long told;

    ZlibInflation(JdkInflater parent, InputCursor input, boolean nowrap) {
        this.parent = parent;
        this.input = input;
        this.zlib = parent.zlibIsEnded() ? new JdkInflater(nowrap) : parent;
    }

    /** Whether zlib works in the parent's memory. */
    boolean isParents() {
        return zlib == parent;
    }

    @Override
    public void inputSet() {
        zlib.zlibInput(input);
    }

    @Override
    public int remaining(InputCursor input) {
        return zlib.zlibRemaining();
    }

    @Override
    public int inflate(Object output, int off, int len) throws DataFormatException {
        return output instanceof byte[] array
                ? zlib.zlibInflate(array, off, len)
                : zlib.zlibInflate(((ByteBuffer) output).position(off));
    }

    /** Of what zlib has done since this was called last. */
    void tellRouter() {
        if (Router.counts()) {
            long read = zlib.zlibRead();
            Router.zlibDid(ZipOperation.INFLATE, 0, read - told);
            told = read;
        }
    }

    @Override
    public boolean needsDictionary() {
        return zlib.zlibNeedsDictionary();
    }

    @Override
    public void setDictionary(Object dictionary, int off, int len) {
        zlib.zlibDictionary(dictionary, off, len);
    }

    @Override
    public boolean isFinished() {
        return zlib.zlibFinished();
    }

    @Override
    public int adler() {
        return zlib.zlibAdler();
    }

    @Override
    public long bytesRead() {
        return zlib.zlibRead();
    }

    @Override
    public long bytesWritten() {
        return zlib.zlibWritten();
    }

    /** Zlib's memory stays for the next stream of the kind: whoever had one has more of them. */
    @Override
    public void release() {
        zlib.zlibReset();
        told = 0;
    }

    /** No more streams. */
    void end() {
        zlib.zlibEnd();
    }
}
