// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.tests.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The application's logging belongs to the application. */
class HostLoggingTest {
    private static final String MANAGER = "-Djava.util.logging.manager=sample.LogManagers$Own";
    /** Makes us say one thing. */
    private static final String NO_DEVICE = "device=nosuch";

    private static final String SAID = "warpdrive: zlib does what no device can: no device is named nosuch";

    static List<Jdk> jdks() {
        return Jdk.all();
    }

    // launchers choose their log manager in main; that compresses itself as soon as there is one
    @ParameterizedTest
    @MethodSource("jdks")
    void aLogManagerChosenAfterTheFirstStreamIsTaken(Jdk jdk) throws Exception {
        Run expected = Sample.on(jdk).plain("LogManagers").run();
        assertThat(expected.out()).contains("sample.LogManagers$Own", "manager 200000");
        assertThat(Sample.on(jdk).agent("").plain("LogManagers").run()).isEqualTo(expected);
        Run noisy = Sample.on(jdk).agent(NO_DEVICE).plain("LogManagers").run();
        assertThat(noisy.out()).isEqualTo(expected.out());
        assertThat(noisy.errLines()).singleElement().asString().startsWith(SAID);
    }

    // as application servers have it: an Error in there would leave the JVM without logging
    @ParameterizedTest
    @MethodSource("jdks")
    void aLogManagerMayCompressInItsConstructor(Jdk jdk) throws Exception {
        Run expected = Sample.on(jdk).with(MANAGER).plain("LogManagers").run();
        Run actual = Sample.on(jdk)
                .with(MANAGER)
                .agent(NO_DEVICE)
                .plain("LogManagers")
                .run();
        assertThat(actual.out()).isEqualTo(expected.out());
        assertThat(actual.exit()).isZero();
        assertThat(actual.errLines()).singleElement().asString().startsWith(SAID);
    }

    // whatever loggers do, before or after there is logging, it is not the compressing caller's trouble
    @ParameterizedTest
    @MethodSource("jdks")
    void loggersMayThrowOrRefuse(Jdk jdk, @TempDir Path directory) throws Exception {
        for (String[] manner : new String[][] {{"throw"}, {"throw", "up"}, {"refuse"}, {"refuse", "up"}}) {
            Run expected = Sample.on(jdk)
                    .classPath(finder(directory))
                    .plain("BadLoggers", manner)
                    .run();
            assertThat(expected.out().lines()).hasSize(3).allMatch(line -> line.startsWith("900000 "));
            Run actual = Sample.on(jdk)
                    .agent(NO_DEVICE)
                    .classPath(finder(directory))
                    .plain("BadLoggers", manner)
                    .run();
            assertThat(actual.out()).as(String.join(" ", manner)).isEqualTo(expected.out());
            assertThat(actual.errLines()).singleElement().asString().startsWith(SAID);
        }
    }

    // where the application has logging it gets what we say; what the logger compresses says nothing more, and that it
    // inflates, here before anybody else does, does not end the agent's service
    @ParameterizedTest
    @MethodSource("jdks")
    void loggersMayCompressWhatTheyAreGiven(Jdk jdk, @TempDir Path directory) throws Exception {
        Run run = Sample.on(jdk)
                .agent(NO_DEVICE + ",log=debug")
                .classPath(finder(directory))
                .plain("BadLoggers", "compress", "up")
                .run();
        assertThat(run.out().lines()).hasSize(3).allMatch(line -> line.startsWith("900000 "));
        assertThat(run.errLines())
                .filteredOn(line -> line.startsWith("logged io.warpdrive zlib does what no device can"))
                .singleElement()
                .asString()
                .contains(": 300000 ");
        assertThat(run.errLines()).noneMatch(line -> line.contains("can't be loaded"));
    }

    // JNA, which only ISA-L and hardware need, warns of its directory with a stack trace, through a logger that it
    // starts
    @ParameterizedTest
    @MethodSource("jdks")
    void withoutADirectoryForJnaStreamsAreServedAndNothingIsSaid(Jdk jdk) throws Exception {
        Run expected = Sample.on(jdk).plain("LogManagers").run();
        Run actual = Sample.on(jdk)
                .with("-Djna.tmpdir=/dev/null/none")
                .agent("stats=true")
                .plain("LogManagers")
                .run();
        assertThat(actual.out()).isEqualTo(expected.out());
        assertThat(actual.errLines()).hasSize(2).allSatisfy(line -> assertThat(line)
                .containsPattern("device=soft streams=\\d+ offloaded=[1-9]"));
    }

    // the same where JNA is the application's
    @ParameterizedTest
    @MethodSource("jdks")
    void withoutAgentTheLineIsAllThatIsSaidOfJnasDirectory(Jdk jdk) throws Exception {
        List<String> command = List.of(
                jdk.tool("java"),
                "--enable-native-access=ALL-UNNAMED",
                "-Djna.tmpdir=/dev/null/none",
                "-cp",
                System.getProperty("java.class.path"),
                "io.warpdrive.cli.Wd",
                "devices");
        Run run = Run.of(command);
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("JNA can't write to its directory /dev/null/none");
    }

    // small images have no java.logging, which JNA asks for
    @Tag("thorough")
    @ParameterizedTest
    @MethodSource("jdks")
    void aRunTimeImageWithoutLoggingIsServed(Jdk jdk, @TempDir Path directory) throws Exception {
        Run expected = Sample.on(jdk).plain("Streams").run();
        Path image = directory.resolve("image");
        Run linked = Run.of(
                List.of(jdk.tool("jlink"), "--add-modules", "java.base,java.instrument", "--output", image.toString()));
        assumeTrue(linked.exit() == 0, () -> jdk + " can't make a run-time image: " + linked);
        Run actual = Sample.on(new Jdk(image, jdk.feature()))
                .agent("stats=true")
                .plain("Streams")
                .run();
        assertThat(actual.out()).isEqualTo(expected.out());
        assertThat(actual.err()).containsPattern("deflate device=soft streams=\\d+ offloaded=[1-9]");
        Run noisy = Sample.on(new Jdk(image, jdk.feature()))
                .agent(NO_DEVICE)
                .plain("Streams")
                .run();
        assertThat(noisy.errLines()).filteredOn(line -> line.startsWith(SAID)).hasSize(1);
    }

    private static Path finder(Path directory) throws IOException {
        Path services = Files.createDirectories(directory.resolve("META-INF/services"));
        Files.writeString(services.resolve("java.lang.System$LoggerFinder"), "sample.BadLoggers$Finder");
        return directory;
    }
}
