// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.tests.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs with another agent beside ours, which uses java.util.zip itself. */
@Tag("thorough")
class OtherAgentsTest {
    /** So that none of them looks for a server. */
    private static final String[] ALONE = {
        "-Dotel.traces.exporter=none",
        "-Dotel.metrics.exporter=none",
        "-Dotel.logs.exporter=none",
        "-Ddd.trace.enabled=false",
        "-Ddd.instrumentation.telemetry.enabled=false",
        "-Ddd.remote_config.enabled=false",
        "-Ddd.jmxfetch.enabled=false",
    };

    private static final String PLAIN = " true java.util.zip.Deflater java.util.zip.Inflater";

    private static final Map<Jdk, Run> EXPECTED = new HashMap<>();

    static List<Jdk> jdks() {
        return Jdk.all();
    }

    static Stream<Arguments> agents() {
        return Jdk.all().stream().flatMap(jdk -> Stream.of("opentelemetry-first", "opentelemetry", "datadog", "jacoco")
                .flatMap(agent -> Stream.of(true, false).map(first -> Arguments.of(jdk, agent, first))));
    }

    // one more agent changes what is loaded when: a ClassCircularityError once is one for the JVM's life
    @ParameterizedTest(name = "{0} {1}, ours first: {2}")
    @MethodSource("agents")
    void theProgramRunsAndIsServedInEitherOrder(Jdk jdk, String agent, boolean first) throws Exception {
        Sample sample = Sample.on(jdk).with(ALONE);
        Run run = (first
                        ? sample.agent("stats=true").otherAgent(agent)
                        : sample.otherAgent(agent).agent("stats=true"))
                .plain("Streams")
                .run();
        assertThat(run.out()).isEqualTo(expected(jdk).out());
        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.err())
                .contains("streams done")
                .doesNotContain("\tat ")
                .containsPattern("deflate device=soft streams=\\d+ offloaded=[1-9]")
                .containsPattern("inflate device=soft streams=\\d+ offloaded=[1-9]");
    }

    private static Run expected(Jdk jdk) throws Exception {
        Run run = EXPECTED.get(jdk);
        if (run == null) {
            run = Sample.on(jdk).plain("Streams").run();
            EXPECTED.put(jdk, run);
        }
        return run;
    }

    // what another agent does before main is not what an operator turned us on for, and loading there is what goes
    // wrong
    @ParameterizedTest
    @MethodSource("jdks")
    void nothingOfOursIsMadeBeforeTheJvmIsThroughWithItsAgents(Jdk jdk, @TempDir Path directory) throws Exception {
        Path report = directory.resolve("report");
        Run run = Sample.on(jdk)
                .with("-Dsample.agents=" + report, "-Xlog:class+load")
                .agent("")
                .sampleAgent("StreamAgent", directory)
                .plain("Hello")
                .run();
        assertThat(run.exit()).isZero();
        assertThat(Files.readAllLines(report))
                .startsWith("premain" + PLAIN, "thread" + PLAIN)
                .allMatch(line -> line.endsWith(PLAIN));
        assertThat(run.out()).contains("premain done").doesNotContain(" io.warpdrive.zip.");
    }

    // a transformer that compresses while one of our own classes, or of those we need, is being loaded
    @ParameterizedTest
    @MethodSource("jdks")
    void aTransformerMayCompressWhateverClassComesBy(Jdk jdk, @TempDir Path directory) throws Exception {
        Path report = directory.resolve("report");
        Run expected = Sample.on(jdk).plain("Streams").run();
        Run actual = Sample.on(jdk)
                .with("-Dsample.agents=" + report)
                .agent("stats=true")
                .sampleAgent("StreamAgent", directory)
                .plain("Streams")
                .run();
        assertThat(actual.out()).isEqualTo("premain done\n" + expected.out());
        assertThat(actual.exit()).isEqualTo(expected.exit());
        assertThat(actual.err()).containsPattern("deflate device=soft streams=\\d+ offloaded=[1-9]");
        assertThat(Files.readAllLines(report))
                .hasSizeGreaterThan(20)
                .allMatch(line -> line.matches("\\w+ true \\S+Deflater \\S+Inflater"));
    }

    // and of the JDK's, which the application needs as well: the JVM would keep to its refusal
    @ParameterizedTest
    @MethodSource("jdks")
    void noClassOfTheJdksIsNeededFirstWhereATransformerCompressesIt(Jdk jdk, @TempDir Path directory) throws Exception {
        Run expected = Sample.on(jdk).plain("FirstVarHandle").run();
        assertThat(expected.exit()).isZero();
        for (String start : List.of("start=earned", "start=eager")) {
            Run actual = Sample.on(jdk)
                    .agent(start)
                    .sampleAgent("DeflatingAgent", directory)
                    .plain("FirstVarHandle")
                    .run();
            assertThat(actual).as(start).isEqualTo(expected);
        }
    }

    // nor what the JDK loads for a handle's 127th call: the Proxy of the program needs that, too
    @ParameterizedTest
    @MethodSource("jdks")
    void whoMakesManyDropInsNeedsNoClassOfTheJdksFirst(Jdk jdk, @TempDir Path directory) throws Exception {
        Run run = Sample.on(jdk)
                .agent("start=eager")
                .sampleAgent("DeflatingAgent", directory)
                .plain("ManyThenProxy")
                .run();
        assertThat(run.errLines()).isEmpty();
        assertThat(run.out().lines()).containsExactly("1000 messages and a proxy");
    }

    // in two threads, each of which needs what the other one is just loading: a lock of ours would be held for good
    @ParameterizedTest
    @MethodSource("jdks")
    void transformersMayNeedClassesOfOursCrosswise(Jdk jdk, @TempDir Path directory) throws Exception {
        Run run = Sample.on(jdk)
                .agent("")
                .sampleAgent("CrossingAgent", directory)
                .plain("CrossingClasses")
                .run();
        assertThat(run.out().lines()).containsExactly("HwZipInputStream has ended", "HwZipOutputStream has ended");
        assertThat(run.errLines()).isEmpty();
    }

    // and a class loader that unpacks what it defines
    @ParameterizedTest
    @MethodSource("jdks")
    void aClassLoaderMayInflateItsClasses(Jdk jdk, @TempDir Path directory) throws Exception {
        Run expected = Sample.on(jdk).plain("PackedClasses").run();
        assertThat(expected.exit()).isZero();
        assertThat(Sample.on(jdk).agent("").plain("PackedClasses").run()).isEqualTo(expected);
        Run actual = Sample.on(jdk)
                .with("-Dsample.agents=" + directory.resolve("report"))
                .agent("")
                .sampleAgent("StreamAgent", directory)
                .plain("PackedClasses")
                .run();
        assertThat(actual.out()).isEqualTo("premain done\n" + expected.out());
        assertThat(actual.exit()).isZero();
    }

    // a test's mock that never comes is a test that fails; the program is served until there is one
    @ParameterizedTest
    @MethodSource("jdks")
    void whoeverChangesTheJdksOwnClassGetsObjectsOfIt(Jdk jdk) throws Exception {
        Sample sample = Sample.on(jdk).with("-XX:+EnableDynamicAgentLoading");
        Run expected = sample.mocking().run();
        assertThat(expected.out()).contains("42 of 1", "false of 1");
        Run actual = Sample.on(jdk)
                .with("-XX:+EnableDynamicAgentLoading")
                .agent("")
                .mocking()
                .run();
        assertThat(actual.out()).isEqualTo(expected.out());
        List<String> lines = actual.errLines();
        lines.removeAll(expected.errLines());
        assertThat(lines)
                .singleElement()
                .asString()
                .startsWith("warpdrive: java.util.zip.Deflater is changed by another agent");
    }
}
