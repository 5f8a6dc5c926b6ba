// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.observe.program;

import io.warpdrive.observe.trial.Estimate;
import io.warpdrive.queue.ZipOperation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What a program did with zlib, and what the engines would have taken. Times are processor time in nanoseconds.
 *
 * @param processNanos of the whole process, without what was measured beside it; 0: unknown
 * @param samplerNanos what was measured beside it
 * @param lines what was alike, the dearest first
 */
public record Findings(long processNanos, long samplerNanos, List<Line> lines) {
    /** What is taken of zlib's time where nothing could be measured: on other machines it was so. */
    private static final Estimate DEFLATING = new Estimate(0.25, 0.4, 0.75, 0);

    private static final Estimate INFLATING = new Estimate(0.3, 0.42, 0.8, 0);
    /** How far what was measured of other streams may be from the truth. */
    private static final double MARGIN = 0.25;
    /** What was measured of streams that took so small a part of others' time says nothing of the others. */
    private static final double LITTLE = 0.1;
    /** What loading the engine takes of the processor, once in a process. */
    private static final long LOADING_NANOS = TimeUnit.MILLISECONDS.toNanos(30);

    /**
     * The account of one kind of streams.
     *
     * @param nanos in zlib
     * @param measured empty: no piece has been done again
     */
    record Row(Kind kind, long streams, long in, long out, long nanos, Optional<Estimate> measured) {}

    /**
     * The same, and what the engine would have taken.
     *
     * @param estimate of zlib's time
     */
    public record Line(Kind kind, long streams, long in, long out, long nanos, Estimate estimate) {}

    /**
     * A time that is not quite known.
     *
     * @param low nanoseconds
     * @param middle the best guess
     * @param high the most that is likely
     */
    public record Range(long low, long middle, long high) {}

    static Findings of(long processNanos, long samplerNanos, List<Row> rows) {
        long sum = 0;
        for (Row row : rows) {
            sum += row.nanos;
        }
        long process = Math.max(0, processNanos - samplerNanos);
        // clocks of two kinds may differ by a little
        double scale = process > 0 && sum > process ? (double) process / sum : 1;
        List<Line> lines = new ArrayList<>();
        for (Row row : rows) {
            Estimate estimate = row.measured.orElseGet(() -> like(row, rows));
            lines.add(new Line(row.kind, row.streams, row.in, row.out, (long) (scale * row.nanos), estimate));
        }
        lines.sort(Comparator.comparingLong(Line::nanos).reversed());
        return new Findings(process, samplerNanos, List.copyOf(lines));
    }

    /** The mean of what has been measured in the same direction, unless that is little beside what is asked about. */
    private static Estimate like(Row asked, List<Row> rows) {
        ZipOperation operation = asked.kind.operation();
        double weight = 0;
        double low = 0;
        double middle = 0;
        double high = 0;
        for (Row row : rows) {
            if (row.kind.operation() == operation && row.measured.isPresent()) {
                Estimate its = row.measured.get();
                weight += row.nanos + 1.0;
                low += (row.nanos + 1.0) * its.low();
                middle += (row.nanos + 1.0) * its.middle();
                high += (row.nanos + 1.0) * its.high();
            }
        }
        if (weight == 0 || weight < LITTLE * asked.nanos) {
            return operation == ZipOperation.DEFLATE ? DEFLATING : INFLATING;
        }
        return new Estimate(low / weight, middle / weight, high / weight, 0).ofAnother(MARGIN);
    }

    /** Whether pieces of the program's own data stand behind any of it. */
    public boolean isMeasured() {
        return lines.stream().anyMatch(line -> line.estimate.rounds() > 0);
    }

    /** Time in zlib in one direction. */
    public long zlibNanos(ZipOperation operation) {
        return lines.stream()
                .filter(line -> line.kind.operation() == operation)
                .mapToLong(Line::nanos)
                .sum();
    }

    /** Time in zlib. */
    public long zlibNanos() {
        return zlibNanos(ZipOperation.DEFLATE) + zlibNanos(ZipOperation.INFLATE);
    }

    /** Time that the engines would have taken in one direction. */
    public Range engineNanos(ZipOperation operation) {
        double low = 0;
        double middle = 0;
        double high = 0;
        for (Line line : lines) {
            if (line.kind.operation() == operation) {
                low += line.nanos * line.estimate.low();
                middle += line.nanos * line.estimate.middle();
                high += line.nanos * line.estimate.high();
            }
        }
        return new Range((long) low, (long) middle, (long) high);
    }

    /** What the program would have saved, loading the engine included: less than 0 where that is dearer. */
    public Range savedNanos() {
        Range deflate = engineNanos(ZipOperation.DEFLATE);
        Range inflate = engineNanos(ZipOperation.INFLATE);
        long now = zlibNanos();
        // nothing is loaded before zlib has taken as much
        long loading = now < LOADING_NANOS ? 0 : LOADING_NANOS;
        if (loading == 0) {
            return new Range(0, 0, 0);
        }
        return new Range(
                now - deflate.high - inflate.high - loading,
                now - deflate.middle - inflate.middle - loading,
                now - deflate.low - inflate.low - loading);
    }
}
