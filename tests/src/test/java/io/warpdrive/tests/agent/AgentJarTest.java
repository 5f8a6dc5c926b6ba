// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.tests.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** What is carried into every process that names the agent. */
class AgentJarTest {
    private static final Path JAR = Path.of("..", "wd-agent", "target", "wd-agent.jar");
    private static final String LEFT_OUT = "io/warpdrive/emulator";

    private static List<JarEntry> entries(JarFile jar) {
        return jar.stream().filter(entry -> !entry.isDirectory()).toList();
    }

    private static String directory(JarEntry entry) {
        return entry.getName().substring(0, entry.getName().lastIndexOf('/') + 1);
    }

    /** Without it the application's picocli, ASM or JNA meets ours: both would be found by one class loader. */
    @Test
    void nothingButTheAgentsOwnPackageIsSeenByTheApplication() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            assertThat(entries(jar))
                    .extracting(AgentJarTest::directory)
                    .filteredOn(name -> !name.startsWith("warpdrive/"))
                    .containsOnly("META-INF/", "io/warpdrive/agent/");
        }
    }

    /** Without it whatever lies about ends up in every production system, a server that reads others' memory included. */
    @Test
    void theJarHasTheAgentTheLibraryAndWhatBothStandOnAndNothingElse() throws IOException {
        Set<String> directories = new TreeSet<>();
        try (JarFile jar = new JarFile(JAR.toFile())) {
            entries(jar).forEach(entry -> directories.add(directory(entry)));
        }
        assertThat(directories)
                .contains("io/warpdrive/agent/", "warpdrive/io/warpdrive/zip/", "warpdrive/io/warpdrive/hisi/driver/")
                .contains("warpdrive/io/warpdrive/cli/", "warpdrive/picocli/")
                .noneMatch(name -> name.contains(LEFT_OUT) || name.contains("/compress/"))
                .allMatch(name -> name.matches("META-INF/"
                        + "|io/warpdrive/agent/"
                        + "|warpdrive/META-INF/(services/|maven/io.warpdrive/wd-deflater/)?"
                        + "|warpdrive/java/util/zip/"
                        + "|warpdrive/io/warpdrive/.*"
                        + "|warpdrive/com/sun/jna/(internal/|ptr/|linux-x86-64/|linux-aarch64/)?"
                        + "|warpdrive/picocli/"
                        + "|warpdrive/org/objectweb/asm/(commons/)?"));
    }

    /** Without it something in the jar needs a class that is not: a NoClassDefFoundError in somebody's program. */
    @Test
    void nothingInTheJarRefersToWhatIsLeftOut() throws IOException {
        List<String> wrong = new ArrayList<>();
        try (JarFile jar = new JarFile(JAR.toFile())) {
            for (JarEntry entry : entries(jar)) {
                try (InputStream bytes = jar.getInputStream(entry)) {
                    String content = new String(bytes.readAllBytes(), StandardCharsets.ISO_8859_1);
                    if (content.contains(LEFT_OUT + "/") || content.contains(LEFT_OUT.replace('/', '.') + ".")) {
                        wrong.add(entry.getName());
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }
}
