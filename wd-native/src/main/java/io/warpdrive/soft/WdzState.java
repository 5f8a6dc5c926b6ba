// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.soft;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * The memory of one engine's state: all of it, or, when its stream has waited for long, the little that is left of it at
 * rest. Its stream holds it for each call, and {@link WdzRest} to put it to rest. Freed once, by the cleaner that runs it.
 */
final class WdzState implements Runnable {
    private static final int SPINS = 100;
    /** Nanoseconds. */
    private static final long PAUSE = 20_000;

    private final WdzKind kind;
    /** Of it when it is held by nobody, its stream excepted as long as it is not shared. */
    private final AtomicBoolean held = new AtomicBoolean();
    /** The stream's alone. */
    private boolean shared;

    // what follows belongs to whoever holds it
    private long state;
    private long rest;
    private boolean used;
    private boolean watched;
    private boolean freed;

    /** @param state not 0 */
    WdzState(WdzKind kind, long state) {
        this.kind = kind;
        this.state = state;
    }

    /** The stream's: the address, until it is {@linkplain #letGo let go}. */
    long hold() {
        if (!shared) {
            return state;
        }
        take();
        used = true;
        if (state == 0) {
            state = kind.wake(rest);
            if (state == 0) {
                letGo();
                throw new OutOfMemoryError("no memory to go on with a stream");
            }
            rest = 0;
            // whatever it has been woken for, it may wait again after that
            mayRest();
        }
        return state;
    }

    /** The stream's. */
    void letGo() {
        if (shared) {
            // release: whoever holds it next sees what has been done
            held.setRelease(false);
        }
    }

    /** The stream's, while it holds it: the stream may wait now. */
    void mayRest() {
        if (shared && watched) {
            return;
        }
        if (!shared) {
            shared = true;
            held.setPlain(true);
        }
        watched = true;
        used = true;
        WdzRest.watch(this);
    }

    /** Puts it to rest if it has not been used since the last look. Returns whether it is to be looked at again. */
    boolean look() {
        // acquire: pairs with the release of the stream; while that is in a call it doesn't wait
        if (!held.compareAndSet(false, true)) {
            return true;
        }
        try {
            if (used && !freed) {
                used = false;
                return true;
            }
            // at rest already: the list was short of memory for taking it out
            if (state != 0) {
                rest = kind.rest(state);
                state = rest == 0 ? state : 0;
            }
            watched = false;
            return false;
        } finally {
            held.setRelease(false);
        }
    }

    boolean isAtRest() {
        take();
        try {
            return rest != 0;
        } finally {
            held.setRelease(false);
        }
    }

    /** Anybody's, once the stream is no more: frees it. */
    @Override
    public void run() {
        take();
        try {
            if (state != 0) {
                kind.free(state);
            }
            if (rest != 0) {
                Wdz.freeRest(rest);
            }
            state = 0;
            rest = 0;
            freed = true;
        } finally {
            held.setRelease(false);
        }
    }

    /** Who holds it is done soon: a state is put to rest in microseconds. */
    private void take() {
        for (int spins = 0; !held.compareAndSet(false, true); spins++) {
            if (spins < SPINS) {
                Thread.onSpinWait();
            } else {
                LockSupport.parkNanos(PAUSE);
            }
        }
    }
}
