// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.cli;

import io.warpdrive.observe.WdStreamsMXBean;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.management.JMX;
import javax.management.MBeanServerConnection;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** The MXBeans of a running JVM, for people. Of the module java.management, which small images lack, as {@link Attachment}. */
final class StreamCounts {
    private static final double NANOS = 1e9;

    private StreamCounts() {}

    /** @throws Failure if there is nothing to print */
    // a process of the same user's on this machine: whoever is that can do more than answer wrongly
    @SuppressWarnings("BanJNDI")
    static void print(RunningJvm jvm, PrintWriter out) throws IOException {
        JMXServiceURL address = new JMXServiceURL(new Attachment(jvm).management());
        try (JMXConnector connector = JMXConnectorFactory.connect(address)) {
            MBeanServerConnection server = connector.getMBeanServerConnection();
            Set<ObjectName> beans = new TreeSet<>(server.queryNames(new ObjectName("io.warpdrive:type=*"), null));
            if (beans.isEmpty()) {
                throw new Failure(
                        jvm.toString(),
                        "counts nothing yet: without the agent it never does, with it within some 64 streams from now;"
                                + " ask again");
            }
            for (ObjectName bean : beans) {
                print(out, bean.getKeyProperty("type"), JMX.newMXBeanProxy(server, bean, WdStreamsMXBean.class));
            }
        } catch (UndeclaredThrowableException e) {
            throw new Failure(jvm.toString(), "does not answer any more");
        } catch (MalformedObjectNameException e) {
            throw new AssertionError(e);
        }
    }

    private static void print(PrintWriter out, String direction, WdStreamsMXBean counts) {
        long engine = counts.getEngineStreams();
        long zlib = counts.getZlibStreams();
        out.printf(
                Locale.ROOT,
                "%s: %,d streams, %,d by device %s and %,d by zlib; %,d bytes in, %,d out; %.3f s in the device's calls, %.3f s"
                        + " in zlib's; %,d blocks fell back to zlib%n",
                direction.toLowerCase(Locale.ROOT),
                engine + zlib,
                engine,
                counts.getDevice(),
                zlib,
                counts.getBytesIn(),
                counts.getBytesOut(),
                counts.getEngineNanos() / NANOS,
                counts.getZlibNanos() / NANOS,
                counts.getFallbackBlocks());
        Map<String, Long> reasons = new TreeMap<>(counts.getZlibStreamsByReason());
        reasons.forEach((reason, streams) -> out.printf(Locale.ROOT, "  by zlib, %s: %,d%n", reason, streams));
    }
}
