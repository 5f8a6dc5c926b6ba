// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import io.warpdrive.stream.ZlibFrame;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.Adler32;
import java.util.zip.Deflater;

/**
 * A stream of a {@link HwDeflater} for as long as its input is too little to tell who serves it: gathers the input, less than
 * a block, and hands out the zlib format's header, as zlib does at once. Guarded by the deflater's lock.
 */
final class UndecidedStream {
    private final boolean nowrap;
    private byte[] bytes = {};
    private int length;
    private int headerSent;
    /** Whether there was a call that could have made output. */
    private boolean begun;

    UndecidedStream(boolean nowrap) {
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

    /**
     * As {@link Deflater#deflate}: zlib too takes no input before the header is out, and without any room does nothing.
     *
     * @param array where to, or null if it is {@code buffer}, whose position stays
     * @return bytes handed out
     */
    int deflate(InputCursor input, byte[] array, ByteBuffer buffer, int off, int len, int level, int strategy) {
        begun |= len > 0;
        int count = nowrap ? 0 : Math.min(len, ZlibFrame.HEADER - headerSent);
        for (int i = 0; i < count; i++) {
            // to zlib's header a strategy that looks for no matches is a fast level
            byte next = ZlibFrame.header(headerSent, strategy == Deflater.HUFFMAN_ONLY ? Deflater.BEST_SPEED : level);
            headerSent++;
            if (array != null) {
                array[off + i] = next;
            } else {
                buffer.put(off + i, next);
            }
        }
        if (len > 0 && (nowrap || headerSent == ZlibFrame.HEADER)) {
            gather(input);
        }
        return count;
    }

    private void gather(InputCursor input) {
        int count = input.remaining();
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + count, 2 * bytes.length));
        }
        input.copyTo(bytes, length, count);
        input.advance(count);
        length += count;
    }

    int adler() {
        Adler32 adler = new Adler32();
        if (!nowrap) {
            adler.update(bytes, 0, length);
        }
        return (int) adler.getValue();
    }

    /** It is another's by now, or over. The memory is kept for the next stream. */
    void clear() {
        length = 0;
        headerSent = 0;
        begun = false;
    }
}
