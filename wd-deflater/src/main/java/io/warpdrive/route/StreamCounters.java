// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.route;

import io.warpdrive.queue.ZipOperation;
import io.warpdrive.settings.WdConfiguration;
import io.warpdrive.support.WdLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;

/** What happened in one direction since the JVM began. Safe for use by many threads; reading is not atomic. */
public final class StreamCounters {
    private static final StreamCounters DEFLATE = new StreamCounters(ZipOperation.DEFLATE);
    private static final StreamCounters INFLATE = new StreamCounters(ZipOperation.INFLATE);

    static {
        if (WdConfiguration.current().stats()) {
            printAtExit();
        }
    }

    /** Whether the first stream came when the JVM was shutting down already. Volatile: set once, read by all. */
    private static volatile boolean shuttingDown;

    private final ZipOperation operation;
    private final LongAdder offloaded = new LongAdder();
    /** Zlib's streams by {@link Reason}, in the order of the constants. */
    private final List<LongAdder> reasons = new ArrayList<>();

    private final LongAdder fallback = new LongAdder();
    private final LongAdder in = new LongAdder();
    private final LongAdder out = new LongAdder();
    /** Volatile: set once by the router, read by whoever prints. */
    private volatile String device = WdConfiguration.ZLIB;

    private StreamCounters(ZipOperation operation) {
        this.operation = operation;
        while (reasons.size() < Reason.values().length) {
            reasons.add(new LongAdder());
        }
    }

    public static StreamCounters of(ZipOperation operation) {
        return operation == ZipOperation.DEFLATE ? DEFLATE : INFLATE;
    }

    private static void printAtExit() {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(StreamCounters::print, "warpdrive-stats"));
        } catch (IllegalStateException e) {
            // no more hooks then, and no telling which stream is the last: each one's end prints what there is
            shuttingDown = true;
        }
    }

    private static void print() {
        System.err.println(DEFLATE);
        System.err.println(INFLATE);
    }

    void device(String name) {
        device = name;
        Watch.watcher()
                .deviceChanged(
                        name, Watcher.DeviceState.IN_USE, operation.name().toLowerCase(Locale.ROOT));
    }

    /** It is decided who serves a stream. */
    public void decided(Decision<?> decision) {
        LongAdder counter = decision.route() == Route.ZLIB ? of(decision.reason()) : offloaded;
        counter.increment();
    }

    /** A block of an offloaded stream is done by zlib. */
    public void fellBack() {
        fallback.increment();
        Watch.watcher().fellBack(operation, device);
    }

    /** Bytes that went through a stream and have not been counted yet. */
    public void moved(long inBytes, long outBytes) {
        in.add(inBytes);
        out.add(outBytes);
        if (shuttingDown && (inBytes | outBytes) != 0) {
            WdLog.print(toString());
        }
    }

    /** The direction. */
    public ZipOperation operation() {
        return operation;
    }

    public String device() {
        return device;
    }

    public long offloaded() {
        return offloaded.sum();
    }

    /** Streams that zlib serves, for whatever reason. */
    public long zlib() {
        long sum = 0;
        for (LongAdder reason : reasons) {
            sum += reason.sum();
        }
        return sum;
    }

    /** Streams that zlib serves for one reason; the sum of all is {@link #zlib()}. */
    public long zlib(Reason reason) {
        return of(reason).sum();
    }

    @SuppressWarnings("EnumOrdinal") // an EnumMap starts with a reflective call
    private LongAdder of(Reason reason) {
        return reasons.get(reason.ordinal());
    }

    public long fallback() {
        return fallback.sum();
    }

    public long in() {
        return in.sum();
    }

    public long out() {
        return out.sum();
    }

    /** The line that {@code stats=true} prints. */
    @Override
    public String toString() {
        long offloadedStreams = offloaded();
        long zlibStreams = zlib();
        return "warpdrive: " + operation.name().toLowerCase(Locale.ROOT) + " device=" + device + " streams="
                + (offloadedStreams + zlibStreams) + " offloaded=" + offloadedStreams + " zlib=" + zlibStreams
                + " fallback=" + fallback() + " in=" + in() + " out=" + out();
    }
}
