// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.benchmarks.measure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * One kind of work done by the JDK and by us, file by file.
 *
 * @param limits the same by C libraries that can do it, in place of us
 */
public record Comparison(String title, List<Row> rows, Map<Variant, Comparison> limits) {

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

    /** Of nothing. */
    public static final Comparison NONE = new Comparison("", List.of());

    Comparison(String title, List<Row> rows) {
        this(title, rows, Map.of());
    }

    /** Gathers what contenders answered. */
    static final class Builder {
        private final Map<Variant, List<Row>> rows = new EnumMap<>(Variant.class);

        void add(String file, long length, Map<Variant, Contest.Answer> answers) {
            Contest.Answer jdk = answers.get(Variant.JDK);
            answers.forEach((who, answer) -> {
                if (who != Variant.JDK) {
                    rows.computeIfAbsent(who, key -> new ArrayList<>())
                            .add(new Row(file, length, jdk.nanos(), answer.nanos(), jdk.size(), answer.size()));
                }
            });
        }

        Comparison build(String title, Variant own) {
            Map<Variant, Comparison> limits = new EnumMap<>(Variant.class);
            for (Variant limit : Variant.LIMITS) {
                if (rows.containsKey(limit)) {
                    limits.put(limit, new Comparison(limit.title(), rows.get(limit)));
                }
            }
            return new Comparison(title, rows.get(own), limits);
        }
    }

    /** Geometric mean over the files. */
    public double speed() {
        return Math.exp(rows.stream()
                .mapToDouble(row -> Math.log(row.speed()))
                .average()
                .orElseThrow());
    }

    /** Whether the sizes are those of what was written; what is read is the same for all. */
    public boolean isWriting() {
        return rows.stream().anyMatch(row -> row.ownSize() != row.jdkSize());
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
