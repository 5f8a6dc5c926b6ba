// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.tests.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs run as they do without the agent, and are served by the drop-ins. */
class UnmodifiedProgramTest {
    private static final String DEFLATER = "io.warpdrive.zip.HwDeflater";
    private static final String INFLATER = "io.warpdrive.zip.HwInflater";

    static List<Jdk> jdks() {
        return Jdk.all();
    }

    static Stream<Arguments> programs() {
        return Jdk.all().stream()
                .flatMap(jdk -> Stream.of("Hello", "Streams", "Constructions", "Threads", "Loaders", "Archives")
                        .map(program -> Arguments.of(jdk, program)));
    }

    // data, messages or an exit code that differ would be a program broken by one flag; Archives prints compressed
    // sizes
    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("programs")
    void outputAndExitCodeAreThoseWithoutTheAgent(Jdk jdk, String program) throws Exception {
        Run expected = Sample.on(jdk).plain(program).run();
        Run actual = Sample.on(jdk).agent("").plain(program).run();
        assertThat(actual).isEqualTo(expected);
        assertThat(expected.out()).isNotEmpty();
    }

    // a stream class forgotten would stay on zlib
    @ParameterizedTest
    @MethodSource("jdks")
    void everyStreamOfTheJdkIsServed(Jdk jdk, @TempDir Path directory) throws Exception {
        assertThat(report(jdk, "Streams", directory))
                .containsExactlyInAnyOrder(
                        "GZIPOutputStream " + DEFLATER,
                        "GZIPInputStream " + INFLATER,
                        "DeflaterOutputStream " + DEFLATER,
                        "InflaterInputStream " + INFLATER,
                        "DeflaterInputStream " + DEFLATER,
                        "InflaterOutputStream " + INFLATER,
                        "ZipOutputStream " + DEFLATER,
                        "ZipInputStream " + INFLATER);
    }

    // a class of the boot loader that the gate does not let by would stay on zlib
    @ParameterizedTest
    @MethodSource("jdks")
    void imageIosPngIsServed(Jdk jdk) throws Exception {
        Run run = Sample.on(jdk)
                .with("-Djava.awt.headless=true")
                .agent("stats=true")
                .plain("Pictures")
                .run();
        assertThat(run.out()).isEqualTo("true\ntrue\n");
        assertThat(run.err())
                .containsPattern("deflate device=soft streams=1 offloaded=1")
                .containsPattern("inflate device=soft streams=1 offloaded=1");
    }

    // a way of construction forgotten would stay on zlib; super(...) must not be rewritten
    @ParameterizedTest
    @MethodSource("jdks")
    void everyConstructionIsServedButSubclassesAndSerializedReferences(Jdk jdk, @TempDir Path directory)
            throws Exception {
        List<String> report = report(jdk, "Constructions", directory);
        assertThat(report)
                .filteredOn(line -> !line.startsWith("subclass") && !line.equals("serialized java.util.zip.Deflater"))
                .hasSize(19)
                .allMatch(line -> line.endsWith(DEFLATER) || line.endsWith(INFLATER));
        assertThat(report)
                .contains(
                        "subclass sample.Constructions$OwnDeflater",
                        "subclass sample.Constructions$1",
                        "serialized java.util.zip.Deflater");
    }

    // a loader that delegates nothing but java.* has to find the bridge, and nothing else of ours
    @ParameterizedTest
    @MethodSource("jdks")
    void aLoaderThatSeesOnlyTheJdkIsServed(Jdk jdk, @TempDir Path directory) throws Exception {
        assertThat(report(jdk, "Loaders", directory)).contains("plain " + DEFLATER, "reference " + DEFLATER);
        assertThat(Sample.on(jdk).agent("").plain("Loaders").run().out())
                .contains("not seen: io.warpdrive.zip.HwDeflater")
                .contains("not seen: com.sun.jna.Native")
                .contains("not seen: org.objectweb.asm.Type");
    }

    // the first streams of several threads come while the drop-ins are being loaded
    @ParameterizedTest
    @MethodSource("jdks")
    void threadsThatStartTogetherAreServed(Jdk jdk, @TempDir Path directory) throws Exception {
        assertThat(report(jdk, "Threads", directory)).hasSize(40).allMatch(line -> line.endsWith(DEFLATER));
    }

