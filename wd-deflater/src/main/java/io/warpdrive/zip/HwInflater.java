// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import java.util.zip.Inflater;

/** An {@link Inflater} whose work is done by an accelerator's queue where that pays. */
public class HwInflater extends Inflater {

    /** As {@link Inflater#Inflater()}. */
    public HwInflater() {
        this(false);
    }

    /** As {@link Inflater#Inflater(boolean)}. */
    public HwInflater(boolean nowrap) {
        super(nowrap);
    }
}
