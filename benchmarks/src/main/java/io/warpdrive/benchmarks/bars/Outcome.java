// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.benchmarks.bars;

import java.io.IOException;

/** A bar and what came of it. */
public record Outcome(Bar bar, Measured measured) {

    /** How a bar came out. */
    public enum Verdict {
        MET,
        MISSED,
        NOT_AVAILABLE
    }

    public static Outcome of(Bar bar) throws IOException {
        return new Outcome(bar, bar.measurement().measure());
    }

    public Verdict verdict() {
        if (!measured.isAvailable()) {
            return Verdict.NOT_AVAILABLE;
        }
        return bar.bounds().stream().allMatch(this::meets) ? Verdict.MET : Verdict.MISSED;
    }

    public boolean meets(Bar.Bound bound) {
        return bound.quantity().isMet(value(bound), bound.bar());
    }

    public double value(Bar.Bound bound) {
        return measured.values().get(bound.quantity());
    }
}
