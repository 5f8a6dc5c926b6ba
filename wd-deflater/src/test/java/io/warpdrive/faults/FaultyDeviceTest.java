// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpdrive.emulator.Emulator;
import io.warpdrive.emulator.EmulatorOptions;
import io.warpdrive.streams.ChildJvm;
import io.warpdrive.zip.WdStatistics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A device in another process that gets things wrong, seen from programs that use the drop-ins. Each test has a device of its
 * own: where the build lets them, they wait side by side.
 */
@Execution(ExecutionMode.CONCURRENT)
final class FaultyDeviceTest {
    private static final Pattern FALLBACK = Pattern.compile("(deflate|inflate)=WdStatistics\\[.*fallback=(\\d+),.*");

    private static final int AT_A_TIME = 2;

    /**
     * What a device does wrong.
     *
     * @param name as the emulator takes it
     * @param reason what the log says of it
     */
    private record Fault(String name, String reason) {}

    /** The longest first. */
    private static final List<Fault> FAULTS = List.of(
            new Fault("hang", "did not complete a request in time"),
            new Fault("error", "a request ended with FAILED"),
            new Fault("tag", "completed a request under another one's tag"),
            new Fault("spurious", "completed a request that nobody sent"),
            new Fault("reset", "was reset"),
            new Fault("isolate", "was reset"),
            new Fault("gone", "is gone"),
            new Fault("corrupt", "wrong output"));

    @TempDir
    private Path root;

    /**
     * Without it a device that is broken in this way would lose data, or fail programs that zlib does not fail. Side by side:
     * the one that hangs is waited for, twice, which is as long as all the others take together.
     */
    @TestFactory
    List<DynamicTest> everyFaultCostsABlockAndOneLineOfLog() {
        ExecutorService pool = Executors.newFixedThreadPool(AT_A_TIME);
        List<DynamicTest> tests = new ArrayList<>();
        for (Fault fault : FAULTS) {
            Future<String> run = pool.submit(() -> run(root.resolve(fault.name), fault.name + ":0.2"));
            tests.add(DynamicTest.dynamicTest(fault.name, () -> {
                String output = run.get();
                assertThat(log(output)).singleElement().asString().contains(fault.reason);
                assertThat(fallbacks(output)).hasSize(2).allMatch(count -> count > 0, "fallback > 0");
            }));
        }
        pool.shutdown();
        return tests;
    }

    /** Without it a device that is only slow would be given up. */
    @Test
    void aSlowDeviceIsWaitedFor() throws Exception {
        String output = run(root, "slow:0.1");
        assertThat(log(output)).isEmpty();
        assertThat(fallbacks(output)).containsExactly(0L, 0L);
    }

    private static String run(Path machine, String fault) throws Exception {
        try (Emulator emulator = Emulator.start(EmulatorOptions.of(machine).withFaults(fault))) {
            assertThat(emulator).isNotNull();
            return ChildJvm.run(System.getProperty("java.class.path"), Map.of(), options(machine), Everything.class);
        }
    }

    private static List<String> options(Path machine) {
        return List.of(
                "-Dwarpdrive.device=hisi_zip-0",
                "-Dwarpdrive.root=" + machine,
                "-Dwarpdrive.min=1",
                "-Dwarpdrive.verify=true",
                "-Dwarpdrive.libraries=" + System.getProperty("warpdrive.libraries", ""));
    }

    private static List<String> log(String output) {
        return output.lines().filter(line -> line.contains("hisi_zip-0: ")).toList();
    }

    private static List<Long> fallbacks(String output) {
        List<Long> counts = new ArrayList<>();
        Matcher matcher = FALLBACK.matcher(output);
        while (matcher.find()) {
            counts.add(Long.valueOf(matcher.group(2)));
        }
        return counts;
    }

    /** Streams and messages, both ways. */
    public static final class Everything {
        private Everything() {}

