// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.route;

import io.warpdrive.queue.InPlace;
import io.warpdrive.queue.InPlaceDeflate;
import io.warpdrive.queue.InPlaceInflate;
import io.warpdrive.queue.WdException;
import io.warpdrive.queue.WdResource;
import io.warpdrive.queue.pool.WdPool;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Zlib and the engine that works in place, each at the small pieces of work of a {@link CostSampler}. */
final class Contenders {
    /** Of output: what does not compress takes little more than the input; of what inflates, the beginning will do. */
    private static final int ROOM = 4 * CostSampler.PIECE;
    /** What a message inflates to is mostly less than so many times its length. */
    private static final int MOST_GROWTH = 8;

    private Contenders() {}

    static CostSampler.Contender zlibDeflates() {
        return new CostSampler.Contender() {
            private final byte[] output = new byte[ROOM];
            private Deflater deflater;

            @Override
            public boolean run(int level, byte[] input, int off, int length) {
                if (deflater == null) {
                    deflater = new Deflater(level, true);
                }
                deflater.reset();
                deflater.setLevel(level);
                // a change of level takes a call of its own
                deflater.deflate(output, 0, 0);
                deflater.setInput(input, off, length);
                deflater.finish();
                deflater.deflate(output);
                return deflater.finished();
            }
        };
    }

    /** @param states what to borrow one from */
    static CostSampler.Contender engineDeflates(WdPool<InPlaceDeflate> states) {
        return new CostSampler.Contender() {
            private final byte[] output = new byte[ROOM];

            @Override
            public boolean run(int level, byte[] input, int off, int length) {
                InPlaceDeflate state = taken(states);
                if (state == null) {
                    return false;
                }
                try {
                    state.begin(level, Deflater.DEFAULT_STRATEGY, true);
                    long result = state.deflate(input, off, length, output, 0, ROOM, InPlaceDeflate.FINISH);
                    return InPlace.status(result) == InPlace.STREAM_END;
                } finally {
                    states.give(state);
                }
            }
        };
    }

    static CostSampler.Contender zlibInflates(boolean nowrap) {
        return new CostSampler.Contender() {
            private final byte[] output = new byte[ROOM];
            private Inflater inflater;

            @Override
            public boolean run(int level, byte[] input, int off, int length) {
                if (inflater == null) {
                    inflater = new Inflater(nowrap);
                }
                inflater.reset();
                inflater.setInput(input, off, length);
                try {
                    return inflater.inflate(output, 0, roomFor(length)) > 0;
                } catch (DataFormatException e) {
                    return false;
                }
            }
        };
    }

    /** @param states what to borrow one from */
    static CostSampler.Contender engineInflates(boolean nowrap, WdPool<InPlaceInflate> states) {
        return new CostSampler.Contender() {
            private final byte[] output = new byte[ROOM];

            @Override
            public boolean run(int level, byte[] input, int off, int length) {
                InPlaceInflate state = taken(states);
                if (state == null) {
                    return false;
                }
                try {
                    state.begin(nowrap);
                    return InPlace.produced(state.inflate(input, off, length, output, 0, roomFor(length))) > 0;
                } finally {
                    states.give(state);
                }
            }
        };
    }

    /** As much as a caller would have: the engine takes another way where there is little. */
    private static int roomFor(int length) {
        return Math.min(ROOM, MOST_GROWTH * length);
    }

    private static <T extends WdResource> T taken(WdPool<T> states) {
        try {
            return states.take();
        } catch (WdException | OutOfMemoryError e) {
            // what serves streams says so when it meets it
            return null;
        }
    }
}
