// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.observe;

import io.warpdrive.route.Decision;
import io.warpdrive.route.StreamCounters;

/** One stream that is told of when it ends: when it began, and the time that its calls took. Locked by its user, or by nobody. */
public final class Watched {
    /** Null where there is no recorder: an event that knows when the stream began. Not of its own type, which may be absent. */
    private final Object event;

    private long nanos;
    /** 0: no call is under way. */
    private long entered;

    private Watched(Object event) {
        this.event = event;
    }

    /**
     * Before a call.
     *
     * @param watched of the call before; null if there was none, or nobody looked
     * @return what to {@link #leave}, or null when nobody looks: then it costs the read of a field
     */
    public static Watched enter(Watched watched) {
        return Watching.isOn() ? entered(watched) : null;
    }

    private static Watched entered(Watched watched) {
        Watched used =
                watched == null ? new Watched(FlightRecording.isOn() ? FlightRecording.streamBegins() : null) : watched;
        used.entered = System.nanoTime();
        return used;
    }

    /** After a call that did not end the stream. */
    public void leave() {
        if (entered != 0) {
            nanos += System.nanoTime() - entered;
            entered = 0;
        }
    }

    /**
     * A stream has ended, was reset or given up.
     *
     * @param watched null if nobody looked at it
     * @param counters of its direction
     * @param decision who served it, and why
     * @param level 0 to 9, or -1; inflating 0
     * @param in bytes of its input
     * @param out bytes of its output
     */
    public static void ended(
            Watched watched, StreamCounters counters, Decision<?> decision, int level, long in, long out) {
        Watching.maybeGlance();
        if (watched != null) {
            watched.leave();
            StreamTimes.of(counters.operation()).took(decision.route(), watched.nanos);
            if (watched.event != null) {
                FlightRecording.streamEnded(watched.event, counters, decision, level, in, out, watched.nanos);
            }
        }
    }
}
