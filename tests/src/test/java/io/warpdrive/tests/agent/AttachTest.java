// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.tests.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.tools.attach.VirtualMachine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The agent comes to a program that runs already. */
class AttachTest {

    static List<Jdk> jdks() {
        return Jdk.all();
    }

    // code that was loaded before must be served as well; what a running method does itself stays as it began
    @ParameterizedTest
    @MethodSource("jdks")
    void codeLoadedBeforeAndAfterIsServed(Jdk jdk, @TempDir Path directory) throws Exception {
        Path report = directory.resolve("report");
        Path agent = Sample.builtAgent();
        List<String> command = Sample.on(jdk)
                .with("-Dsample.report=" + report, "-XX:+IgnoreUnrecognizedVMOptions", "-XX:+EnableDynamicAgentLoading")
                .plain("Waiting")
                .command();
        Run expected = Run.interrupted(command, process -> {});
        Files.delete(report);
        Run actual = Run.interrupted(command, process -> {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(process.pid()));
            try {
                machine.loadAgent(agent.toString(), "policy=speed");
            } finally {
                machine.detach();
            }
        });
        assertThat(actual).isEqualTo(expected);
        assertThat(Files.readAllLines(report))
                .contains(
                        "before given java.util.zip.Deflater",
                        "before here java.util.zip.Deflater",
                        "after here io.warpdrive.zip.HwDeflater",
                        "reference io.warpdrive.zip.HwInflater");
    }

    // one class that another agent has made impossible to change must not keep all others on zlib
    @ParameterizedTest
    @MethodSource("jdks")
    void aClassThatCannotBeChangedIsNamedAndTheOthersAreServed(Jdk jdk, @TempDir Path directory) throws Exception {
        Path report = directory.resolve("report");
        Path agent = Sample.builtAgent();
        List<String> command = Sample.on(jdk)
                .with("-Dsample.report=" + report, "-XX:+IgnoreUnrecognizedVMOptions", "-XX:+EnableDynamicAgentLoading")
                .sampleAgent("SpoilingAgent", directory)
                .plain("Waiting")
                .command();
        Run run = Run.interrupted(command, process -> {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(process.pid()));
            try {
                machine.loadAgent(agent.toString(), "log=info");
            } finally {
                machine.detach();
            }
        });
        assertThat(run.exit()).isZero();
        assertThat(run.errLines()).hasSize(2);
        assertThat(run.errLines().get(0))
                .startsWith("warpdrive: ")
                .contains("java.util.zip.InflaterInputStream", "stays on zlib");
        assertThat(run.errLines().get(1)).startsWith("warpdrive: agent installed");
        assertThat(Files.readAllLines(report)).contains("after here io.warpdrive.zip.HwDeflater");
    }
}
