// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.route;

import io.warpdrive.queue.ZipOperation;

/** Who serves a stream that is to be inflated, by what is known at its first input. */
public final class InflateDecision {
    private InflateDecision() {}

    /**
     * Who serves the stream, or that this is not known yet.
     *
     * @param nowrap whether it is raw
     * @param input at hand
     */
    public static Decision<InflateService> of(boolean nowrap, Sample input) {
        int available = input.remaining();
        if (available == 0) {
            return Decision.undecided();
        }
        Decision<InflateService> choice = ofLength(available);
        boolean zlibIsFaster = choice.route() == Route.IN_PLACE
                && choice.service()
                        .zlibIsFaster(nowrap, input.isArray() ? input.array() : null, input.position(), available);
        return zlibIsFaster ? Decision.zlib(Reason.MEASURED) : choice;
    }

    /**
     * Who serves a raw stream that begins with a dictionary.
     *
     * @param length of the dictionary
     */
    public static Decision<InflateService> ofDictionary(int length) {
        Decision<InflateService> choice = ofLength(Math.max(1, length));
        return choice.route() == Route.OFFLOADED ? Decision.zlib(Reason.SETTINGS) : choice;
    }

    private static Decision<InflateService> ofLength(int available) {
        Reason waits = Router.earning(ZipOperation.INFLATE, 0, available);
        if (waits != Reason.NONE) {
            return Decision.zlib(waits);
        }
        if (!Router.isWorthAsking(ZipOperation.INFLATE, available)) {
            return Decision.zlib(Reason.TOO_SHORT);
        }
        InflateService service = Router.inflate();
        if (service == null) {
            return Decision.zlib(Router.absence(ZipOperation.INFLATE));
        }
        return service.serves(available) ? service.decision() : Decision.zlib(Reason.TOO_SHORT);
    }
}
