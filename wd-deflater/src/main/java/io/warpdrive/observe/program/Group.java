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
    void add(Account part) {
        streams.add(part.streams());
        in.add(part.in());
        out.add(part.out());
        processorNanos.add(part.processorNanos());
        wallNanos.add(part.wallNanos());
    }

    /** What was told here of a stream that turned out to be of another kind. */
    void remove(Account part) {
        streams.add(-part.streams());
        in.add(-part.in());
        out.add(-part.out());
        processorNanos.add(-part.processorNanos());
        wallNanos.add(-part.wallNanos());
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
