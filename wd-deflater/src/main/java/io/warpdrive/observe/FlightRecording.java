// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.observe;

import io.warpdrive.queue.ZipOperation;
import io.warpdrive.route.Decision;
import io.warpdrive.route.Route;
import io.warpdrive.route.StreamCounters;
import io.warpdrive.route.Watch;
import io.warpdrive.route.Watcher;
import io.warpdrive.settings.WdConfiguration;
import java.util.Locale;

/** The one class that names our events, which are loaded when it is first asked for one. */
final class FlightRecording implements Watcher {
    /** Plain: whoever is late tells of one stream less. */
    private static boolean on;

    private FlightRecording() {}

    static boolean isOn() {
        return on;
    }

    /** @throws LinkageError without {@code jdk.jfr} */
    static void begin() {
        new DeviceStateEvent().isEnabled();
        Watch.by(new FlightRecording());
        on = true;
    }

    /** The event of a stream. */
    static Object streamBegins() {
        StreamEndedEvent event = new StreamEndedEvent();
        event.begin();
        return event;
    }

    static void streamEnded(
            Object begun, StreamCounters counters, Decision<?> decision, int level, long in, long out, long nanos) {
        StreamEndedEvent event = (StreamEndedEvent) begun;
        event.end();
        if (event.shouldCommit()) {
            event.direction = name(counters.operation());
            event.servedBy = decision.route() == Route.ZLIB ? WdConfiguration.ZLIB : counters.device();
            event.reason = decision.reason().key();
            event.level = level;
            event.bytesIn = in;
            event.bytesOut = out;
            event.engineTime = nanos;
            event.commit();
        }
    }

    private static String name(ZipOperation operation) {
        return operation.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void fellBack(ZipOperation operation, String device) {
        FallbackEvent event = new FallbackEvent();
        event.direction = name(operation);
        event.device = device;
        event.commit();
    }

    @Override
    public void deviceChanged(String device, DeviceState state, String why) {
        DeviceStateEvent event = new DeviceStateEvent();
        event.device = device;
        event.state = state.name().toLowerCase(Locale.ROOT).replace('_', '-');
        event.why = why;
        event.commit();
    }
}
