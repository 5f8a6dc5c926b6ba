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
     * The device that may come into question, or null: too little input to ask for one, or nothing that one could do.
     *
     * @param total bytes of input so far
     */
    static DeflateService candidate(int level, int strategy, long total) {
        return isPlain(level, strategy) && isWorthAsking(total) ? Router.deflate() : null;
    }

    private static boolean isPlain(int level, int strategy) {
        return level != Deflater.NO_COMPRESSION && strategy == Deflater.DEFAULT_STRATEGY;
    }

    private static boolean isWorthAsking(long total) {
        return total >= Math.max(1, Router.shortest(ZipOperation.DEFLATE));
    }

    /**
     * Who serves the stream, or that this is not known yet.
     *
     * @param service the {@link #candidate}
     * @param finish whether the stream ends with this input
     * @param complete whether output is wanted without more input
     * @return {@link Route#UNDECIDED} when more input is needed to know
     */
    static Route route(DeflateService service, int level, int strategy, long total, boolean finish, boolean complete) {
        if (!isPlain(level, strategy)) {
            return Route.ZLIB;
        }
        if (isWorthAsking(total)) {
            DeflatePlan plan = service == null ? null : service.plan(level);
            boolean flushed = complete && !finish;
            if (plan == null || (flushed && service.isTooShort(plan, (int) Math.min(total, Integer.MAX_VALUE)))) {
                return Route.ZLIB;
            }
            if (total >= service.minimumInput(plan)) {
                return Route.OFFLOADED;
            }
        }
        return complete ? Route.ZLIB : Route.UNDECIDED;
    }
}
