// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.tests.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Classes of an application that extend Deflater or Inflater. */
class SubclassTest {
    static List<Jdk> jdks() {
        return Jdk.all();
    }

    // Hadoop's compressors only add methods, and would stay on zlib
    @ParameterizedTest
    @MethodSource("jdks")
    void onesThatOnlyAddAreServedAndDoTheSame(Jdk jdk) throws Exception {
        Run expected = Sample.on(jdk).plain("Extending").run();
        Run actual = Sample.on(jdk).agent("stats=true").plain("Extending").run();
        assertThat(actual.out()).isEqualTo(expected.out()).contains("true");
        assertThat(actual.exit()).isZero();
        assertThat(actual.err())
                .containsPattern("deflate device=soft streams=\\d+ offloaded=2\\d")
                .containsPattern("inflate device=soft streams=\\d+ offloaded=2\\d");
    }

    // the JVM refuses whoever takes back a parent: another agent could not change such a class any more
    @ParameterizedTest
    @MethodSource("jdks")
    void theyMayBeTransformedAgain(Jdk jdk, @TempDir Path directory) throws Exception {
        Run run = Sample.on(jdk)
                .agent("")
                .sampleAgent("RetransformingAgent", directory)
                .plain("Extending")
                .run();
        assertThat(run.out()).contains("again Compressor").contains("again Decompressor");
        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isZero();
    }
}
