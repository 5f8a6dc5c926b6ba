// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.tests.apps;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpdrive.tests.agent.Jdk;
import io.warpdrive.tests.agent.Run;
import io.warpdrive.tests.agent.Sample;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Libraries that use java.util.zip in their own ways do with the agent what they do without. */
@Tag("thorough")
class ApplicationsTest {
    private static final String OURS = "warpdrive: ";

    static Stream<Arguments> applications() {
        return Jdk.all().stream()
                .flatMap(jdk -> Stream.of("okhttp", "okhttp4", "ktor", "ktor2", "pekko", "jgit", "dictzip", "netty")
                        .map(application -> Arguments.of(jdk, application)));
    }

    // a message cut, a byte that comes late, an exception or a hang would be data lost by one flag
    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("applications")
    void whatArrivesIsWhatArrivesWithoutTheAgent(Jdk jdk, String application) throws Exception {
        ExecutorService beside = Executors.newSingleThreadExecutor();
        Run actual;
        Run expected;
        try {
            Future<Run> plain =
                    beside.submit(() -> Sample.on(jdk).application(application).run());
            actual = Sample.on(jdk).application(application).agent("stats=true").run();
            expected = plain.get();
        } finally {
            beside.shutdown();
        }
        assertThat(expected.exit()).as(expected.err()).isZero();
        assertThat(expected.out()).isNotEmpty().doesNotContain(" instead of ");
        assertThat(differences(expected, actual)).isEmpty();
        assertThat(actual.exit()).isEqualTo(expected.exit());
        assertThat(actual.errLines()).filteredOn(line -> !line.startsWith(OURS)).isEqualTo(expected.errLines());
        // otherwise the two would be the same for want of anything done
        List<String> statistics =
                actual.errLines().stream().filter(line -> line.startsWith(OURS)).toList();
        assertThat(statistics)
                .hasSize(2)
                .anyMatch(line -> line.matches(OURS + "deflate device=soft streams=\\d+ offloaded=[1-9].*"))
                .anyMatch(line -> line.matches(OURS + "inflate device=soft streams=\\d+ offloaded=[1-9].*"));
    }

    /** The first lines that are not the same: there may be thousands. */
    private static List<String> differences(Run expected, Run actual) {
        List<String> wanted = expected.out().lines().toList();
        List<String> found = actual.out().lines().toList();
        return IntStream.range(0, Math.max(wanted.size(), found.size()))
                .filter(i -> !line(wanted, i).equals(line(found, i)))
                .limit(10)
                .mapToObj(i -> (i + 1) + ": " + line(found, i) + " instead of " + line(wanted, i))
                .toList();
    }

    private static String line(List<String> lines, int index) {
        return index < lines.size() ? lines.get(index) : "nothing";
    }
}
