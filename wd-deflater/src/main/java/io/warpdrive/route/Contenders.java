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

/**
 * Zlib and the engine that works in place, each at the small pieces of work of a {@link CostSampler}. What they need for it is
 * made when they are asked first: most processes end before.
 */
final class Contenders {
    /** Of output: what does not compress takes little more than the input; of what inflates, the beginning will do. */
    private static final int ROOM = 4 * CostSampler.PIECE;
    /** What a message inflates to is mostly less than so many times its length. */
    private static final int MOST_GROWTH = 8;

    private Contenders() {}

    /** Both deflate. */
    static final class Deflating extends CostSampler {
        private final WdPool<InPlaceDeflate> states;
        private Deflater deflater;
        private byte[] output;

        /** @param states what to borrow one from */
        Deflating(Costs costs, WdPool<InPlaceDeflate> states) {
            super(costs);
            this.states = states;
        }

        @Override
        boolean runZlib(int level, byte[] input, int off, int length) {
            if (deflater == null) {
                deflater = new Deflater(level, true);
            }
            output = room(output);
            deflater.reset();
            deflater.setLevel(level);
            // a change of level takes a call of its own
            deflater.deflate(output, 0, 0);
            deflater.setInput(input, off, length);
            deflater.finish();
            deflater.deflate(output);
            return deflater.finished();
        }

        @Override
        boolean runEngine(int level, byte[] input, int off, int length) {
            InPlaceDeflate state = taken(states);
            if (state == null) {
                return false;
            }
            try {
                output = room(output);
                state.begin(level, Deflater.DEFAULT_STRATEGY, true);
                long result = state.deflate(input, off, length, output, 0, ROOM, InPlaceDeflate.FINISH);
                return InPlace.status(result) == InPlace.STREAM_END;
            } finally {
                states.give(state);
            }
        }
    }

    /** Both inflate. */
    static final class Inflating extends CostSampler {
        private final boolean nowrap;
        private final WdPool<InPlaceInflate> states;
        private Inflater inflater;
        private byte[] output;

        /** @param states what to borrow one from */
        Inflating(Costs costs, boolean nowrap, WdPool<InPlaceInflate> states) {
            super(costs);
            this.nowrap = nowrap;
            this.states = states;
        }

        @Override
        boolean runZlib(int level, byte[] input, int off, int length) {
            if (inflater == null) {
                inflater = new Inflater(nowrap);
            }
            output = room(output);
            inflater.reset();
            inflater.setInput(input, off, length);
            try {
                return inflater.inflate(output, 0, roomFor(length)) > 0;
            } catch (DataFormatException e) {
                return false;
            }
        }

        @Override
        boolean runEngine(int level, byte[] input, int off, int length) {
            InPlaceInflate state = taken(states);
            if (state == null) {
                return false;
            }
            try {
                output = room(output);
                state.begin(nowrap);
                return InPlace.produced(state.inflate(input, off, length, output, 0, roomFor(length))) > 0;
            } finally {
                states.give(state);
            }
        }
    }

    private static byte[] room(byte[] output) {
        return output == null ? new byte[ROOM] : output;
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
