// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.observe.program;

import io.warpdrive.observe.trial.Piece;

/** How much plain data goes through a stream; of one that is flushed, between two flushes. */
public enum SizeClass {
    /** Mostly calls. */
    TINY(256, "to 256 B"),
    /** Messages. */
    SHORT(2 << 10, "to 2 KB"),
    /** Pages and records. */
    MEDIUM(16 << 10, "to 16 KB"),
    /** Less than a piece that is looked at closely. */
    LONG(Piece.MOST, "to 64 KB"),
    /** Files and the like. */
    ENDLESS(Long.MAX_VALUE, "over 64 KB");

    private final long most;
    private final String text;

    SizeClass(long most, String text) {
        this.most = most;
        this.text = text;
    }

    static SizeClass of(long bytes) {
        for (SizeClass each : values()) {
            if (bytes <= each.most) {
                return each;
            }
        }
        return ENDLESS;
    }

    /** As people read it. */
    @Override
    public String toString() {
        return text;
    }
}
