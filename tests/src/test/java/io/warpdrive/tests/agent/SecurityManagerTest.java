// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.tests.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A security manager, up to Java 23. */
class SecurityManagerTest {
    /** Without it a JVM whose policy grants the agent nothing ends before the application's main. */
    @Test
    void whereTheAgentMayNothingTheApplicationRunsAsBeforeAndOneLineSaysWhy(@TempDir Path directory) throws Exception {
        Jdk jdk = Jdk.all().get(0);
        assumeTrue(jdk.feature() < 24, "this Java has no security manager");
        Path policy = Files.writeString(directory.resolve("nothing.policy"), "grant {};\n");
        String[] options = {"-Djava.security.manager", "-Djava.security.policy==" + policy};
        Run expected = Sample.on(jdk).with(options).plain("Streams").run();
        Run actual = Sample.on(jdk).with(options).agent("").plain("Streams").run();
        assertThat(actual.out()).isEqualTo(expected.out());
        assertThat(actual.exit()).isEqualTo(expected.exit());
        List<String> lines = actual.errLines();
        lines.removeAll(expected.errLines());
        assertThat(lines).singleElement().asString().startsWith("warpdrive: the agent can't be installed");
    }
}
