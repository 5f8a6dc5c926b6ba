// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import io.warpdrive.queue.ZipOperation;
import io.warpdrive.route.Route;
import io.warpdrive.route.StreamCounters;

/** Counts one object's streams, each of them once: its route when it is decided, its bytes when it is over. */
final class StreamAccount {
    private final StreamCounters counters;
    private boolean decided;
    private boolean settled;

    StreamAccount(ZipOperation operation) {
        counters = StreamCounters.of(operation);
    }

    void decided(Route route) {
        counters.decided(route);
        decided = true;
        settled = false;
    }

    /** The stream is finished or given up; says nothing new when it was settled before. */
    void settle(long bytesRead, long bytesWritten) {
        if (settled || bytesRead + bytesWritten == 0) {
            return;
        }
        if (!decided) {
            // zlib's by configuration: there was nothing to decide
            counters.decided(Route.ZLIB);
        }
        counters.moved(bytesRead, bytesWritten);
        settled = true;
    }

    /** Another stream begins. */
    void restart() {
        decided = false;
        settled = false;
    }
}
