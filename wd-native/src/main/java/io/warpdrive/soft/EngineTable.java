// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.soft;

import io.warpdrive.queue.DeflatePlan;
import io.warpdrive.settings.WdPolicy;
import java.util.Optional;

/**
 * Which engine serves which level under which policy. Ours serves all, in place or, where several threads are to do it, by
 * segments with the 32 KiB before them as dictionary. ISA-L is faster where zlib's size at level 1 is all that is asked
 * for; {@code ./wd bench} measures speed and size on anybody's own files.
 *
 * <p>An effort below {@link #ISAL} is a level of ours, which is zlib's. Above it there are ISA-L's level, 0 to 3, and ours
 * for machines that turn out to have no ISA-L: whether there is one is known only once it has been asked for.
 */
final class EngineTable {
    /** Added to ISA-L's level times {@link #LEVELS} and our level to make an effort. */
    static final int ISAL = 100;

    private static final int LEVELS = 10;
    private static final int ISAL_LEVELS = 4;

    private static final int KIB = 1024;
    /** A segment's own Huffman codes and its flush cost next to nothing then, and output is not held back for long. */
    private static final int SEGMENT = 256 * KIB;

    private static final int HISTORY = 32 * KIB;
    /** What does not shrink is stored, which takes 5 bytes in 65535. */
    private static final int OUTPUT_PERCENT = 101;

    /** Shorter messages are as fast in place, and smaller. */
    private static final int MINIMUM_DEFLATE = 600;

    /** Up to here {@link WdPolicy#SPEED} takes the fastest engine. */
    private static final int LAST_SPEED_LEVEL = 6;

    /**
     * By zlib's level: the level of ours that is within 1.005 of zlib's size on each file of 64 KiB and more of the Silesia,
     * Calgary and web files. At level 9 none is.
     */
    private static final int[] RATIO = {0, 3, 3, 4, 5, 6, 7, 8, 9};

    private EngineTable() {}

    /** Empty where zlib is to do it. */
    static Optional<DeflatePlan> deflatePlan(int level, WdPolicy policy) {
        return switch (policy) {
            case BALANCED -> Optional.of(level == 1 ? isal(1, level) : ours(level));
            case SPEED -> Optional.of(level <= LAST_SPEED_LEVEL ? isal(level == 1 ? 1 : 2, level) : ours(level));
            case RATIO -> level < RATIO.length ? Optional.of(ours(RATIO[level])) : Optional.empty();
        };
    }

    /** Whether an effort is ISA-L's. */
    static boolean isIsal(int effort) {
        return effort >= ISAL && effort < ISAL + ISAL_LEVELS * LEVELS;
    }

    /** ISA-L's level of an effort that is ISA-L's. */
    static int isalLevel(int effort) {
        return (effort - ISAL) / LEVELS;
    }

    /** Our level for the same effort. */
    static int levelInstead(int effort) {
        return (effort - ISAL) % LEVELS;
    }

    /** @param level ours where there is no ISA-L */
    static int isalEffort(int isalLevel, int level) {
        return ISAL + isalLevel * LEVELS + level;
    }

    private static DeflatePlan isal(int isalLevel, int level) {
        return new DeflatePlan(
                false, isalEffort(isalLevel, level), SEGMENT, HISTORY, OUTPUT_PERCENT, MINIMUM_DEFLATE, 0);
    }

    private static DeflatePlan ours(int level) {
        return new DeflatePlan(true, level, SEGMENT, HISTORY, OUTPUT_PERCENT, MINIMUM_DEFLATE, 0);
    }
}
