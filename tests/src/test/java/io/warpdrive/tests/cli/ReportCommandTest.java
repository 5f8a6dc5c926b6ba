// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.tests.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code report PID}: what a program's streams were served by, from outside. */
class ReportCommandTest {
    private static final String PROGRAM =
            """
            import java.util.zip.*;

            class Serving {
                public static void main(String[] arguments) throws Exception {
                    do {
                        for (int i = 0; i < 200; i++) {
                            Deflater deflater = new Deflater();
                            deflater.setInput(new byte[10_000]);
                            deflater.finish();
                            deflater.deflate(new byte[1000]);
                            deflater.end();
                        }
                        System.out.println("ready");
                    } while (System.in.read() >= 0);
                }
            }
            """;

    @TempDir
    private Path directory;

    private Wd.Result report(String... arguments) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("report"));
        all.addAll(List.of(arguments));
        return Wd.run(
                directory, null, AgentProgram.command(AgentProgram.built(), List.of(), all.toArray(new String[0])));
    }

    private Process start(List<String> options) throws IOException {
        Files.writeString(directory.resolve("Serving.java"), PROGRAM);
        List<String> command = new ArrayList<>(List.of(AgentProgram.JAVA.toString(), "-Dwarpdrive.start=eager"));
        command.addAll(options);
        command.add("Serving.java");
        return new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectError(directory.resolve("errors").toFile())
                .start();
    }

    /** Without it an operator needs a JMX client to see whether a service gains from the agent. */
    @Test
    void countsAreToldFromOutside() throws Exception {
        Process process = start(List.of("-javaagent:" + AgentProgram.built() + "=jmx=true"));
        try (BufferedReader out = process.inputReader()) {
            assertThat(out.readLine()).isEqualTo("ready");
            Wd.Result result = report(Long.toString(process.pid()));
            assertThat(result.exit()).as(result.err()).isZero();
            assertThat(result.text().lines())
                    .anyMatch(line -> line.matches("deflate: [0-9,]+ streams, (?!0 )[0-9,]+ by device soft and .* bytes"
                            + " in, .* s in the device's calls, .*"))
                    .anyMatch(line -> line.startsWith("inflate: "));
            process.getOutputStream().close();
            assertThat(Wd.end(process)).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    /** Without it a program without the agent is told of with a stack trace. */
    @Test
    void whatCountsNothingIsSaidTo() throws Exception {
        Process process = start(List.of());
        try (BufferedReader out = process.inputReader()) {
            assertThat(out.readLine()).isEqualTo("ready");
            Wd.Result result = report(Long.toString(process.pid()));
            assertThat(result.exit()).isEqualTo(1);
            assertThat(result.err()).contains("counts nothing yet").hasLineCount(1);
        } finally {
            process.destroyForcibly();
        }
        assertThat(report("99999999").err()).contains("no such process").hasLineCount(1);
        assertThat(report("java").exit()).isEqualTo(2);
    }
}
