// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.benchmarks.bars;

import io.warpdrive.benchmarks.measure.Comparison;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What was measured for one bar.
 *
 * @param values what its bounds are held against; empty where it could not be measured
 * @param comparison file by file, where there are files
 * @param note one line on the side; may be empty
 */
public record Measured(Map<Quantity, Double> values, Optional<Comparison> comparison, String note) {

    static Measured of(Comparison comparison) {
        Map<Quantity, Double> values = new EnumMap<>(Quantity.class);
        values.put(Quantity.SPEED, comparison.speed());
        values.put(Quantity.TOTAL_SIZE, comparison.total());
        values.put(Quantity.LARGEST_FILE, comparison.largest().size());
        String note = String.format(
                java.util.Locale.ROOT,
                "slowest %s %.2f ×",
                comparison.slowest().file(),
                comparison.slowest().speed());
        return new Measured(values, Optional.of(comparison), note);
    }

    static Measured of(Quantity quantity, double value, String note) {
        return new Measured(Map.of(quantity, value), Optional.empty(), note);
    }

    static Measured unavailable(String why) {
        return new Measured(Map.of(), Optional.empty(), why);
    }

    Measured with(Quantity quantity, double value) {
        Map<Quantity, Double> more = new EnumMap<>(Quantity.class);
        more.putAll(values);
        more.put(quantity, value);
        return new Measured(more, comparison, note);
    }

    boolean isAvailable() {
        return !values.isEmpty();
    }
}
