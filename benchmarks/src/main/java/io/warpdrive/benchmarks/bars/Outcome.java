// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.benchmarks.bars;

import java.io.IOException;

/**
 * A bar and what came of it.
 *
 * @param failed whether the measuring itself went wrong
 */
public record Outcome(Bar bar, Measured measured, boolean failed) {

    /** How a bar came out. */
    public enum Verdict {
        MET,
        MISSED,
        /** Counts as missed. */
        FAILED,
        NOT_AVAILABLE
    }

    /** Measures. A failure is an outcome too: what was measured before it must not be lost. */
    public static Outcome of(Bar bar) {
        try {
            return new Outcome(bar, bar.measurement().measure(), false);
        } catch (IOException e) {
            return new Outcome(bar, Measured.unavailable(String.valueOf(e.getMessage())), true);
        }
    }

    /** Whether a run with this outcome has to say so by its exit status. */
    public boolean isBad() {
        return verdict() == Verdict.MISSED || verdict() == Verdict.FAILED;
    }

    public Verdict verdict() {
        if (failed) {
            return Verdict.FAILED;
        }
        if (!measured.isAvailable()) {
            return Verdict.NOT_AVAILABLE;
        }
        return bar.bounds().stream().allMatch(this::meets) ? Verdict.MET : Verdict.MISSED;
    }

    public boolean meets(Bar.Bound bound) {
        return bound.quantity().isMet(value(bound), bound.bar());
    }

    /** NaN where one quantity of several can't be measured here. */
    public double value(Bar.Bound bound) {
        return measured.values().getOrDefault(bound.quantity(), Double.NaN);
    }
}
