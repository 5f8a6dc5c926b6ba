// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.benchmarks.measure;

import java.util.Comparator;
import java.util.List;

/** One kind of work done by the JDK and by us, file by file. */
public record Comparison(String title, List<Row> rows) {

    /**
     * One file.
     *
     * @param length bytes of plain data
     * @param jdkNanos the JDK's best pass
     * @param ownNanos our best pass
     * @param jdkSize bytes of the JDK's output; for reading, of what was read
     * @param ownSize bytes of our output
     */
    public record Row(String file, long length, long jdkNanos, long ownNanos, long jdkSize, long ownSize) {

        /** How many times as fast as the JDK we are. */
        public double speed() {
            return (double) jdkNanos / ownNanos;
        }

        public double size() {
            return (double) ownSize / jdkSize;
        }

        /** Millions of bytes of plain data in a second. */
        public double megabytes(long nanos) {
            return 1e3 * length / nanos;
        }
    }

    /** Geometric mean over the files. */
    public double speed() {
        return Math.exp(rows.stream()
                .mapToDouble(row -> Math.log(row.speed()))
                .average()
                .orElseThrow());
    }

    public Row slowest() {
        return rows.stream().min(Comparator.comparingDouble(Row::speed)).orElseThrow();
    }

    /** Our bytes against the JDK's, all files together. */
    public double total() {
        return (double) rows.stream().mapToLong(Row::ownSize).sum()
                / rows.stream().mapToLong(Row::jdkSize).sum();
    }

    /** The file that comes out largest against the JDK. */
    public Row largest() {
        return rows.stream().max(Comparator.comparingDouble(Row::size)).orElseThrow();
    }
}
