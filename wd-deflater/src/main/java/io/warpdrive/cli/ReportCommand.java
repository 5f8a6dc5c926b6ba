// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.cli;

import io.warpdrive.observe.WdStreamsMXBean;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import javax.management.JMX;
import javax.management.MBeanServerConnection;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code wd report}: the counts of the MXBeans of a program that runs. */
@Command(
        name = "report",
        description = "Tell what a running JVM's streams were served by so far, and why not by an engine.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class ReportCommand implements Callable<Integer> {
    private static final double NANOS = 1e9;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "PID", description = "The JVM's process, as jps shows it.")
    private long pid;

    @Override
    // a process of the same user's on this machine: whoever is that can do more than answer wrongly
    @SuppressWarnings("BanJNDI")
    public Integer call() throws IOException {
        if (pid <= 0) {
            throw new ParameterException(spec.commandLine(), "a PID is wanted");
        }
        RunningJvm jvm = new RunningJvm(pid);
        jvm.check();
        try (JMXConnector connector = JMXConnectorFactory.connect(jvm.management())) {
            MBeanServerConnection server = connector.getMBeanServerConnection();
            Set<ObjectName> beans = new TreeSet<>(server.queryNames(new ObjectName("io.warpdrive:type=*"), null));
            if (beans.isEmpty()) {
                throw new Failure(
                        jvm.toString(),
                        "counts nothing yet: without the agent it never does, with it within some 64 streams from now;"
                                + " ask again");
            }
            PrintWriter out = spec.commandLine().getOut();
            for (ObjectName bean : beans) {
                print(out, bean.getKeyProperty("type"), JMX.newMXBeanProxy(server, bean, WdStreamsMXBean.class));
            }
        } catch (MalformedObjectNameException e) {
            throw new AssertionError(e);
        }
        return CommandLine.ExitCode.OK;
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
