// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.observe.trial;

import java.util.function.LongSupplier;

/** Whoever measures beside a program may take one per cent of the processor time that the program has taken. */
final class CpuBudget {
    private static final long SHARE = 100;

    private final LongSupplier process;
    private final LongSupplier own;

    /**
     * @param process processor time of all threads so far, in nanoseconds
     * @param own what has been taken of it to measure
     */
    CpuBudget(LongSupplier process, LongSupplier own) {
        this.process = process;
        this.own = own;
    }

    /** Whether so much may be taken now, in nanoseconds. */
    boolean allows(long cost) {
        return (own.getAsLong() + cost) * SHARE <= process.getAsLong();
    }
}
