// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import io.warpdrive.observe.Watched;
import io.warpdrive.route.Decision;
import io.warpdrive.route.StreamCounters;

/** How far a stream is counted, each of them once: its route when it is decided, its bytes when it is over. */
enum StreamAccount {
    UNDECIDED,
    DECIDED,
    SETTLED;

    /** What a stream is by then of which it is decided who serves it. */
    static StreamAccount decided(StreamCounters counters, Decision<?> decision) {
        counters.decided(decision);
        return DECIDED;
    }

    /**
     * What the stream is by then that is finished or given up; says nothing new when it was settled before.
     *
     * @param level 0 to 9, or -1; inflating 0
     * @param watched null unless somebody looks
     */
    StreamAccount settled(
            StreamCounters counters,
            Decision<?> decision,
            int level,
            long bytesRead,
            long bytesWritten,
            Watched watched) {
        if (this == SETTLED || bytesRead + bytesWritten == 0) {
            return this;
        }
        if (this == UNDECIDED) {
            // zlib's by configuration: there was nothing to decide; or as nothing else came in time
            counters.decided(decision);
        }
        counters.moved(bytesRead, bytesWritten);
        Watched.ended(watched, counters, decision, level, bytesRead, bytesWritten);
        return SETTLED;
    }
}
