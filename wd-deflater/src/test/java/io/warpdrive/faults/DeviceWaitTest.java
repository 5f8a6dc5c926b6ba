// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpdrive.emulator.Emulator;
import io.warpdrive.emulator.EmulatorOptions;
import io.warpdrive.streams.ChildJvm;
import java.lang.management.ManagementFactory;
import java.lang.management.MonitorInfo;
import java.lang.management.ThreadInfo;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a thread holds while it waits for a device. */
final class DeviceWaitTest {
    @TempDir
    private Path root;

    /** Without it a virtual thread that waits for a device keeps its carrier from all others, on JDK 21 to 23. */
    @Test
    void nobodyWaitsForADeviceInAMonitor() throws Exception {
        try (Emulator emulator =
                Emulator.start(EmulatorOptions.of(root.resolve("m")).withFaults("hang:1"))) {
            assertThat(emulator).isNotNull();
            List<String> options = List.of(
                    "-Dwarpdrive.device=hisi_zip-0",
                    "-Dwarpdrive.root=" + root.resolve("m"),
                    "-Dwarpdrive.min=1",
                    "-Dwarpdrive.libraries=" + System.getProperty("warpdrive.libraries", ""));
            String output =
                    ChildJvm.run(System.getProperty("java.class.path"), Map.of(), options, BothDirections.class);
            assertThat(output.lines()).contains("deflate waits in []", "inflate waits in []");
        }
    }

    static final class BothDirections {
        private BothDirections() {}

        public static void main(String[] arguments) throws Exception {
            System.out.println("deflate waits in "
                    + monitors(() -> {
                        RoundTrips.deflate();
                        return null;
                    }));
            System.out.println("inflate waits in "
                    + monitors(() -> {
                        RoundTrips.inflate();
                        return null;
                    }));
        }

        /** What a thread is in while it waits for the device. */
        private static List<?> monitors(Callable<?> work) throws Exception {
            Thread worker = new Thread(() -> {
                try {
                    work.call();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            worker.setDaemon(true);
            worker.start();
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (System.nanoTime() - deadline < 0 && worker.isAlive()) {
                ThreadInfo now =
                        ManagementFactory.getThreadMXBean().getThreadInfo(new long[] {worker.getId()}, true, false)[0];
                if (now != null && waits(now)) {
                    return Arrays.stream(now.getLockedMonitors())
                            .filter(BothDirections::isOurs)
                            .toList();
                }
                Thread.onSpinWait();
            }
            throw new AssertionError("nobody waited");
        }

        private static boolean isOurs(MonitorInfo monitor) {
            String owner = monitor.getLockedStackFrame().getClassName();
            return owner.startsWith("io.warpdrive.") || owner.startsWith("java.util.zip.");
        }

        /** And does not load a class for it, out of a jar that has locks of its own. */
        private static boolean waits(ThreadInfo thread) {
            List<StackTraceElement> stack = List.of(thread.getStackTrace());
            return stack.stream().anyMatch(frame -> frame.getMethodName().equals("recvSync"))
                    && stack.stream().noneMatch(frame -> frame.getMethodName().equals("loadClass"));
        }
    }
}
