// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.tests.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What flight recordings and consoles see of a program under the agent, and that nobody else pays for it. */
class WatchedTest {
    private static final Path SETTINGS =
            Path.of("../docs/warpdrive.jfc").toAbsolutePath().normalize();

    @TempDir
    private Path directory;

    static List<Jdk> jdks() {
        return Jdk.all();
    }

    /** Without it the documented settings record nothing, or events lack what a reader looks for. */
    @ParameterizedTest
    @MethodSource("jdks")
    void aRecordingHasEveryStreamAndItsReason(Jdk jdk) throws Exception {
        Path file = directory.resolve("app.jfr");
        Run run = Sample.on(jdk)
                .with("-XX:StartFlightRecording:filename=" + file + ",settings=default,settings=" + SETTINGS)
                .agent("")
                .plain("Workload", "2")
                .run();
        assertThat(run.exit()).as(run.err()).isZero();
        Run printed = Run.of(List.of(jdk.tool("jfr"), "print", "--events", "io.warpdrive.*", file.toString()));
        assertThat(printed.out())
                .contains("io.warpdrive.DeviceState", "state = \"in-use\"")
                .containsPattern("direction = \"deflate\"\\s+servedBy = \"soft\"\\s+reason = \"none\"\\s+level = 1")
                .containsPattern("direction = \"inflate\"\\s+servedBy = \"soft\"");
        // two files, two connections and 2666 records, there and, but for the connections, back
        assertThat(printed.out().split("io.warpdrive.StreamEnded", -1)).hasSize(1 + 2 * 2 + 2 + 2 * 2666);
    }

    /** Without it every program's start pays for a recorder and a server that nobody has asked for. */
    @ParameterizedTest
    @MethodSource("jdks")
    void whereNobodyLooksNoneOfTheirClassesAreLoaded(Jdk jdk) throws Exception {
        Path loaded = directory.resolve("loaded");
        Run run = Sample.on(jdk)
                .with("-Xlog:class+load:file=" + loaded)
                .agent("")
                .plain("Streams")
                .run();
        assertThat(run.exit()).isEqualTo(3);
        assertThat(Files.readString(loaded))
                .contains("io.warpdrive.zip.HwDeflater")
                .doesNotContain(
                        " jdk.jfr.",
                        " javax.management.",
                        "io.warpdrive.observe.Flight",
                        "io.warpdrive.observe.report");
    }

    /** Without it a console has nothing to show, and a program that wants its beans early can't have them. */
    @ParameterizedTest
    @MethodSource("jdks")
    void theBeansAreThereFromTheFirstStreamOnIfAskedFor(Jdk jdk) throws Exception {
        Run run = Sample.on(jdk).agent("jmx=true").plain("Beans").run();
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains(
                        "Deflate Streams 1\n",
                        "Deflate BytesIn 100000\n",
                        "Inflate Streams 0\n",
                        "Deflate Device soft\n");
        Run without = Sample.on(jdk).agent("").plain("Beans").run();
        assertThat(without.out()).isEqualTo("none\n");
    }
}
