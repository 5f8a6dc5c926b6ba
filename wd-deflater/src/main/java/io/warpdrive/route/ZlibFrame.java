// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.route;

import io.warpdrive.queue.WdQueue;

/** What the zlib format (RFC 1950) has around the blocks of a stream: a header, and the Adler-32 of all input. Raw: nothing. */
public final class ZlibFrame {
    /** Bytes of the header. */
    public static final int HEADER = 2;

    static final int TRAILER = 4;

    private final AdlerSum adler;
    private boolean wrapped;

    ZlibFrame(WdQueue queue) {
        adler = new AdlerSum(queue);
    }

    /**
     * Begins a stream with nothing in {@code output}.
     *
     * @param headerSent bytes of the header that have been handed out already
     */
    void begin(boolean wrapped, int level, int headerSent, PendingOutput output) {
        this.wrapped = wrapped;
        adler.reset();
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
    void update(BlockInput input) {
        int from = input.summed();
        if (wrapped && from < input.filled()) {
            adler.update(input.memory(), BlockInput.START + from, input.filled() - from);
        }
        input.sumUp();
    }

    /** The Adler-32 of all input so far; 1 if the stream is raw. */
    int adler() {
        return adler.value();
    }

    void writeTrailer(PendingOutput output) {
        if (wrapped) {
            output.buffer().putInt(output.limit(), Integer.reverseBytes(adler.value()));
            output.limit(output.limit() + TRAILER);
        }
    }
}
