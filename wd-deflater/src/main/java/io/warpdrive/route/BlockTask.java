// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.route;

import java.util.concurrent.atomic.AtomicReference;

/**
 * One place in a {@link BlockPipeline}: a block from its first byte of input to its last byte of output. Its deflater
 * belongs to the stream's thread, but for as long as the state is {@link State#RUNNING}: then to the thread that made it so.
 */
final class BlockTask {

    /** Where a block is. The state's volatile accesses hand the deflater from thread to thread. */
    private enum State {
        /** Being gathered, or its output being taken, or not in use. */
        HELD,
        /** To be compressed by whoever comes first. */
        READY,
        /** Being compressed. */
        RUNNING,
        /** Compressed. */
        DONE,
        /** Whoever compressed it died of it. */
        FAILED
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.HELD);
    private BlockDeflater deflater;
    private boolean started;
    private boolean last;
    private Throwable failure;

    /** Null before the place is used for the first time. */
    BlockDeflater deflater() {
        return deflater;
    }

    void deflater(BlockDeflater deflater) {
        this.deflater = deflater;
    }

    /**
     * Lets anybody compress the block. What goes wrong here is told as what goes wrong there: by {@link #check}.
     *
     * @param last whether the stream ends with it
     * @param now whether it goes to the device here and now; if not, whoever claims it has to
     */
    void submit(boolean last, boolean now) {
        this.last = last;
        started = now;
        State begun = State.READY;
        try {
            if (now) {
                start();
            }
        } catch (RuntimeException | Error e) {
            failure = e;
            begun = State.FAILED;
        }
        state.set(begun);
    }

    private void start() {
        if (last) {
            deflater.startLast();
        } else {
            deflater.start();
        }
    }

    /** Compresses the block in the calling thread, unless another thread does or has. */
    boolean runIfReady() {
        // the plain look first keeps the line shared
        if (state.getPlain() != State.READY || !state.compareAndSet(State.READY, State.RUNNING)) {
            return false;
        }
        State end = State.FAILED;
        try {
            if (!started) {
                start();
            }
            deflater.complete();
            end = State.DONE;
        } catch (RuntimeException | Error e) {
            // the stream's thread throws it again, see check
            failure = e;
        } finally {
            state.set(end);
        }
        return true;
    }

    boolean isReady() {
        return state.get() == State.READY;
    }

    boolean isDone() {
        return state.get() == State.DONE;
    }

    boolean isOver() {
        State now = state.get();
        return now == State.DONE || now == State.FAILED;
    }

    /** Throws what compressing has thrown, if it has, each time again. */
    void check() {
        if (state.get() == State.FAILED) {
            if (failure instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) failure;
        }
    }

    /** For the stream's thread: takes the block back if nobody has begun with it. What the device has, it has. */
    void cancel() {
        state.compareAndSet(State.READY, State.HELD);
    }

    boolean isHeld() {
        return state.get() == State.HELD;
    }

    /** For the stream's thread: the place may be used for another block. */
    void hold() {
        state.set(State.HELD);
    }
}
