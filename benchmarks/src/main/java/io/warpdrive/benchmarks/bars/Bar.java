// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.benchmarks.bars;

import java.io.IOException;
import java.util.List;

/**
 * One row of the table: what has to be how good, and how it is measured.
 *
 * @param what the work
 * @param how what the figure is, in words
 * @param bounds what has to be reached
 */
public record Bar(Group group, String what, String how, Measurement measurement, List<Bound> bounds) {

    /** Rows that belong together in the report. */
    public enum Group {
        STREAMS("Files through streams"),
        FLUSHES("Flushed streams"),
        MESSAGES("Whole messages"),
        INCOMPRESSIBLE("Incompressible data"),
        ZLIB_NG("Where the JDK runs on zlib-ng"),
        COST("What it costs"),
        THREADS("Threads");

        private final String title;

        Group(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    /** Does the measuring. */
    @FunctionalInterface
    public interface Measurement {
        Measured measure() throws IOException;
    }

    /** What a quantity has to reach. */
    public record Bound(Quantity quantity, double bar) {
        public String text() {
            return quantity.bound(bar);
        }
    }
}
