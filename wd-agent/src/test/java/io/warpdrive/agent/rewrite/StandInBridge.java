// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.agent.rewrite;

import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Has the bridge's factories; what they make can be told from the JDK's own. */
public final class StandInBridge {
    static final String NAME = "io/warpdrive/agent/rewrite/StandInBridge";

    /** A deflater from here, and how it was asked for. */
    public static final class BridgedDeflater extends Deflater {
        final int level;
        final boolean nowrap;

        BridgedDeflater(int level, boolean nowrap) {
            super(level, nowrap);
            this.level = level;
            this.nowrap = nowrap;
        }
    }

    /** An inflater from here, and how it was asked for. */
    public static final class BridgedInflater extends Inflater {
        final boolean nowrap;

        BridgedInflater(boolean nowrap) {
            super(nowrap);
            this.nowrap = nowrap;
        }
    }

    private static int plainNexts;

    private StandInBridge() {}

    public static void plainNext() {
        plainNexts++;
    }

    /** How often {@link #plainNext} was called since the last call of this. */
    static int takePlainNexts() {
        int taken = plainNexts;
        plainNexts = 0;
        return taken;
    }

    public static Deflater deflater() {
        return new BridgedDeflater(Deflater.DEFAULT_COMPRESSION, false);
    }

    public static Deflater deflater(int level) {
        return new BridgedDeflater(level, false);
    }

    public static Deflater deflater(int level, boolean nowrap) {
        return new BridgedDeflater(level, nowrap);
    }

    public static Inflater inflater() {
        return new BridgedInflater(false);
    }

    public static Inflater inflater(boolean nowrap) {
        return new BridgedInflater(nowrap);
    }
}
