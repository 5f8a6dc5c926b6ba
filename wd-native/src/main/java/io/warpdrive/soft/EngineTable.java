// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.soft;

import io.warpdrive.queue.DeflatePlan;
import io.warpdrive.queue.InflatePlan;
import io.warpdrive.queue.WdPolicy;
import java.util.List;
import java.util.Optional;

/**
 * Which engine serves which level under which policy. Each row is the fastest that kept within the policy's size over the
 * Silesia, Calgary and web files of 64 KiB and more, against zlib 1.2.13 at the same level; {@code ./wd bench} measures
 * speed and size again on anybody's own files.
 *
 * <p>An effort names an engine and its own level: libdeflate's 1 to 12 as they are, ISA-L's 0 to 3 plus {@link #ISAL}.
 */
final class EngineTable {
    /** Added to ISA-L's level to make an effort. */
    static final int ISAL = 100;

    private static final int KIB = 1024;
    private static final int ISAL_BLOCK = 512 * KIB;
    /** With its output and the history no more than 1.2 MB a stream. */
    private static final int LIBDEFLATE_BLOCK = 560 * KIB;

    private static final int HISTORY = 32 * KIB;
    /** What does not shrink is stored, which takes 5 bytes in 65535. */
    private static final int OUTPUT_PERCENT = 101;

    /** A block that libdeflate compresses without history has to be long enough not to miss it. */
    private static final int MINIMUM_LIBDEFLATE_BLOCK = 64 * KIB;
    /** Shorter messages, on some data, become 30 bytes larger than zlib makes them, and from 300 bytes down zlib is faster. */
    private static final int MINIMUM_DEFLATE = 600;

    /** Reading a block's header twice, once for zlib's checks, is only made up for by a longer body. */
    private static final int MINIMUM_INFLATE = 512;

    /** Where libdeflate does all of a message in one call. */
    private static final int MINIMUM_MESSAGE = 180;

    /** libdeflate's levels for one of zlib's: what is used of the next quicker ones may make a stream that much larger. */
    private record Levels(int level, List<Integer> quicker, double tolerance) {
        Levels(int level) {
            this(level, List.of(), 0);
        }
    }

    /** By level: within 1.01 of zlib's size in all and within 1.05 on each file. */
    private static final List<Levels> BALANCED = List.of(
            new Levels(0),
            new Levels(1),
            new Levels(1),
            new Levels(2),
            new Levels(3),
            new Levels(5, List.of(4), 0.012),
            new Levels(6, List.of(4, 5), 0.008),
            new Levels(6, List.of(5), 0.004),
            new Levels(7, List.of(5, 6), 0.003),
            new Levels(8, List.of(7), 0.0005));

    /** By level: libdeflate's level that is within 1.005 of zlib's size on each file. */
    private static final int[] RATIO = {0, 1, 2, 3, 4, 6, 7, 7, 8, 9};

    private final boolean isal;
    private final boolean libdeflate;

    EngineTable(boolean isal, boolean libdeflate) {
        this.isal = isal;
        this.libdeflate = libdeflate;
    }

    Optional<DeflatePlan> deflatePlan(int level, WdPolicy policy) {
        return switch (policy) {
            case BALANCED ->
                isal && level <= 2 ? isal(level == 1 ? 1 : 3) : libdeflate(BALANCED.get(level), LIBDEFLATE_BLOCK);
            case SPEED ->
                isal && level <= 6 ? isal(level == 1 ? 1 : 2) : libdeflate(BALANCED.get(level), LIBDEFLATE_BLOCK);
            case RATIO -> libdeflate(new Levels(RATIO[level]), KIB * KIB);
        };
    }

    Optional<InflatePlan> inflatePlan() {
        if (isal) {
            int message = libdeflate ? MINIMUM_MESSAGE : MINIMUM_INFLATE;
            return Optional.of(new InflatePlan(InflateState.SIZE, true, MINIMUM_INFLATE, message));
        }
        return libdeflate ? Optional.of(new InflatePlan(0, false, MINIMUM_INFLATE, MINIMUM_INFLATE)) : Optional.empty();
    }

    private static Optional<DeflatePlan> isal(int level) {
        return Optional.of(
                new DeflatePlan(ISAL + level, List.of(), 0, ISAL_BLOCK, HISTORY, OUTPUT_PERCENT, MINIMUM_DEFLATE, 0));
    }

    private Optional<DeflatePlan> libdeflate(Levels levels, int block) {
        return libdeflate
                ? Optional.of(new DeflatePlan(
                        levels.level(),
                        levels.quicker(),
                        levels.tolerance(),
                        block,
                        0,
                        OUTPUT_PERCENT,
                        MINIMUM_DEFLATE,
                        MINIMUM_LIBDEFLATE_BLOCK))
                : Optional.empty();
    }
}
