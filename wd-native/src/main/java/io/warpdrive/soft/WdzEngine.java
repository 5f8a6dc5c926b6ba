// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.soft;

import static io.warpdrive.queue.InPlaceDeflate.FINISH;

import io.warpdrive.queue.InPlace;
import io.warpdrive.queue.InPlaceDeflate;
import io.warpdrive.queue.InPlaceInflate;
import io.warpdrive.queue.WdException;
import io.warpdrive.queue.ZipFlush;
import io.warpdrive.queue.ZipRequest;
import io.warpdrive.queue.ZipStatus;
import io.warpdrive.queue.pool.WdPool;
import java.util.zip.Deflater;

/**
 * Requests served by our engine: segments of raw DEFLATE and whole raw streams. Not loaded for streams in place. Safe for use by
 * many threads.
 */
final class WdzEngine {
    private static final WdPool<InPlaceDeflate> DEFLATERS = new WdPool<>(WdzDeflate::new);
    private static final WdPool<InPlaceInflate> INFLATERS = new WdPool<>(WdzInflate::new);

    private WdzEngine() {}

    /** Whether {@link #deflate} knows the level. */
    static boolean isLevel(int level) {
        return level >= 0 && level <= Deflater.BEST_COMPRESSION;
    }

    /** The same input and history give the same output, whoever does it. */
    static void deflate(ZipRequest request, int level) {
        try {
            InPlaceDeflate state = DEFLATERS.take();
            deflate(request, level, state);
            DEFLATERS.give(state);
        } catch (WdException e) {
            request.complete(ZipStatus.FAILED, 0, 0);
        }
    }

    private static void deflate(ZipRequest request, int level, InPlaceDeflate state) {
        state.begin(level, Deflater.DEFAULT_STRATEGY, true);
        Object source = request.source().buffer();
        int history = request.historyLength();
        if (history > 0 && !state.setDictionary(source, request.sourceOffset() - history, history)) {
            request.complete(ZipStatus.FAILED, 0, 0);
            return;
        }
        long result = state.deflate(
                source,
                request.sourceOffset(),
                request.sourceLength(),
                request.destination().buffer(),
                request.destinationOffset(),
                request.destinationLength(),
                request.flush() == ZipFlush.FINISH ? FINISH : Deflater.SYNC_FLUSH);
        if (InPlace.produced(result) == request.destinationLength()) {
            // there may be more
            request.complete(ZipStatus.OUTPUT_FULL, 0, 0);
        } else {
            request.complete(ZipStatus.OK, InPlace.consumed(result), InPlace.produced(result));
        }
    }

    static void inflate(ZipRequest request) {
        try {
            InPlaceInflate state = INFLATERS.take();
            inflate(request, state);
            INFLATERS.give(state);
        } catch (WdException e) {
            request.complete(ZipStatus.FAILED, 0, 0);
        }
    }

    private static void inflate(ZipRequest request, InPlaceInflate state) {
        state.begin(true);
        long result = state.inflate(
                request.source().buffer(),
                request.sourceOffset(),
                request.sourceLength(),
                request.destination().buffer(),
                request.destinationOffset(),
                request.destinationLength());
        int consumed = InPlace.consumed(result);
        int produced = InPlace.produced(result);
        switch (InPlace.status(result)) {
            case InPlace.STREAM_END -> request.complete(ZipStatus.END_OF_STREAM, consumed, produced);
            case InPlace.OK ->
                request.complete(
                        produced == request.destinationLength() ? ZipStatus.OUTPUT_FULL : ZipStatus.BAD_DATA, 0, 0);
            default -> request.completeBad(ZipStatus.BAD_DATA, state.message(), 0, 0);
        }
    }
}
