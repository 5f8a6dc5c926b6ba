// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.soft;

/** What is done to the memory of a state, by what it is for. Addresses are never 0 but where that is said. */
enum WdzKind {
    DEFLATE {
        @Override
        long rest(long state) {
            return Wdz.restDeflate(state);
        }

        @Override
        long wake(long rest) {
            return Wdz.wakeDeflate(rest);
        }

        @Override
        void free(long state) {
            Wdz.freeDeflate(state);
        }
    },
    INFLATE {
        @Override
        long rest(long state) {
            return Wdz.restInflate(state);
        }

        @Override
        long wake(long rest) {
            return Wdz.wakeInflate(rest);
        }

        @Override
        void free(long state) {
            Wdz.freeInflate(state);
        }
    };

    /** What is left of a state, which is gone then; 0 if it can't rest now. */
    abstract long rest(long state);

    /** The way back; 0 if memory is short, and nothing has changed. */
    abstract long wake(long rest);

    abstract void free(long state);
}
