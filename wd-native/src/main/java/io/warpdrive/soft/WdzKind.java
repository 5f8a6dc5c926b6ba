// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.soft;

/** What is done to the memory of a state, by what it is for. Addresses are never 0 but where that is said. */
enum WdzKind {
    DEFLATE,
    INFLATE;

    /** What is left of a state, which is gone then; 0 if it can't rest now. */
    long rest(long state) {
        return this == DEFLATE ? Wdz.restDeflate(state) : Wdz.restInflate(state);
    }

    /** The way back; 0 if memory is short, and nothing has changed. */
    long wake(long rest) {
        return this == DEFLATE ? Wdz.wakeDeflate(rest) : Wdz.wakeInflate(rest);
    }

    void free(long state) {
        if (this == DEFLATE) {
            Wdz.freeDeflate(state);
        } else {
            Wdz.freeInflate(state);
        }
    }
}
