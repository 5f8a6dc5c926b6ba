// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.route;

import java.util.ArrayList;
import java.util.List;

/**
 * Who serves a stream, and why. Immutable; all there can be are made beforehand, so that deciding allocates nothing.
 *
 * @param reason why it is zlib; {@link Reason#NONE} if it is not
 * @param service what serves the stream; null unless the route is in place or offloaded
 */
public record Decision<S>(Route route, Reason reason, S service) {
    private static final Decision<?> UNDECIDED = new Decision<>(Route.UNDECIDED, Reason.NONE, null);
    /** By reason, in the order of the constants. No EnumMap: that starts with a reflective call. */
    private static final List<Decision<?>> ZLIB = new ArrayList<>();

    static {
        for (Reason reason : Reason.values()) {
            ZLIB.add(new Decision<>(Route.ZLIB, reason, null));
        }
    }

    /** More input is needed to know. */
    // of no service at all
    @SuppressWarnings("unchecked")
    public static <S> Decision<S> undecided() {
        return (Decision<S>) UNDECIDED;
    }

    /** It is zlib's. */
    // of no service at all
    @SuppressWarnings({"unchecked", "EnumOrdinal"})
    public static <S> Decision<S> zlib(Reason reason) {
        return (Decision<S>) ZLIB.get(reason.ordinal());
    }
}
