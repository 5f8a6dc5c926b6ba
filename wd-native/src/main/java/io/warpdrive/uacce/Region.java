// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.uacce;

import java.util.Arrays;
import java.util.Optional;

/** The parts of a queue file that can be mapped: the kernel's {@code enum uacce_qfrt}. */
public enum Region {
    /** Device registers: the doorbell. */
    MMIO(0),
    /** Device user share: the rings and the status words. */
    DUS(1),
    /** Static share: memory that the device can address without shared page tables. Not in mainline kernels. */
    STATIC_SHARE(2);

    private final int type;

    Region(int type) {
        this.type = type;
    }

    /** The kernel's number. */
    public int type() {
        return type;
    }

    /**
     * Where in the queue file it is mapped from.
     *
     * @param pageSize the kernel's, 4 KiB or 64 KiB: {@link Libc#pageSize}
     */
    public long offset(long pageSize) {
        return type * pageSize;
    }

    /** Empty for a number without a region. */
    public static Optional<Region> of(long type) {
        return Arrays.stream(values()).filter(region -> region.type == type).findFirst();
    }
}
