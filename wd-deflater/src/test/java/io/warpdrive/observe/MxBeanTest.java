// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpdrive.zip.HwDeflater;
import io.warpdrive.zip.WdStatistics;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.zip.Deflater;
import javax.management.JMX;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.TabularData;
import org.junit.jupiter.api.Test;

/** The MXBeans, where the platform's server is up. */
final class MxBeanTest {
    private static final byte[] DATA = new byte[50_000];

    private static WdStreamsMXBean deflate() throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName name = new ObjectName("io.warpdrive:type=Deflate");
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!server.isRegistered(name) && System.nanoTime() - deadline < 0) {
            stream(6);
        }
        return JMX.newMXBeanProxy(server, name, WdStreamsMXBean.class);
    }

    private static void stream(int level) {
        Deflater deflater = new HwDeflater(level);
        deflater.setInput(DATA);
        deflater.finish();
        byte[] output = new byte[60_000];
        assertThat(deflater.deflate(output)).isPositive();
        deflater.end();
    }

    /** Without it a console shows nothing, or figures that are not those of the statistics. */
    @Test
    void theBeansTellWhatTheStatisticsTell() throws Exception {
        WdStreamsMXBean deflate = deflate();
        deflate.reset();
        WdStatistics before = WdStatistics.deflate();
        for (int i = 0; i < 10; i++) {
            stream(6);
        }
        WdStatistics after = WdStatistics.deflate();
        assertThat(deflate.getDevice()).isEqualTo(after.device());
        assertThat(deflate.getStreams())
                .isEqualTo(after.streams() - before.streams())
                .isEqualTo(10);
        assertThat(deflate.getEngineStreams() + deflate.getZlibStreams()).isEqualTo(10);
        assertThat(deflate.getBytesIn()).isEqualTo(10L * DATA.length);
        assertThat(deflate.getBytesOut()).isEqualTo(after.out() - before.out());
        assertThat(deflate.getEngineNanos() + deflate.getZlibNanos()).isPositive();
        assertThat(deflate.getFallbackBlocks()).isZero();
        long reasons = deflate.getZlibStreamsByReason().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        assertThat(reasons).isEqualTo(deflate.getZlibStreams());
    }

    /** Without it whoever measures from now on has to subtract, or resets what others read. */
    @Test
    void aResetBeginsAtZeroAndLeavesTheStatisticsAlone() throws Exception {
        WdStreamsMXBean deflate = deflate();
        stream(6);
        long streams = WdStatistics.deflate().streams();
        deflate.reset();
        assertThat(deflate.getStreams()).isZero();
        assertThat(deflate.getBytesIn()).isZero();
        assertThat(deflate.getEngineNanos()).isZero();
        assertThat(deflate.getZlibStreamsByReason()).isEmpty();
        assertThat(WdStatistics.deflate().streams()).isEqualTo(streams);
    }

    /** Without it tools that have none of our classes can't show the reasons. */
    @Test
    void theReasonsAreATableOfOpenTypes() throws Exception {
        WdStreamsMXBean deflate = deflate();
        assertThat(deflate.getDevice()).isNotEmpty();
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        Object reasons = server.getAttribute(new ObjectName("io.warpdrive:type=Inflate"), "ZlibStreamsByReason");
        assertThat(reasons).isInstanceOf(TabularData.class);
    }
}
