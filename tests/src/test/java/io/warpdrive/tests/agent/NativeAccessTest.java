// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.tests.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Java 24 and later want to be told which code may load native libraries (JEP 472). */
class NativeAccessTest {
    private Jdk jdk;

    @BeforeEach
    void needsLaterJava() {
        jdk = Jdk.last();
        assumeTrue(jdk.feature() >= 25, "there is no Java 25: set the system property test.java25");
    }

    // where native code is forbidden there is still zlib; JNA's refusal is an Error that must not get out
    @Test
    void whereNativeAccessIsDeniedEverythingIsZlib() throws Exception {
        Run expected = Sample.bare(jdk).plain("Streams").run();
        Run actual = Sample.bare(jdk)
                .with("--illegal-native-access=deny")
                .agent("stats=true")
                .plain("Streams")
                .run();
        assertThat(actual.out()).isEqualTo(expected.out());
        assertThat(actual.exit()).isEqualTo(expected.exit());
        assertThat(actual.err())
                .contains("deflate device=zlib")
                .contains("inflate device=zlib")
                .doesNotContain("WARNING:")
                .doesNotContain("\tat ");
        assertThat(actual.errLines())
                .filteredOn(line -> line.startsWith("warpdrive: zlib does what no device can: "))
                .hasSize(1);
    }

    // without the option the JVM itself warns, which only the operator can change, and all else is as usual
    @Test
    void withoutTheOptionOnlyTheJvmWarns() throws Exception {
        Run expected = Sample.bare(jdk).plain("Streams").run();
        Run actual = Sample.bare(jdk).agent("").plain("Streams").run();
        assertThat(actual.out()).isEqualTo(expected.out());
        assertThat(actual.exit()).isEqualTo(expected.exit());
        assertThat(actual.errLines())
                .filteredOn(line -> !line.startsWith("WARNING: ") && !line.isEmpty())
                .isEqualTo(expected.errLines());
    }

    // a program that does not compress has nothing to be warned of
    @Test
    void aProgramThatCompressesNothingIsNotWarnedOf() throws Exception {
        Run run = Sample.bare(jdk)
                .with("--illegal-native-access=deny")
                .agent("")
                .plain("Hello")
                .run();
        assertThat(run).isEqualTo(new Run(0, "hello\n", ""));
    }
}
