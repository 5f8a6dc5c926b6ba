// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import io.warpdrive.stream.ZlibFrame;
import java.util.Arrays;
import java.util.zip.Adler32;
import java.util.zip.Deflater;

/**
 * A stream of a {@link HwDeflater} for as long as its input is too little to tell who serves it: gathers the input, less than
 * a block, and hands out the zlib format's header, as zlib does at once. Guarded by the deflater's lock.
 */
final class UndecidedStream implements ServedStream {
    private final InputCursor input;
    private final boolean nowrap;
    private int level;
    private int strategy;
    private byte[] bytes = {};
    private int length;
    private int headerSent;
    /** Whether there was a call that could have made output. */
    private boolean begun;

    UndecidedStream(InputCursor input, boolean nowrap) {
        this.input = input;
        this.nowrap = nowrap;
    }

    /** Whether nothing has been taken or handed out, and zlib would not have begun either. */
    boolean isFresh() {
        return !begun;
    }

    /** What was gathered, from index 0 on. */
    byte[] bytes() {
        return bytes;
    }

    /** How much was. */
    int length() {
        return length;
    }

    /** Bytes of the header that have been handed out. */
    int headerSent() {
        return headerSent;
    }

    /** Puts in force what the header tells. */
    void parameters(int level, int strategy) {
        this.level = level;
        this.strategy = strategy;
    }

    @Override
    public boolean needsInput() {
        return input.remaining() == 0;
    }

    /** Zlib too takes no input before the header is out, and without any room does nothing. */
    @Override
    public int deflate(Object output, int off, int len, int flush, boolean finish) {
        begun |= len > 0;
        int count = nowrap ? 0 : Math.min(len, ZlibFrame.HEADER - headerSent);
        for (int i = 0; i < count; i++) {
            // to zlib's header a strategy that looks for no matches is a fast level
            byte next = ZlibFrame.header(headerSent, strategy == Deflater.HUFFMAN_ONLY ? Deflater.BEST_SPEED : level);
            headerSent++;
            Buffers.put(output, off + i, next);
        }
        if (len > 0 && (nowrap || headerSent == ZlibFrame.HEADER)) {
            gather();
        }
        return count;
    }

    private void gather() {
        int count = input.remaining();
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + count, 2 * bytes.length));
        }
        input.copyTo(bytes, length, count);
        input.advance(count);
        length += count;
    }

    /** A change of parameters decides who serves the stream, unless there has been nothing yet to change. */
    @Override
    public int setParameters(Object output, int off, int len, int level, int strategy) {
        throw new IllegalStateException("nobody serves the stream");
    }

    @Override
    public boolean isChanging() {
        return false;
    }

    @Override
    public boolean isChangeTaken() {
        return false;
    }

    /** A dictionary decides who serves the stream. */
    @Override
    public void setDictionary(Object dictionary, int off, int len) {
        throw new IllegalStateException("nobody serves the stream");
    }

    @Override
    public boolean isFinished() {
        return false;
    }

    @Override
    public int adler() {
        Adler32 adler = new Adler32();
        if (!nowrap) {
            adler.update(bytes, 0, length);
        }
        return (int) adler.getValue();
    }

    @Override
    public long bytesRead() {
        return length;
    }

    @Override
    public long bytesWritten() {
        return headerSent;
    }

    /** It is another's by now, or over. The memory is kept for the next stream. */
    @Override
    public void release() {
        length = 0;
        headerSent = 0;
        begun = false;
    }
}
