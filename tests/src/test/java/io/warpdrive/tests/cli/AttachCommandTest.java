// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.tests.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code attach PID}: one line says what came of it, and nothing that was running ends. */
class AttachCommandTest {
    private static final String NOBODY = "65534";

    @TempDir
    private Path directory;

    @BeforeEach
    void writeTheProgram() throws IOException {
        Files.writeString(
                directory.resolve("Waiting.java"),
                """
                class Waiting {
                    public static void main(String[] arguments) throws Exception {
                        System.out.println("ready");
                        System.in.read();
                        make();
                    }

                    // a method that runs already stays as it is until it ends
                    private static void make() {
                        System.out.println(new java.util.zip.Deflater().getClass().getName());
                    }
                }
                """);
    }

    private interface Meanwhile {
        void with(long pid) throws Exception;
    }

    /** What the program says once it has been attached to. */
    private String waiting(List<String> options, Meanwhile meanwhile) throws Exception {
        List<String> command = new ArrayList<>(List.of(AgentProgram.JAVA.toString()));
        command.addAll(options);
        command.addAll(List.of("-Dwarpdrive.start=eager", "Waiting.java"));
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectError(directory.resolve("errors").toFile())
                .start();
        try (BufferedReader out = process.inputReader()) {
            assertThat(out.readLine()).isEqualTo("ready");
            meanwhile.with(process.pid());
            process.getOutputStream().close();
            String line = out.readLine();
            assertThat(Wd.end(process)).isZero();
            return line;
        } finally {
            process.destroyForcibly();
        }
    }

    private Wd.Result attach(long pid, String... settings) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("attach", Long.toString(pid)));
        arguments.addAll(List.of(settings));
        return Wd.run(
                directory,
                null,
                AgentProgram.command(AgentProgram.built(), List.of(), arguments.toArray(new String[0])));
    }

    private static void isRefused(Wd.Result result, String reason) {
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err()).startsWith("wd: ").contains(reason).hasLineCount(1);
    }

    /** Without it who attaches has to guess from the program's own log whether it worked, and attaches again. */
    @Test
    void attachingServesAndASecondTimeIsSaidToBeOne() throws Exception {
        String type = waiting(List.of(), pid -> {
            Wd.Result first = attach(pid, "policy=speed", "log=off");
            assertThat(first.text())
                    .as(first.err())
                    .isEqualTo(pid + ": attached, new Deflaters and Inflaters are served\n");
            isRefused(attach(pid), "the agent is installed already");
        });
        assertThat(type).isEqualTo("io.warpdrive.zip.HwDeflater");
    }

    /** Without it a program that has the agent from its start is taken for one that has not. */
    @Test
    void anAgentThatWasThereFromTheStartIsFound() throws Exception {
        String type = waiting(
                List.of("-javaagent:" + AgentProgram.built()),
                pid -> isRefused(attach(pid), "the agent is installed already"));
        assertThat(type).isEqualTo("io.warpdrive.zip.HwDeflater");
    }

    /** Without it the ten seconds that the JDK waits end in a sentence about a socket file. */
    @Test
    void aJvmThatMayNotBeAttachedToIsNamed() throws Exception {
        String type = waiting(
                List.of("-XX:+DisableAttachMechanism"), pid -> isRefused(attach(pid), "-XX:+DisableAttachMechanism"));
        assertThat(type).isEqualTo("java.util.zip.Deflater");
        waiting(List.of("-XX:-EnableDynamicAgentLoading"), pid -> isRefused(attach(pid), "does not load the agent: "));
    }

    /** Without it a mistyped number ends somebody's program: the JDK's way begins with a signal. */
    @Test
    void whatIsNoJvmIsLeftAlone() throws Exception {
        Process process = new ProcessBuilder("sleep", "60").start();
        try {
            isRefused(attach(process.pid()), "is not a Java virtual machine");
            assertThat(process.isAlive()).isTrue();
        } finally {
            process.destroyForcibly();
        }
        waiting(List.of("-Xrs"), pid -> isRefused(attach(pid), "catches no SIGQUIT"));
        isRefused(attach(99_999_999), "no such process");
        assertThat(attach(0).exit()).isEqualTo(2);
    }

    /** Without it "Operation not permitted" is all that the wrong user is told. */
    @Test
    void anotherUsersJvmIsNamedAsThat() throws Exception {
        boolean root = (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0;
        assumeTrue(root && Wd.has("setpriv"), "another user's process takes root and setpriv");
        waiting(List.of(), pid -> {
            List<String> command = new ArrayList<>(List.of("setpriv", "--reuid", NOBODY, "--clear-groups"));
            command.addAll(AgentProgram.command(AgentProgram.built(), List.of(), "attach", Long.toString(pid)));
            Wd.Result result = Wd.run(Path.of("/"), null, command);
            assumeTrue(!result.err().contains("Unable to access jarfile"), "nobody else may read the jar here");
            isRefused(result, "belongs to another user");
        });
    }
}
