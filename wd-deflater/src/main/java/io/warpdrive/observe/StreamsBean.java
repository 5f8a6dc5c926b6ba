// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.observe;

import io.warpdrive.queue.ZipOperation;
import io.warpdrive.route.Reason;
import io.warpdrive.route.StreamCounters;
import io.warpdrive.support.WdLog;
import java.lang.management.ManagementFactory;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;

/** One direction, for JMX. Safe for use by many threads; what it tells is not of one moment. */
final class StreamsBean implements WdStreamsMXBean {
    private static final StreamsBean DEFLATE = new StreamsBean(ZipOperation.DEFLATE);
    private static final StreamsBean INFLATE = new StreamsBean(ZipOperation.INFLATE);

    private final StreamCounters counters;
    private final StreamTimes times;
    /** What had been counted at the last reset. Volatile: replaced as a whole. */
    private volatile Counts before = new Counts();

    /** What is counted from the JVM's beginning on. */
    private static final class Counts {
        private long engine;
        private long fallback;
        private long in;
        private long out;
        private final Map<Reason, Long> zlib = new EnumMap<>(Reason.class);
    }

    private StreamsBean(ZipOperation operation) {
        counters = StreamCounters.of(operation);
        times = StreamTimes.of(operation);
    }

    /**
     * Registers both.
     *
     * @param starts whether the server is started if it is not up
     * @return whether they are
     */
    static boolean register(boolean starts) {
        if (!starts && MBeanServerFactory.findMBeanServer(null).isEmpty()) {
            return false;
        }
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        try {
            server.registerMBean(DEFLATE, new ObjectName("io.warpdrive:type=Deflate"));
            server.registerMBean(INFLATE, new ObjectName("io.warpdrive:type=Inflate"));
        } catch (JMException e) {
            // another copy of us in the same process has the names
            WdLog.debug("MXBeans are not registered: " + e);
        }
        return true;
    }

    private Counts now() {
        Counts now = new Counts();
        now.engine = counters.offloaded();
        now.fallback = counters.fallback();
        now.in = counters.in();
        now.out = counters.out();
        for (Reason reason : Reason.values()) {
            now.zlib.put(reason, counters.zlib(reason));
        }
        return now;
    }

    @Override
    public String getDevice() {
        return counters.device();
    }

    @Override
    public long getStreams() {
        return getEngineStreams() + getZlibStreams();
    }

    @Override
    public long getEngineStreams() {
        return counters.offloaded() - before.engine;
    }

    @Override
    public long getZlibStreams() {
        long sum = 0;
        for (long each : getZlibStreamsByReason().values()) {
            sum += each;
        }
        return sum;
    }

    @Override
    public Map<String, Long> getZlibStreamsByReason() {
        Counts since = before;
        Map<String, Long> counts = new TreeMap<>();
        for (Reason reason : Reason.values()) {
            long count = counters.zlib(reason) - since.zlib.getOrDefault(reason, 0L);
            if (count > 0) {
                counts.put(reason.key(), count);
            }
        }
        return counts;
    }

    @Override
    public long getFallbackBlocks() {
        return counters.fallback() - before.fallback;
    }

    @Override
    public long getBytesIn() {
        return counters.in() - before.in;
    }

    @Override
    public long getBytesOut() {
        return counters.out() - before.out;
    }

    @Override
    public long getEngineNanos() {
        return times.engineNanos();
    }

    @Override
    public long getZlibNanos() {
        return times.zlibNanos();
    }

    @Override
    public void reset() {
        before = now();
        times.reset();
    }
}
