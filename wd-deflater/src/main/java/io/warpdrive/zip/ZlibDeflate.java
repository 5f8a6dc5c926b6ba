// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import java.nio.ByteBuffer;
import java.util.zip.Adler32;
import java.util.zip.Deflater;

/**
 * The streams of one {@link HwDeflater} that zlib compresses after its parent's memory was given back. Guarded by the
 * deflater's lock.
 */
final class ZlibDeflate implements ServedStream {
    private static final byte[] NOTHING = {};

    private final InputCursor input;
    private final boolean nowrap;
    private final Deflater zlib;

    /** Input that was taken before anybody knew who would serve the stream. It counts as read. */
    private final InputCursor gathered = new InputCursor();

    ZlibDeflate(InputCursor input, int level, boolean nowrap) {
        this.input = input;
        this.nowrap = nowrap;
        this.zlib = new Deflater(level, nowrap);
    }

    /**
     * Begins a stream.
     *
     * @param undecided what it has been so far
     */
    void begin(int level, int strategy, UndecidedStream undecided) {
        zlib.setLevel(level);
        zlib.setStrategy(strategy);
        // zlib has nothing to compress yet, and takes them now
        zlib.deflate(NOTHING, 0, 0, Deflater.NO_FLUSH);
        int headerSent = undecided.headerSent();
        zlib.deflate(new byte[headerSent], 0, headerSent, Deflater.NO_FLUSH);
        gathered.set(undecided.bytes(), 0, undecided.length());
    }

    @Override
    public int deflate(byte[] array, ByteBuffer buffer, int off, int len, int flush, boolean finish) {
        int written = takeGathered(array, buffer, off, len);
        if (gathered.remaining() == 0) {
            if (finish) {
                zlib.finish();
            }
            written += compress(input, array, buffer, off + written, len - written, flush);
        }
        return written;
    }

    /** What was gathered goes first. */
    private int takeGathered(byte[] array, ByteBuffer buffer, int off, int len) {
        if (gathered.remaining() == 0) {
            return 0;
        }
        return compress(gathered, array, buffer, off, len, Deflater.NO_FLUSH);
    }

    private int compress(InputCursor from, byte[] array, ByteBuffer buffer, int off, int len, int flush) {
        long before = zlib.getBytesRead();
        if (from.isArray()) {
            zlib.setInput(from.array(), from.position(), from.remaining());
        } else {
            zlib.setInput(from.buffer());
        }
        int written = array != null
                ? zlib.deflate(array, off, len, flush)
                : zlib.deflate(Buffers.of(buffer, off, len), flush);
        if (from.isArray()) {
            from.advance((int) (zlib.getBytesRead() - before));
        }
        return written;
    }

    @Override
    public int setParameters(byte[] array, ByteBuffer buffer, int off, int len, int level, int strategy) {
        int written = takeGathered(array, buffer, off, len);
        // what keeps zlib from a change it keeps in mind itself
        zlib.setLevel(level);
        zlib.setStrategy(strategy);
        if (gathered.remaining() == 0) {
            written += compress(input, array, buffer, off + written, len - written, Deflater.NO_FLUSH);
        }
        return written;
    }

    /** Zlib knows by itself. */
    @Override
    public boolean isChanging() {
        return false;
    }

    @Override
    public void setDictionary(Object dictionary, int off, int len) {
        if (gathered.remaining() > 0) {
            throw new IllegalArgumentException();
        }
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
        if (gathered.remaining() > 0 && !nowrap) {
            // zlib has not seen all of it
            Adler32 adler = new Adler32();
            adler.update(gathered.array(), 0, gathered.limit());
            return (int) adler.getValue();
        }
        return zlib.getAdler();
    }

    @Override
    public long bytesRead() {
        return gathered.remaining() + zlib.getBytesRead();
    }

    @Override
    public long bytesWritten() {
        return zlib.getBytesWritten();
    }

    /** Zlib's memory stays for the next stream of the kind: whoever had one has more of them. */
    @Override
    public void release() {
        zlib.reset();
        gathered.clear();
    }

    /** No more streams. */
    void end() {
        zlib.end();
    }
}