    // the statistics are how an operator sees that the flag does anything
    @ParameterizedTest
    @MethodSource("jdks")
    void statisticsShowWhatWasOffloaded(Jdk jdk) throws Exception {
        Run run = Sample.on(jdk).agent("stats=true").plain("Streams").run();
        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.errLines())
                .hasSize(3)
                .anyMatch(line -> line.matches("warpdrive: deflate device=soft streams=\\d+ offloaded=[1-9].*"))
                .anyMatch(line -> line.matches("warpdrive: inflate device=soft streams=\\d+ offloaded=[1-9].*"));
    }

    // a module sees java.base only, and the JVM resolves no more modules than it requires
    @ParameterizedTest
    @MethodSource("jdks")
    void aProgramOnTheModulePathIsServed(Jdk jdk) throws Exception {
        Run expected = Sample.on(jdk).module().run();
        assertThat(expected.exit()).isZero();
        assertThat(Sample.on(jdk).agent("").module().run()).isEqualTo(expected);
        assertThat(Sample.on(jdk).agent("stats=true").module().run().err())
                .containsPattern("deflate device=soft streams=1 offloaded=1");
    }

    // two versions of JNA in one loader, or one native library in two, would break the application's
    @ParameterizedTest
    @MethodSource("jdks")
    void aProgramWithAJnaOfItsOwnKeepsIt(Jdk jdk) throws Exception {
        Run expected = Sample.on(jdk).otherJna().run();
        assertThat(expected.out()).startsWith("5.13.0 5");
        assertThat(Sample.on(jdk).agent("").otherJna().run()).isEqualTo(expected);
        Run ours = Sample.on(jdk).agent("stats=true").otherJna("ours first").run();
        assertThat(ours.out()).contains("5.13.0 5").contains("5.13.0 6");
        assertThat(ours.err()).contains("deflate device=soft streams=2 offloaded=2");
    }

    // native code in premain warns on Java 25 or even ends the JVM; classes loaded in vain cost every program's start
    @ParameterizedTest
    @MethodSource("jdks")
    void aProgramThatCompressesNothingLoadsNothing(Jdk jdk) throws Exception {
        Run run =
                Sample.on(jdk).with("-Xlog:class+load").agent("").plain("Hello").run();
        assertThat(run.out())
                .contains("io.warpdrive.agent.Gate ")
                .doesNotContain(
                        " io.warpdrive.agent.rewrite.",
                        " com.sun.jna.",
                        " org.objectweb.asm.",
                        " io.warpdrive.zip.",
                        " io.warpdrive.queue.",
                        " io.warpdrive.settings.");
    }

    // programs pack their logs when they end: then there is no later moment to print at
    @ParameterizedTest
    @MethodSource("jdks")
    void statisticsOfAFirstStreamInAShutdownHookArePrinted(Jdk jdk) throws Exception {
        Run expected = Sample.on(jdk).plain("ShutdownStreams").run();
        Run actual = Sample.on(jdk).agent("stats=true").plain("ShutdownStreams").run();
        assertThat(actual.out()).isEqualTo(expected.out()).startsWith("400000 ");
        assertThat(actual.errLines())
                .hasSize(2)
                .anyMatch(line -> line.startsWith("warpdrive: deflate device=soft streams=1 offloaded=1"))
                .anyMatch(line -> line.startsWith("warpdrive: inflate device=soft streams=1 offloaded=1"));
    }

    // what a later compiler makes is not for us to follow, and the operator has to learn why nothing is served
    @ParameterizedTest
    @MethodSource("jdks")
    void classFilesThatAreTooNewAreLeftAloneAndSaidOnce(Jdk jdk) throws Exception {
        Run expected = Sample.on(jdk).plain("NewerClass").run();
        Run actual = Sample.on(jdk).agent("").plain("NewerClass").run();
        assertThat(actual.out()).isEqualTo(expected.out());
        assertThat(actual.errLines())
                .containsExactly("warpdrive: class files of version 120 are newer than this agent and stay on zlib");
    }

    private static List<String> report(Jdk jdk, String program, Path directory) throws Exception {
        Path file = directory.resolve("report");
        Sample.on(jdk).with("-Dsample.report=" + file).agent("").plain(program).run();
        return Files.readAllLines(file);
    }
}
