// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** {@code wd emulate}, as a process of its own where it serves. */
final class EmulateCommandTest {

    // scripts wait for the line, and nothing may be left behind that looks like a device
    @Test
    void servesUntilItIsTerminatedAndCleansUp(@TempDir Path root) throws Exception {
        Process process = start(root, "--devices", "2", "--queues", "3");
        try (var lines = process.inputReader()) {
            assertThat(lines.readLine()).isEqualTo("serving 2 devices below " + root);
            assertThat(root.resolve("dev/hisi_zip-1")).exists();
            assertThat(root.resolve("sys/class/uacce/hisi_zip-1/available_instances"))
                    .hasContent("3");
            process.destroy();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(Files.exists(root.resolve("dev/hisi_zip-1"))).isFalse();
            assertThat(Files.exists(root.resolve("sys/class/uacce/hisi_zip-1"))).isFalse();
        } finally {
            process.destroyForcibly();
        }
    }

    private static Process start(Path root, String... options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // or newer ones warn; 17 takes it
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Wd.class.getName()));
        command.addAll(List.of("emulate", "--root", root.toString()));
        command.addAll(List.of(options));
        return new ProcessBuilder(command).start();
    }

    // who starts a second one has to learn that the first is there, and must not end it
    @Test
    void aSecondOneOnTheSameRootIsRefusedInOneLine(@TempDir Path root) throws Exception {
        Process first = start(root);
        Process second = null;
        try (var firstLines = first.inputReader()) {
            assertThat(firstLines.readLine()).startsWith("serving 1 device ");
            second = start(root);
            assertThat(second.waitFor(20, TimeUnit.SECONDS)).isTrue();
            try (var errors = second.errorReader();
                    var lines = second.inputReader()) {
                assertThat(errors.lines()).containsExactly("wd: " + root + " is served by another emulator");
                assertThat(lines.lines()).isEmpty();
            }
            assertThat(second.exitValue()).isEqualTo(1);
            assertThat(first.isAlive()).isTrue();
            assertThat(root.resolve("dev/hisi_zip-0")).exists();
            assertThat(root.resolve("sys/class/uacce/hisi_zip-0/api")).exists();
        } finally {
            first.destroyForcibly();
            if (second != null) {
                second.destroyForcibly();
            }
        }
    }

    // a mistyped option must not start something else than was meant
    @ParameterizedTest
    @ValueSource(
            strings = {"--mode=noiommu", "--api=sec", "--queues=0", "--devices=x", "--fault=eror", "--fault=tag:2"})
    void wrongOptionsAreWrongUsage(String option, @TempDir Path root) {
        StringWriter messages = new StringWriter();
        CommandLine line = Wd.commandLine().setErr(new PrintWriter(messages, true));
        assertThat(line.execute("emulate", "--root=" + root, option)).isEqualTo(2);
        assertThat(messages.toString()).startsWith("wd: ").contains("--help");
    }
}
