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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A device in another process that gets things wrong, seen from programs that use the drop-ins. */
final class FaultyDeviceTest {
    private static final Pattern FALLBACK = Pattern.compile("(deflate|inflate)=WdStatistics\\[.*fallback=(\\d+),.*");

    @TempDir
    private Path root;

    /** Without it a device that is broken in this way would lose data, or fail programs that zlib does not fail. */
    @ParameterizedTest
    @CsvSource({
        "error:0.2, a request ended with FAILED",
        "tag:0.2, completed a request under another one's tag",
        "spurious:0.2, completed a request that nobody sent",
        "hang:0.2, did not complete a request in time",
        "reset:0.2, was reset",
        "isolate:0.2, was reset",
        "gone:0.2, is gone",
        "corrupt:0.2, wrong output",
    })
    void everyFaultCostsABlockAndOneLineOfLog(String fault, String reason) throws Exception {
        String output = run(fault);
        assertThat(log(output)).singleElement().asString().contains(reason);
        assertThat(fallbacks(output)).hasSize(2).allMatch(count -> count > 0, "fallback > 0");
    }

    /** Without it a device that is only slow would be given up. */
    @Test
    void aSlowDeviceIsWaitedFor() throws Exception {
        String output = run("slow:0.1");
        assertThat(log(output)).isEmpty();
        assertThat(fallbacks(output)).containsExactly(0L, 0L);
    }

    private String run(String fault) throws Exception {
        try (Emulator emulator =
                Emulator.start(EmulatorOptions.of(root.resolve("m")).withFaults(fault))) {
            assertThat(emulator).isNotNull();
            return ChildJvm.run(System.getProperty("java.class.path"), Map.of(), options(), Everything.class);
        }
    }

    private List<String> options() {
        return List.of(
                "-Dwarpdrive.device=hisi_zip-0",
                "-Dwarpdrive.root=" + root.resolve("m"),
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
        try (Emulator emulator =
                Emulator.start(EmulatorOptions.of(root.resolve("m")).withFaults("error:1"))) {
            assertThat(emulator).isNotNull();
            String output =
                    ChildJvm.run(System.getProperty("java.class.path"), Map.of(), options(), UntilItIsTriedAgain.class);
            assertThat(output).contains("before: offloaded 8 of 20").contains("later: tried again");
            assertThat(log(output)).hasSize(1);
        }
    }

    /** Without it the queue that died would itself be the one that is missing. */
    @Tag("thorough")
    @Test
    void aDeviceWithNoQueueToSpareIsTriedAgainAfterAReset() throws Exception {
        try (Emulator emulator = Emulator.start(
                EmulatorOptions.of(root.resolve("m")).withQueues(2).withFaults("reset:0.2"))) {
            assertThat(emulator).isNotNull();
            String output =
                    ChildJvm.run(System.getProperty("java.class.path"), Map.of(), options(), UntilItIsTriedAgain.class);
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
        String output = ChildJvm.run(System.getProperty("java.class.path"), Map.of(), options(), Restart.class);
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
