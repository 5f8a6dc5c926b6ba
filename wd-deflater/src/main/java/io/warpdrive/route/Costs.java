// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.route;

import io.warpdrive.queue.ZipOperation;
import java.util.ArrayList;
import java.util.List;

/**
 * What zlib and the engine that works in place take for one direction, by level and by how much of a stream is at hand when
 * it begins: a built-in table to begin with, and what is measured in this process from then on. Whoever is slower here is
 * not asked, whichever zlib the JDK runs on.
 *
 * <p>Safe for use by many threads; {@link #zlibIsFaster} costs one volatile read.
 */
public final class Costs {
    /** The most bytes of each class of sizes but the last, which has no end. */
    private static final int[] SIZES = {128, 1024, 8192};

    private static final int LEVELS = 10;
    private static final int DEFAULT_LEVEL = 6;

    /**
     * Nanoseconds a byte of input at level 0 to 9, by class of sizes: zlib 1.3.1 on an EPYC at 3.4 GHz, text. What matters
     * are their proportions; measurements take their place.
     */
    private static final float[][] ZLIB_DEFLATES = {
        {8, 1.2f, 0.5f, 0.4f},
        {41, 16, 12, 10},
        {41, 16, 12, 11},
        {41, 17, 14, 14},
        {41, 18, 17, 17},
        {41, 19, 21, 23},
        {41, 19, 24, 36},
        {41, 19, 24, 42},
        {41, 19, 24, 54},
        {41, 19, 24, 56}
    };

    private static final float[] ENGINE_DEFLATES = {17, 8, 9, 13};

    /** Nanoseconds a byte of compressed input. */
    private static final float[] ZLIB_INFLATES = {9, 11, 10, 9};

    private static final float[] ENGINE_INFLATES = {8, 7, 5.5f, 4.5f};

    /** What one of the two has to win by, in measurements, to serve what the other served. */
    static final int LEAD = 8;
    /** How much slower the engine has to be to lose a measurement: to ask zlib through a drop-in costs something, too. */
    private static final double MARGIN = 1.2;
    /** Weight of a measurement against all those before it, in what people are shown. */
    private static final double WEIGHT = 0.2;

    private final Cell[][] cells;

    /** One level and class of sizes. */
    private static final class Cell {
        /** Nanoseconds a byte. Guarded by this, as is the lead. */
        private double zlib;

        private double engine;
        /** Zlib's, -{@link #LEAD} to {@link #LEAD}. Counts, as a measurement that was interrupted may say anything. */
        private int lead;
        /** Volatile: written under the lock, read without; a count that is late means one more measurement. */
        private volatile int measured;
        /** Volatile: written under the lock, read without; whoever misses a change is served as before once more. */
        private volatile boolean zlibIsFaster;

        Cell(double zlib, double engine) {
            this.zlib = zlib;
            this.engine = engine;
        }

        synchronized void add(double zlibNanos, double engineNanos) {
            zlib = measured == 0 ? zlibNanos : mean(zlib, zlibNanos);
            engine = measured == 0 ? engineNanos : mean(engine, engineNanos);
            measured = Math.min(measured, Integer.MAX_VALUE - 1) + 1;
            if (engineNanos > MARGIN * zlibNanos) {
                lead = Math.min(lead + 1, LEAD);
            } else if (engineNanos < zlibNanos) {
                lead = Math.max(lead - 1, -LEAD);
            }
            if (Math.abs(lead) == LEAD) {
                zlibIsFaster = lead > 0;
            }
        }

        /** One that was interrupted counts for little. */
        private static double mean(double before, double now) {
            return before + WEIGHT * (Math.min(now, 2 * before) - before);
        }

        synchronized Cost cost(String size) {
            return new Cost(size, zlib, engine, measured, zlibIsFaster);
        }
    }

    /**
     * One line of the table.
     *
     * @param size the class of sizes, as people read it
     * @param zlib nanoseconds a byte of input
     * @param engine likewise
     * @param measured measurements in this process; 0: both are the built-in values
     * @param zlibIsFaster whether zlib serves such streams
     */
    public record Cost(String size, double zlib, double engine, int measured, boolean zlibIsFaster) {}

    Costs(ZipOperation operation) {
        boolean deflates = operation == ZipOperation.DEFLATE;
        cells = new Cell[deflates ? LEVELS : 1][SIZES.length + 1];
        for (int level = 0; level < cells.length; level++) {
            for (int size = 0; size <= SIZES.length; size++) {
                cells[level][size] = deflates
                        ? new Cell(
                                ZLIB_DEFLATES[level][size], Math.min(ENGINE_DEFLATES[size], ZLIB_DEFLATES[level][size]))
                        : new Cell(ZLIB_INFLATES[size], ENGINE_INFLATES[size]);
            }
        }
    }

    /**
     * Whether zlib should serve a stream.
     *
     * @param level 0 to 9, or -1; means nothing to inflating
     * @param bytes of input at hand
     */
    boolean zlibIsFaster(int level, long bytes) {
        return cell(level, bytes).zlibIsFaster;
    }

    /** Whether zlib should serve streams of some size. */
    boolean zlibIsFaster(int level) {
        boolean any = false;
        for (Cell cell : row(level)) {
            any |= cell.zlibIsFaster;
        }
        return any;
    }

    /** Whether too little is known of such streams. */
    boolean isUnknown(int level, long bytes) {
        return cell(level, bytes).measured < 2 * LEAD;
    }

    /**
     * What a piece of work has just taken of each.
     *
     * @param bytes of input at hand, which say what kind of stream it is
     * @param piece bytes of them that were used, at least 1
     */
    void measured(int level, long bytes, int piece, long zlibNanos, long engineNanos) {
        cell(level, bytes).add((double) zlibNanos / piece, (double) engineNanos / piece);
    }

    /**
     * What zlib takes for a stream, in nanoseconds, by the built-in table.
     *
     * @param in bytes of input
     */
    static double builtInZlibNanos(ZipOperation operation, int level, long in) {
        int size = sizeClass(in);
        return in * (operation == ZipOperation.DEFLATE ? ZLIB_DEFLATES[levelOf(level)][size] : ZLIB_INFLATES[size]);
    }

    /** The table's lines for a level, small sizes first. */
    public List<Cost> of(int level) {
        List<Cost> lines = new ArrayList<>();
        Cell[] row = row(level);
        for (int size = 0; size < row.length; size++) {
            lines.add(row[size].cost(size < SIZES.length ? "to " + SIZES[size] : "longer"));
        }
        return lines;
    }

    private Cell cell(int level, long bytes) {
        return row(level)[sizeClass(bytes)];
    }

    private Cell[] row(int level) {
        return cells[cells.length == 1 ? 0 : levelOf(level)];
    }

    private static int levelOf(int level) {
        return level < 0 ? DEFAULT_LEVEL : level;
    }

    private static int sizeClass(long bytes) {
        int size = 0;
        while (size < SIZES.length && bytes > SIZES[size]) {
            size++;
        }
        return size;
    }
}