        public static void main(String[] arguments) throws Exception {
            RoundTrips.gzip();
            for (int i = 0; i < 20; i++) {
                RoundTrips.deflate();
                RoundTrips.inflate();
            }
            RoundTrips.gzip();
            System.out.println("deflate=" + WdStatistics.deflate());
            System.out.println("inflate=" + WdStatistics.inflate());
        }
    }

    /** Without it a broken device would cost every stream a try, and a mended one would never be used again. */
    @Tag("thorough")
    @Test
    void aDeviceThatFailsAgainAndAgainIsSetAsideAndTriedLater() throws Exception {
        try (Emulator emulator = Emulator.start(EmulatorOptions.of(root).withFaults("error:1"))) {
            assertThat(emulator).isNotNull();
            String output = ChildJvm.run(
                    System.getProperty("java.class.path"), Map.of(), options(root), UntilItIsTriedAgain.class);
            assertThat(output).contains("before: offloaded 8 of 20").contains("later: tried again");
            assertThat(log(output)).hasSize(1);
        }
    }

    /** Without it the queue that died would itself be the one that is missing. */
    @Tag("thorough")
    @Test
    void aDeviceWithNoQueueToSpareIsTriedAgainAfterAReset() throws Exception {
        try (Emulator emulator =
                Emulator.start(EmulatorOptions.of(root).withQueues(2).withFaults("reset:0.2"))) {
            assertThat(emulator).isNotNull();
            String output = ChildJvm.run(
                    System.getProperty("java.class.path"), Map.of(), options(root), UntilItIsTriedAgain.class);
            assertThat(output).contains("before: offloaded 5 of 20").contains("later: tried again");
            assertThat(log(output)).singleElement().asString().contains("was reset");
        }
    }

    /** Many messages at once, and then some until one goes to the device again. */
    public static final class UntilItIsTriedAgain {
        private UntilItIsTriedAgain() {}

        public static void main(String[] arguments) throws Exception {
            for (int i = 0; i < 20; i++) {
                RoundTrips.deflate();
            }
            long before = WdStatistics.deflate().offloaded();
            System.out.println("before: offloaded " + before + " of "
                    + WdStatistics.deflate().streams());
            Patience.until(() -> {
                RoundTrips.deflate();
                return WdStatistics.deflate().offloaded() > before;
            });
            System.out.println("later: tried again");
        }
    }

    /** Without it a service would be on zlib until somebody starts it anew. */
    @Tag("thorough")
    @Test
    void aDeviceThatComesBackIsFoundInBothDirections() {
        String output = ChildJvm.run(System.getProperty("java.class.path"), Map.of(), options(root), Restart.class);
        assertThat(output).contains("found again");
        assertThat(log(output)).hasSize(1).allMatch(line -> line.contains("is gone"));
    }

    /** A device that goes away in the middle and comes back. */
    public static final class Restart {
        private Restart() {}

        public static void main(String[] arguments) throws Exception {
            Path root = Path.of(System.getProperty("warpdrive.root"));
            try (Emulator first = Emulator.start(EmulatorOptions.of(root))) {
                bothWays(first);
            }
            RoundTrips.gzip();
            RoundTrips.inflate();
            WdStatistics deflate = WdStatistics.deflate();
            WdStatistics inflate = WdStatistics.inflate();
            if (deflate.fallback() == 0 || inflate.fallback() == 0) {
                throw new AssertionError(deflate + " " + inflate);
            }
            try (Emulator second = Emulator.start(EmulatorOptions.of(root))) {
                Patience.until(() -> {
                    bothWays(second);
                    return WdStatistics.deflate().offloaded() > deflate.offloaded()
                            && WdStatistics.inflate().offloaded() > inflate.offloaded();
                });
                System.out.println("found again");
            }
        }

        private static void bothWays(Emulator emulator) throws Exception {
            assertThat(emulator).isNotNull();
            RoundTrips.deflate();
            RoundTrips.inflate();
        }
    }
}
