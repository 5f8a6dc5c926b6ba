// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.tests.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An agent's jar that lacks something: one line, and the application runs as before. */
class BrokenAgentTest {
    /** What is not needed for a program's first stream. */
    private static final String LATER = "warpdrive/(org|com|io/warpdrive/soft)/.*";

    private static final Map<Jdk, Run> EXPECTED = new HashMap<>();

    static Stream<Arguments> parts() {
        List<String> parts = List.of(
                "io/warpdrive/agent/AgentLoader.class",
                "io/warpdrive/agent/ConstantPool.class",
                "io/warpdrive/agent/FirstLook.class",
                "io/warpdrive/agent/Gate.class",
                "io/warpdrive/agent/Installation.class",
                "io/warpdrive/agent/StoredClasses.class",
                "warpdrive/",
                "warpdrive/first.zip",
                "warpdrive/engine.zip",
                "warpdrive/others.zip",
                "warpdrive/io/warpdrive/agent/rewrite/Installer.class",
                "warpdrive/io/warpdrive/agent/rewrite/Rewriting.class",
                "warpdrive/io/warpdrive/agent/rewrite/SelfTestSample.class",
                "warpdrive/java/util/zip/WarpDrive.class",
                "warpdrive/org/objectweb/asm/",
                "warpdrive/org/objectweb/asm/MethodWriter.class",
                "warpdrive/io/warpdrive/zip/HwInflater.class",
                "warpdrive/io/warpdrive/route/Router.class",
                "warpdrive/io/warpdrive/soft/",
                "warpdrive/com/sun/jna/Native.class");
        return Jdk.all().stream().flatMap(jdk -> parts.stream().map(part -> Arguments.of(jdk, part)));
    }

    // an update half copied must not take the application down
    @ParameterizedTest(name = "{0} without {1}")
    @MethodSource("parts")
    void theApplicationRunsAsBeforeAndOneLineSaysWhy(Jdk jdk, String part, @TempDir Path directory) throws Exception {
        Run expected = expected(jdk);
        Path copy = directory.resolve("agent.jar");
        AgentJar.copyWithout(part, Sample.builtAgent(), copy);
        // only who asks is told at once of what most programs never need
        Run actual = Sample.on(jdk)
                .agent(copy, part.matches(LATER) ? "log=info" : "")
                .plain("Streams")
                .run();
        assertThat(actual.out()).isEqualTo(expected.out());
        assertThat(actual.exit()).isEqualTo(expected.exit());
        List<String> lines = actual.errLines();
        lines.removeAll(expected.errLines());
        assertThat(lines).singleElement().asString().startsWith("warpdrive");
    }

    /** The same for every part, so run once. */
    private static Run expected(Jdk jdk) throws Exception {
        Run run = EXPECTED.get(jdk);
        if (run == null) {
            run = Sample.on(jdk).plain("Streams").run();
            EXPECTED.put(jdk, run);
        }
        return run;
    }
}
