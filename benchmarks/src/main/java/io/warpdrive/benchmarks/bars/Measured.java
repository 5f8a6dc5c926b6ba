// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.benchmarks.bars;

import io.warpdrive.benchmarks.measure.Comparison;
import io.warpdrive.benchmarks.measure.ThreadScaling;
import io.warpdrive.benchmarks.measure.Variant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What was measured for one bar.
 *
 * @param values what its bounds are held against; empty where it could not be measured
 * @param comparison file by file, where there are files
 * @param scaling by the number of threads, where there are several
 * @param note one line on the side; may be empty
 */
public record Measured(
        Map<Quantity, Double> values, Optional<Comparison> comparison, Optional<ThreadScaling> scaling, String note) {

    static Measured of(Comparison comparison) {
        Map<Quantity, Double> values = new EnumMap<>(Quantity.class);
        values.put(Quantity.SPEED, comparison.speed());
        values.put(Quantity.TOTAL_SIZE, comparison.total());
        values.put(Quantity.LARGEST_FILE, comparison.largest().size());
        putShare(values, Quantity.OF_LIBDEFLATE, comparison, Variant.LIBDEFLATE);
        putShare(values, Quantity.OF_ISAL, comparison, Variant.ISAL);
        String note = String.format(
                java.util.Locale.ROOT,
                "slowest %s %.2f ×",
                comparison.slowest().file(),
                comparison.slowest().speed());
        return new Measured(values, Optional.of(comparison), Optional.empty(), note);
    }

    private static void putShare(
            Map<Quantity, Double> values, Quantity quantity, Comparison comparison, Variant limit) {
        if (comparison.limits().containsKey(limit)) {
            values.put(
                    quantity,
                    comparison.speed() / comparison.limits().get(limit).speed());
        }
    }

    static Measured of(Quantity quantity, double value, String note) {
        return new Measured(Map.of(quantity, value), Optional.empty(), Optional.empty(), note);
    }

    static Measured unavailable(String why) {
        return new Measured(Map.of(), Optional.empty(), Optional.empty(), why);
    }

    Measured with(Quantity quantity, double value) {
        Map<Quantity, Double> more = new EnumMap<>(Quantity.class);
        more.putAll(values);
        more.put(quantity, value);
        return new Measured(more, comparison, scaling, note);
    }

    static Measured of(ThreadScaling scaling, String note) {
        return new Measured(
                Map.of(Quantity.TWO_THREADS, scaling.fromOneToTwo(), Quantity.WORST_OF_MORE, scaling.worstOfMore()),
                Optional.empty(),
                Optional.of(scaling),
                note);
    }

    public boolean isAvailable() {
        return !values.isEmpty();
    }
}
