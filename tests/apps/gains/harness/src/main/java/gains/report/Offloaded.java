// SPDX-License-Identifier: Apache-2.0
package gains.report;

import java.util.Locale;
import java.util.Map;

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
        Map<String, String> figures = jvm.statistics(direction);
        return new Offloaded(
                figure(figures, "streams"),
                figure(figures, "offloaded"),
                figure(figures, "fallback"),
                figure(figures, "in"),
                figure(figures, "out"));
    }

    private static long figure(Map<String, String> figures, String key) {
        return Long.parseLong(figures.getOrDefault(key, "0"));
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
