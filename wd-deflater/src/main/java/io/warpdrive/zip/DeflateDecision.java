// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import io.warpdrive.queue.DeflatePlan;
import io.warpdrive.queue.ZipOperation;
import io.warpdrive.route.DeflateService;
import io.warpdrive.route.Route;
import io.warpdrive.route.Router;
import java.util.zip.Deflater;

/** Who serves a stream that is to be deflated, by what is known before its first byte of output. */
final class DeflateDecision {
    private DeflateDecision() {}

    /**
     * The device that may come into question, or null: too little input to ask for one.
     *
     * @param total bytes of input so far
     * @param flushed whether output is wanted of a stream that goes on
     */
    static DeflateService candidate(long total, boolean flushed) {
        boolean goesOn = flushed && total > 0;
        return goesOn || Router.isWorthAsking(ZipOperation.DEFLATE, total) ? Router.deflate() : null;
    }

    /**
     * Who serves the stream, or that this is not known yet.
     *
     * @param service the {@link #candidate}
     * @param threads that may compress blocks of the stream
     * @param finish whether the stream ends with this input
     * @param complete whether output is wanted without more input
     * @return {@link Route#UNDECIDED} when more input is needed to know
     */
    static Route route(
            DeflateService service,
            int level,
            int strategy,
            int threads,
            long total,
            boolean finish,
            boolean complete) {
        if (service == null) {
            // it may be too early to ask
            return complete || Router.isWorthAsking(ZipOperation.DEFLATE, total) ? Route.ZLIB : Route.UNDECIDED;
        }
        Route otherwise = service.servesInPlace(level, strategy, total) ? Route.IN_PLACE : Route.ZLIB;
        DeflatePlan plan = strategy == Deflater.DEFAULT_STRATEGY ? service.plan(level) : null;
        if (plan == null || (otherwise == Route.IN_PLACE && service.prefersInPlace(plan, threads))) {
            return otherwise;
        }
        boolean flushed = complete && !finish;
        if (flushed && service.isTooShort(plan, (int) Math.min(total, Integer.MAX_VALUE))) {
            return otherwise;
        }
        if (total >= service.minimumInput(plan)) {
            return Route.OFFLOADED;
        }
        return complete ? otherwise : Route.UNDECIDED;
    }
}
