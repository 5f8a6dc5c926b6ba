// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.tests.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpdrive.tests.emulator.EmulatorProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs that know nothing of us, on a hisi_zip device that another process emulates. */
class EmulatedDeviceTest {
    @TempDir
    private static Path root;

    private static EmulatorProcess emulator;

    @BeforeAll
    static void startEmulator() throws IOException {
        emulator = EmulatorProcess.start(root);
    }

    @AfterAll
    static void stopEmulator() {
        emulator.close();
    }

    static Stream<Jdk> jdks() {
        return Jdk.all().stream();
    }

    static Stream<Arguments> programs() {
        return Jdk.all().stream().flatMap(jdk -> Stream.of("Streams", "Constructions", "Threads", "Loaders")
                .map(program -> Arguments.of(jdk, program)));
    }

    private static String arguments(String more) {
        return "device=hisi_zip-0,root=" + root + more;
    }

    // a device that works for our own tests only would be of no use to anybody
    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("programs")
    void outputAndExitCodeAreThoseWithoutTheAgent(Jdk jdk, String program) throws Exception {
        Run expected = Sample.on(jdk).plain(program).run();
        Run actual = Sample.on(jdk).agent(arguments(",min=1")).plain(program).run();
        assertThat(actual).isEqualTo(expected);
        assertThat(expected.out()).isNotEmpty();
    }

    // everything could pass on zlib, and say nothing about the device
    @ParameterizedTest
    @MethodSource("jdks")
    void streamsAreCompressedByTheDeviceWithoutAFault(Jdk jdk) throws Exception {
        Run run =
                Sample.on(jdk).agent(arguments(",stats=true")).plain("Streams").run();
        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.err())
                .containsPattern("deflate device=hisi_zip-0 streams=\\d+ offloaded=[1-9]\\d* zlib=\\d+ fallback=0 ")
                .containsPattern("inflate device=hisi_zip-0 streams=[1-9]");
    }

    // on the software device one stream may use several threads if it is told to, under the agent as well
    @ParameterizedTest
    @MethodSource("jdks")
    void severalThreadsForOneStreamChangeNothingThatIsSeen(Jdk jdk) throws Exception {
        Run expected = Sample.on(jdk).plain("Streams").run();
        assertThat(Sample.on(jdk)
                        .agent("threads=2,block=65536")
                        .plain("Streams")
                        .run())
                .isEqualTo(expected);
    }
}
