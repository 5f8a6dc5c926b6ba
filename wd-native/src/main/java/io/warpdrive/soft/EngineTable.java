// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.soft;

import io.warpdrive.queue.DeflatePlan;
import io.warpdrive.queue.InflatePlan;
import io.warpdrive.queue.WdPolicy;
import java.util.Optional;

/**
 * Which engine serves which level under which policy. Every figure in here was measured against the JDK's zlib at the same
 * level over the Silesia, Calgary and Canterbury files; {@code ./wd bench} measures them again on anybody's own.
 *
 * <p>An effort names an engine and its own level: libdeflate's 1 to 12 as they are, ISA-L's 0 to 3 plus {@link #ISAL}.
 */
final class EngineTable {
    /** Added to ISA-L's level to make an effort. */
    static final int ISAL = 100;

    private static final int ISAL_BLOCK = 256 * 1024;
    private static final int LIBDEFLATE_BLOCK = 256 * 1024;
    private static final int HISTORY = 32 * 1024;

    /** ISA-L's set-up and the table of zlib's hash chains cost about the same: below this zlib is done sooner. */
    private static final int MINIMUM_DEFLATE = 1024;
    /** A block that libdeflate compresses without history has to be long enough not to miss it. */
    private static final int MINIMUM_LIBDEFLATE_BLOCK = 32 * 1024;

    private static final int MINIMUM_INFLATE = 512;

    private final boolean isal;
    private final boolean libdeflate;

    EngineTable(boolean isal, boolean libdeflate) {
        this.isal = isal;
        this.libdeflate = libdeflate;
    }

    Optional<DeflatePlan> deflatePlan(int level, WdPolicy policy) {
        return switch (policy) {
            case BALANCED -> isal && level == 1 ? isal(1) : libdeflate(level);
            case SPEED -> isal && level <= 6 ? isal(level == 1 ? 1 : 3) : libdeflate(level);
            case RATIO -> libdeflate(Math.min(level + 2, 12));
        };
    }

    Optional<InflatePlan> inflatePlan() {
        if (isal) {
            return Optional.of(new InflatePlan(Isal.I_SIZE, MINIMUM_INFLATE));
        }
        return libdeflate ? Optional.of(new InflatePlan(0, MINIMUM_INFLATE)) : Optional.empty();
    }

    private static Optional<DeflatePlan> isal(int level) {
        return Optional.of(new DeflatePlan(ISAL + level, ISAL_BLOCK, HISTORY, MINIMUM_DEFLATE, 0));
    }

    private Optional<DeflatePlan> libdeflate(int level) {
        return libdeflate
                ? Optional.of(new DeflatePlan(level, LIBDEFLATE_BLOCK, 0, MINIMUM_DEFLATE, MINIMUM_LIBDEFLATE_BLOCK))
                : Optional.empty();
    }
}
