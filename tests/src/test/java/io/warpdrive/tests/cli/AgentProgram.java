// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.tests.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command as it comes in the agent's jar. */
final class AgentProgram {
    static final Path JAR =
            Path.of("../wd-agent/target/wd-agent.jar").toAbsolutePath().normalize();
    static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    private AgentProgram() {}

    /** The jar; the test is skipped where only "mvn test" ran. */
    static Path built() {
        assumeTrue(Files.isRegularFile(JAR), () -> JAR + " is not there: run the goal package or verify");
        return JAR;
    }

    static List<String> command(Path jar, List<String> options, String... arguments) {
        List<String> command = new ArrayList<>(List.of(JAVA.toString(), "-XX:TieredStopAtLevel=1"));
        command.addAll(options);
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(List.of(arguments));
        return command;
    }
}
