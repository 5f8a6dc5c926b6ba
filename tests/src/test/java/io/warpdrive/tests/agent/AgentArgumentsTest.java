// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.tests.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Platform;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What can be said after {@code -javaagent:wd-agent.jar=}. */
class AgentArgumentsTest {

    static List<Jdk> jdks() {
        return Jdk.all();
    }

    // a typing error must not go unnoticed, nor stop the program
    @ParameterizedTest
    @MethodSource("jdks")
    void anUnknownKeyIsOneWarning(Jdk jdk) throws Exception {
        Run run = Sample.on(jdk).agent("polcy=speed").plain("Streams").run();
        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.errLines()).hasSize(2).anyMatch(line -> line.contains("unknown") && line.contains("polcy"));
    }

    // whoever asks for it learns that the agent is there; nobody else is bothered
    @ParameterizedTest
    @MethodSource("jdks")
    void logInfoSaysInOneLineThatTheAgentIsInstalled(Jdk jdk) throws Exception {
        Run run = Sample.on(jdk).agent("log=info").plain("Hello").run();
        assertThat(run.out()).isEqualTo("hello\n");
        assertThat(run.errLines()).singleElement().asString().startsWith("warpdrive: agent installed");
    }

    // system properties are the other way to say the same
    @ParameterizedTest
    @MethodSource("jdks")
    void systemPropertiesMeanTheSame(Jdk jdk) throws Exception {
        Run run = Sample.on(jdk)
                .with("-Dwarpdrive.log=info", "-Dwarpdrive.device=zlib", "-Dwarpdrive.stats=true")
                .agent("")
                .plain("Constructions")
                .run();
        assertThat(run.err()).contains("warpdrive: agent installed").contains("deflate device=zlib");
    }

    // "only the large ones" must not gather them on the heap, nor overflow a block
    @ParameterizedTest
    @MethodSource("jdks")
    void aMinimumAboveAnyBlockIsABlock(Jdk jdk) throws Exception {
        Run expected = Sample.on(jdk).plain("Streams").run();
        Run actual = Sample.on(jdk)
                .with("-Xmx64m")
                .agent("min=1000000000")
                .plain("Streams")
                .run();
        assertThat(actual).isEqualTo(expected);
    }

    // an application that leads JNA to its own native part must not lose its compression to ours
    @ParameterizedTest
    @MethodSource("jdks")
    void aNativePartOfAnotherJnaLeavesOurEngine(Jdk jdk, @TempDir Path directory) throws Exception {
        try (JarFile jar = new JarFile(Sample.OTHER_JNA.toFile());
                InputStream library = jar.getInputStream(
                        jar.getEntry("com/sun/jna/" + Platform.RESOURCE_PREFIX + "/libjnidispatch.so"))) {
            Files.copy(library, directory.resolve("libjnidispatch.so"));
        }
        Run expected = Sample.on(jdk).plain("Streams").run();
        Run actual = Sample.on(jdk)
                .with("-Djna.boot.library.path=" + directory)
                .agent("stats=true")
                .plain("Streams")
                .run();
        assertThat(actual.out()).isEqualTo(expected.out());
        assertThat(actual.exit()).isEqualTo(expected.exit());
        assertThat(actual.err())
                .containsPattern("deflate device=soft streams=\\d+ offloaded=[1-9]")
                .doesNotContain("\tat ");
    }

    // an operator needs a way to spare a part of the application; its streams count as much as its Deflaters
    @ParameterizedTest
    @MethodSource("jdks")
    void excludedPackagesStayOnZlib(Jdk jdk) throws Exception {
        Run run = Sample.on(jdk)
                .agent("stats,exclude=com.example:sample")
                .plain("Streams")
                .run();
        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.errLines()).containsExactly("streams done");
    }

    // and a way to let in what is left out by default
    @ParameterizedTest
    @MethodSource("jdks")
    void includedPackagesOfTheJdkAreServed(Jdk jdk) throws Exception {
        Run run = Sample.on(jdk)
                .agent("stats=true,include=jdk.nio.zipfs;sun.tools.jar")
                .plain("Archives")
                .run();
        assertThat(run.exit()).isZero();
        assertThat(run.err()).contains("deflate device=soft streams=2 offloaded=2");
    }

    // given twice, by the command line and JAVA_TOOL_OPTIONS say, the second must not rewrite what is rewritten
    @ParameterizedTest
    @MethodSource("jdks")
    void aSecondAgentDoesNothing(Jdk jdk) throws Exception {
        Run run = Sample.on(jdk).agent("").agent("stats=true").plain("Streams").run();
        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.errLines()).hasSize(2).first().asString().contains("installed already");
    }
}
