// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.hisi.driver;

/** A moment's wait for another thread that is about to be done. */
public final class Pause {
    private static final int SPINS = 64;

    private Pause() {}

    /**
     * Waits that moment.
     *
     * @param attempt how often was looked in vain: first the processor is told, then it is given away
     */
    @SuppressWarnings(
            "ThreadPriorityCheck") // a hint is all that is wanted: the other thread may have lost its processor
    public static void once(int attempt) {
        if (attempt < SPINS) {
            Thread.onSpinWait();
        } else {
            Thread.yield();
        }
    }
}
