// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.route;

import io.warpdrive.queue.DeflatePlan;
import io.warpdrive.queue.ZipOperation;
import java.util.zip.Deflater;

/** Who serves a stream that is to be deflated, by what is known before its first byte of output. */
public final class DeflateDecision {
    private DeflateDecision() {}

    /**
     * Who serves the stream, or that this is not known yet.
     *
     * @param level 0 to 9, or -1
     * @param threads that may compress segments of the stream
     * @param gathered bytes of input that were taken before
     * @param input at hand
     * @param refused {@link Route#OFFLOADED} if that was chosen and there was no memory for it, else
     *     {@link Route#UNDECIDED}
     */
    public static Decision<DeflateService> of(
            Asked asked, int level, int strategy, int threads, int gathered, Sample input, Route refused) {
        long total = (long) gathered + input.remaining();
        if (total > 0 || asked != Asked.INPUT) {
            Reason waits = Router.earning(ZipOperation.DEFLATE, level, total);
            if (waits != Reason.NONE) {
                return Decision.zlib(waits);
            }
        }
        if (!isWorthAsking(asked, total)) {
            return asked == Asked.INPUT ? Decision.undecided() : Decision.zlib(Reason.TOO_SHORT);
        }
        DeflateService service = Router.deflate();
        if (service == null) {
            return Decision.zlib(Router.absence(ZipOperation.DEFLATE));
        }
        if (isInPlaceOnly(asked)) {
            Reason not = service.notInPlace(level, strategy, Long.MAX_VALUE);
            return not == Reason.NONE ? service.inPlace() : Decision.zlib(not);
        }
        return of(service, asked, level, strategy, threads, total, gathered == 0 ? input : null, refused);
    }

    private static boolean isWorthAsking(Asked asked, long total) {
        return isInPlaceOnly(asked)
                || (asked == Asked.FLUSH && total > 0)
                || Router.isWorthAsking(ZipOperation.DEFLATE, total);
    }

    private static boolean isInPlaceOnly(Asked asked) {
        return asked == Asked.DICTIONARY || asked == Asked.RESUMPTION;
    }

    /** @param sample what the stream begins with, if that can be had without a copy; else null */
    private static Decision<DeflateService> of(
            DeflateService service,
            Asked asked,
            int level,
            int strategy,
            int threads,
            long total,
            Sample sample,
            Route refused) {
        Reason notInPlace = service.notInPlace(level, strategy, total);
        DeflatePlan plan = strategy == Deflater.DEFAULT_STRATEGY ? service.plan(level) : null;
        boolean prefersInPlace = plan != null && notInPlace == Reason.NONE && service.prefersInPlace(plan, threads);
        if (plan == null || prefersInPlace) {
            return inPlace(service, notInPlace, level, sample);
        }
        Reason otherwise = notInPlace == Reason.NONE ? Reason.NONE : Reason.TOO_SHORT;
        if (asked == Asked.FLUSH && service.isTooShort(plan, (int) Math.min(total, Integer.MAX_VALUE))) {
            return inPlace(service, otherwise, level, sample);
        }
        if (total < service.minimumInput(plan)) {
            return asked == Asked.INPUT ? Decision.undecided() : inPlace(service, otherwise, level, sample);
        }
        if (refused != Route.OFFLOADED) {
            return service.offloaded();
        }
        return inPlace(service, notInPlace == Reason.NONE ? Reason.NONE : Reason.NO_MEMORY, level, sample);
    }

    /** @param not why the engine can't */
    private static Decision<DeflateService> inPlace(DeflateService service, Reason not, int level, Sample sample) {
        if (not != Reason.NONE) {
            return Decision.zlib(not);
        }
        boolean zlibIsFaster = sample != null
                && service.zlibIsFaster(
                        level, sample.isArray() ? sample.array() : null, sample.position(), sample.remaining());
        return zlibIsFaster ? Decision.zlib(Reason.MEASURED) : service.inPlace();
    }
}
