// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.tests.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One file is all there is: {@code java -jar wd-agent.jar} in a directory that has nothing else. */
class AgentProgramTest {
    @TempDir
    private Path directory;

    private Wd.Result run(List<String> options, String... arguments) throws IOException, InterruptedException {
        return Wd.run(directory, null, AgentProgram.command(AgentProgram.built(), options, arguments));
    }

    private Wd.Result run(String... arguments) throws IOException, InterruptedException {
        return run(List.of(), arguments);
    }

    /** Without it who has only downloaded the jar has half of the command. */
    @Test
    void theJarDoesWhatTheScriptDoes() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "some text, ".repeat(5000));
        byte[] plain = Files.readAllBytes(file);
        for (String format : List.of("gzip", "zlib", "deflate")) {
            assertThat(run(format, "file")).matches(Wd.Result::isQuiet);
            assertThat(file).doesNotExist();
            assertThat(run(format, "-d", "file")).matches(Wd.Result::isQuiet);
            assertThat(file).hasBinaryContent(plain);
        }
        for (String option : List.of("-z", "-g")) {
            Path packed = directory.resolve("packed");
            Wd.Result result = Wd.run(directory, file, AgentProgram.command(AgentProgram.JAR, List.of(), option));
            Files.write(packed, result.out());
            Wd.Result back = Wd.run(directory, packed, AgentProgram.command(AgentProgram.JAR, List.of(), option, "-d"));
            assertThat(back.out()).as(result.err() + back.err()).isEqualTo(plain);
        }
        assertThat(run("devices").text()).startsWith("Devices:\n  soft");
        assertThat(run("settings").text()).startsWith("device ");
        assertThat(run("help").exit()).isEqualTo(2);
        assertThat(run("--help").text())
                .contains(
                        "Usage: java -jar wd-agent.jar",
                        "see 'java -jar wd-agent.jar settings'",
                        "attach",
                        "doctor",
                        "bench");
        assertThat(run("--version").text()).startsWith("wd ").doesNotContain("unknown");
    }

    /** Without it the numbers are somebody else's: the measuring processes are made of the same jar. */
    @Test
    void benchMeasuresInProcessesOfItsOwn() throws Exception {
        Files.writeString(directory.resolve("file"), "some text, ".repeat(5000));
        Wd.Result result = run("bench", "--rounds", "1", "--levels", "6", "file");
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.text()).contains("\njdk ", "\nsoft ");
    }

    /** Without it a stack trace says that what a production jar must not carry is not there. */
    @Test
    void whatIsNotInTheJarIsSaidToBeElsewhere() throws Exception {
        Wd.Result emulate = run("emulate", "--root", "x", "--queues", "3");
        assertThat(emulate.exit()).isEqualTo(1);
        assertThat(emulate.err()).hasLineCount(1).contains("./wd emulate in a checkout");
        Wd.Result path = run("classpath");
        assertThat(path.exit()).isEqualTo(1);
        assertThat(path.err()).hasLineCount(1).contains("io.warpdrive:wd-deflater");
    }

    /** Without it every start of every program pays for a command that it does not run. */
    @Test
    void theAgentLoadsNothingOfTheCommand() throws Exception {
        Files.writeString(
                directory.resolve("Hello.java"),
                "class Hello { public static void main(String[] a) {"
                        + " new java.util.zip.Deflater().end(); System.out.println(\"hello\"); } }");
        Path javac = AgentProgram.JAVA.resolveSibling("javac");
        assertThat(Wd.run(directory, null, List.of(javac.toString(), "Hello.java")))
                .matches(Wd.Result::isQuiet);
        Wd.Result result = Wd.run(
                directory,
                null,
                List.of(
                        AgentProgram.JAVA.toString(),
                        "-Xlog:class+load",
                        "-javaagent:" + AgentProgram.built() + "=start=eager",
                        "-cp",
                        ".",
                        "Hello"));
        assertThat(result.text())
                .contains("io.warpdrive.agent.rewrite.Installer", "hello")
                .doesNotContain(
                        "picocli", "io.warpdrive.cli", "io.warpdrive.agent.Program", "io.warpdrive.agent.Outcome");
    }

    /** Without it a command that few need takes all others along where Java is a small image. */
    @Test
    void whatNeedsMoreOfJavaKeepsNoOtherCommandFromWorking() throws Exception {
        List<String> small = List.of("--limit-modules", "java.base");
        Wd.Result version = Wd.run(directory, null, AgentProgram.command(AgentProgram.built(), small, "--version"));
        assertThat(version.exit()).as(version.err()).isZero();
        String self = Long.toString(ProcessHandle.current().pid());
        for (String command : List.of("attach", "report")) {
            Wd.Result result =
                    Wd.run(directory, null, AgentProgram.command(AgentProgram.built(), small, command, self));
            assertThat(result.exit()).as(result.err()).isEqualTo(1);
            assertThat(result.err())
                    .contains("this Java has no module jdk.attach")
                    .hasLineCount(1);
        }
    }
}
