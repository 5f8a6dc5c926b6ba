// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.observe;

import io.warpdrive.queue.ZipOperation;
import io.warpdrive.route.Route;
import java.util.concurrent.atomic.LongAdder;

/** Time in the calls of one direction's streams that were looked at and are over. Safe for use by many threads. */
final class StreamTimes {
    private static final StreamTimes DEFLATE = new StreamTimes();
    private static final StreamTimes INFLATE = new StreamTimes();

    private final LongAdder engine = new LongAdder();
    private final LongAdder zlib = new LongAdder();

    private StreamTimes() {}

    static StreamTimes of(ZipOperation operation) {
        return operation == ZipOperation.DEFLATE ? DEFLATE : INFLATE;
    }

    void took(Route route, long nanos) {
        (route == Route.ZLIB ? zlib : engine).add(nanos);
    }

    long engineNanos() {
        return engine.sum();
    }

    long zlibNanos() {
        return zlib.sum();
    }

    void reset() {
        engine.reset();
        zlib.reset();
    }
}
