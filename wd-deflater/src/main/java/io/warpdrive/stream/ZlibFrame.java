// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.stream;

import io.warpdrive.queue.WdQueue;
import java.nio.ByteBuffer;
import java.util.zip.Adler32;

/** What the zlib format (RFC 1950) has around a stream's segments: a header, and the Adler-32 of all input. Raw: nothing. */
public final class ZlibFrame {
    /** Bytes of the header. */
    public static final int HEADER = 2;

    static final int TRAILER = 4;

    private final boolean wrapped;
    /** Null before the first stream. */
    private WdQueue queue;
    /** For queues that have no sum of their own. */
    private final Adler32 jdk = new Adler32();

    private int adler = 1;

    ZlibFrame(boolean wrapped) {
        this.wrapped = wrapped;
    }

    /**
     * Begins a stream with nothing in {@code output}.
     *
     * @param headerSent bytes of the header that have been handed out already; 0 if it is raw
     */
    void begin(WdQueue queue, int level, int headerSent, PendingOutput output) {
        this.queue = queue;
        jdk.reset();
        adler = 1;
        if (wrapped) {
            output.buffer().put(0, header(0, level)).put(1, header(1, level));
            output.set(headerSent, HEADER - headerSent);
        }
    }

    /** The header's byte of this index, 0 or 1, for a stream of this level: CMF and FLG of RFC 1950. */
    public static byte header(int index, int level) {
        return index == 0 ? 0x78 : flags(level);
    }

    /** FLG as zlib sets it: FLEVEL by level, FCHECK to match. */
    private static byte flags(int level) {
        return (byte)
                switch (level) {
                    case 0, 1 -> 0x01;
                    case 2, 3, 4, 5 -> 0x5e;
                    case -1, 6 -> 0x9c;
                    default -> 0xda;
                };
    }

    /** Takes account of what has come since the last time. */
    void update(GatheredInput input) {
        int offset = GatheredInput.START + input.summed();
        int length = input.filled() - input.summed();
        if (wrapped && length > 0) {
            adler = sum(input, offset, length);
        }
        input.sumUp();
    }

    /**
     * The device's own sum if it has one: a program calls the JDK's once a segment, too seldom for its intrinsic to be
     * compiled, and until then it is zlib's, which takes a sixth of the time of level 1.
     */
    private int sum(GatheredInput input, int offset, int length) {
        if (queue.sumsAdler32()) {
            return queue.adler32(adler, input.memory(), offset, length);
        }
        ByteBuffer bytes = input.memory().buffer();
        jdk.update(bytes.slice(offset, length));
        return (int) jdk.getValue();
    }

    boolean isWrapped() {
        return wrapped;
    }

    /** The Adler-32 of all input so far; 1 if the stream is raw. */
    int adler() {
        return adler;
    }

    void writeTrailer(PendingOutput output) {
        if (wrapped) {
            output.buffer().putInt(output.limit(), Integer.reverseBytes(adler));
            output.limit(output.limit() + TRAILER);
        }
    }
}
