// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.route;

import io.warpdrive.queue.WdQueue;

/** What the zlib format (RFC 1950) has around the blocks of a stream: a header, and the Adler-32 of all input. Raw: nothing. */
final class ZlibFrame {
    static final int HEADER = 2;
    static final int TRAILER = 4;

    private final AdlerSum adler;
    private boolean wrapped;

    ZlibFrame(WdQueue queue) {
        adler = new AdlerSum(queue);
    }

    /** Begins a stream with nothing in {@code output}. */
    void begin(boolean wrapped, int level, PendingOutput output) {
        this.wrapped = wrapped;
        adler.reset();
        if (wrapped) {
            output.buffer().put(0, (byte) 0x78);
            output.buffer().put(1, headerFlags(level));
            output.limit(HEADER);
        }
    }

    /** FLG of RFC 1950 as zlib sets it: FLEVEL by level, FCHECK to match. */
    private static byte headerFlags(int level) {
        return (byte)
                switch (level) {
                    case 1 -> 0x01;
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
