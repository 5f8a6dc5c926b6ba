// SPDX-License-Identifier: Apache-2.0
package gains.report;

import java.util.Locale;

/**
 * What the agent counted in one direction.
 *
 * @param streams all streams of drop-ins
 * @param offloaded those of them that an engine served
 * @param fallback segments that zlib had to do again
 * @param in bytes that went in
 * @param out bytes that came out
 */
record Offloaded(long streams, long offloaded, long fallback, long in, long out) {
    private static final double DEMANDED = 0.95;

    static Offloaded of(Jvm jvm, String direction) {
        return new Offloaded(
                jvm.statistics(direction, "streams"),
                jvm.statistics(direction, "offloaded"),
                jvm.statistics(direction, "fallback"),
                jvm.statistics(direction, "in"),
                jvm.statistics(direction, "out"));
    }

    /** Whether nearly all streams were served, but for those of the start, by which an engine is earned. */
    boolean isEnough(Offloaded start) {
        long earning = Math.min(start.streams - start.offloaded, streams - offloaded);
        return offloaded + earning >= DEMANDED * streams;
    }

    @Override
    public String toString() {
        if (streams == 0) {
            return "–";
        }
        double share = 100.0 * offloaded / streams;
        return String.format(Locale.ROOT, share > 0 && share < 99.95 ? "%.1f %%" : "%.0f %%", share);
    }
}
