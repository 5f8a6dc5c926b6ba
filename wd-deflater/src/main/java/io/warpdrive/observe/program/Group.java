// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.observe.program;

import io.warpdrive.observe.trial.Trial;
import java.util.concurrent.atomic.LongAdder;

/** The account of all streams of a {@link Kind}. Safe for use by many threads. */
final class Group {
    private final Kind kind;
    private final LongAdder streams = new LongAdder();
    private final LongAdder in = new LongAdder();
    private final LongAdder out = new LongAdder();
    private final LongAdder processorNanos = new LongAdder();
    private final LongAdder wallNanos = new LongAdder();
    private final Trial trial = new Trial(this::nanos);

    Group(Kind kind) {
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }

    Trial trial() {
        return trial;
    }

    /** Some calls of a stream. */
    void add(boolean newStream, long inBytes, long outBytes, CallTimer timer) {
        if (newStream) {
            streams.increment();
        }
        in.add(inBytes);
        out.add(outBytes);
        timer.tell(processorNanos, wallNanos);
    }

    long streams() {
        return streams.sum();
    }

    long in() {
        return in.sum();
    }

    long out() {
        return out.sum();
    }

    /** Processor time in zlib, as well as it is known. */
    long nanos() {
        return processorNanos.sum() + (long) (CallTimer.processorShare() * wallNanos.sum());
    }
}
