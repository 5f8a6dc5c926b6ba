// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.tests.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The recipe of docs/aot.md: a JDK 25's cache of loaded classes, made and used with the agent. */
@Tag("thorough")
class AotCacheTest {
    private static final String NATIVE = "--enable-native-access=ALL-UNNAMED";

    @TempDir
    private Path directory;

    private Jdk jdk;
    private Path jar;

    private void packTheProgram() throws Exception {
        jdk = Jdk.last();
        assumeTrue(jdk.feature() >= 25, "there is no Java 25: set the system property test.java25");
        Path source = Files.writeString(
                directory.resolve("Squeeze.java"),
                """
                import java.io.OutputStream;
                import java.util.zip.GZIPOutputStream;

                public class Squeeze {
                    public static void main(String[] arguments) throws Exception {
                        try (OutputStream out = new GZIPOutputStream(OutputStream.nullOutputStream())) {
                            out.write(new byte[1 << 20]);
                        }
                        System.out.println("done");
                    }
                }
                """);
        jar = directory.resolve("app.jar");
        assertThat(Run.of(List.of(jdk.tool("javac"), "-d", directory.toString(), source.toString()))
                        .exit())
                .isZero();
        assertThat(Run.of(List.of(jdk.tool("jar"), "cf", jar.toString(), "-C", directory.toString(), "Squeeze.class"))
                        .exit())
                .isZero();
    }

    private Run run(String cache, boolean agent, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of(jdk.tool("java"), cache, NATIVE));
        command.addAll(List.of(options));
        if (agent) {
            command.add("-javaagent:" + Sample.builtAgent() + "=start=eager,stats=true");
        }
        command.addAll(List.of("-cp", jar.toString(), "Squeeze"));
        return Run.of(command);
    }

    /** Without it the recipe is one that the JVM turns down without a word. */
    @Test
    void aCacheMadeWithTheAgentIsTakenWithItAndTheStreamIsServed() throws Exception {
        packTheProgram();
        Path cache = directory.resolve("app.aot");
        Run training = run("-XX:AOTCacheOutput=" + cache, true);
        assertThat(training.exit()).as(training.err()).isZero();
        assertThat(cache).exists();
        Path log = directory.resolve("loaded");
        // AOTMode=on: it does not start if it can't take the cache
        Run use = run("-XX:AOTCache=" + cache, true, "-XX:AOTMode=on", "-Xlog:class+load:file=" + log);
        assertThat(use.exit()).as(use.err()).isZero();
        assertThat(use.out()).isEqualTo("done\n");
        assertThat(use.err()).contains("deflate device=soft streams=1 offloaded=1");
        assertThat(Files.readAllLines(log))
                .filteredOn(line -> line.contains(" Squeeze source: "))
                .singleElement()
                .asString()
                .contains("shared objects file");
    }

    /** Without it the document says "in both or in neither" of something that would not matter. */
    @Test
    void aCacheMadeWithoutTheAgentIsNotTakenWithIt() throws Exception {
        packTheProgram();
        Path cache = directory.resolve("app.aot");
        assertThat(run("-XX:AOTCacheOutput=" + cache, false).exit()).isZero();
        Run use = run("-XX:AOTCache=" + cache, true, "-XX:AOTMode=on");
        assertThat(use.exit()).isEqualTo(1);
        assertThat(use.out() + use.err()).contains("java.instrument");
    }
}
