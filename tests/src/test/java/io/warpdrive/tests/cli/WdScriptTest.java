// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.tests.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code wd}, which finds Java and what was built. */
class WdScriptTest {
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    private Path directory;

    private Path copy;

    @BeforeEach
    void copyTheScript() throws IOException {
        copy = Files.createDirectory(directory.resolve("copy")).resolve("wd");
        Files.copy(HOME.resolve("wd"), copy);
        Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createDirectory(directory.resolve("bin"));
    }

    private Wd.Result run(Map<String, String> environment, String... command) throws Exception {
        ProcessBuilder builder = Wd.builder(directory, null, List.of(command));
        builder.environment().putAll(environment);
        Process process = builder.start();
        byte[] out = process.getInputStream().readAllBytes();
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Wd.Result(Wd.end(process), out, err);
    }

    private static void assumeBuilt() {
        assumeTrue(
                Files.exists(HOME.resolve("wd-deflater/target/classpath")),
                "nothing is packaged yet: run this with mvn verify");
    }

    private void script(String name, String text) throws IOException {
        Path path = Files.createDirectories(directory.resolve(name).getParent())
                .resolve(Path.of(name).getFileName());
        Files.writeString(path, "#!/bin/sh\n" + text + "\n");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** People link it into their PATH, and work elsewhere. */
    @Test
    void runsThroughLinksFromAnyDirectory() throws Exception {
        assumeBuilt();
        Path relative = Files.createSymbolicLink(directory.resolve("bin/wd"), Path.of("../linked"));
        Files.createSymbolicLink(directory.resolve("linked"), HOME.resolve("wd"));
        Files.writeString(directory.resolve("naïve file"), "text");
        Wd.Result result = run(Map.of("LC_ALL", "C"), relative.toString(), "gzip", "naïve file");
        assertThat(result).matches(Wd.Result::isQuiet);
        assertThat(directory.resolve("naïve file.gz")).exists();
    }

    /** {@code java -cp $(wd classpath)} is how programs without the agent use the library. */
    @Test
    void classPathServesOtherPrograms() throws Exception {
        assumeBuilt();
        Wd.Result result = run(Map.of(), HOME.resolve("wd").toString(), "classpath");
        assertThat(result.err()).isEmpty();
        Files.writeString(
                directory.resolve("Program.java"),
                """
                public class Program {
                    public static void main(String[] arguments) {
                        System.out.print(new io.warpdrive.zip.HwDeflater(1).getAdler());
                    }
                }
                """);
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Wd.Result program = run(Map.of(), java, "-cp", result.text().strip(), "Program.java");
        assertThat(program.text()).as(program.err()).isEqualTo("1");
    }

    /** Pinned JDKs come as JAVA_HOME; one that is not there must not be passed over in silence. */
    @Test
    void wrongJavaHomeIsNamed() throws Exception {
        Wd.Result result = run(Map.of("JAVA_HOME", "/nowhere"), copy.toString(), "--version");
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err()).startsWith("wd: JAVA_HOME is /nowhere").hasLineCount(1);
    }

    /** Class file errors would say the same, but not to everybody. */
    @Test
    void oldJavaIsRefused() throws Exception {
        script("old/bin/java", "echo 'openjdk version \"11.0.2\" 2019-01-15' >&2");
        String home = directory.resolve("old").toString();
        Wd.Result asked = run(Map.of("JAVA_HOME", home), copy.toString(), "--version");
        assertThat(asked.err())
                .startsWith("wd: java is 11.0.2")
                .contains("17 or newer")
                .hasLineCount(1);
        Files.writeString(directory.resolve("old/release"), "JAVA_VERSION=\"1.8.0_392\"\n");
        Wd.Result read = run(Map.of("JAVA_HOME", home), copy.toString(), "--version");
        assertThat(read.err()).startsWith("wd: java is 1.8.0_392").hasLineCount(1);
        assertThat(read.exit()).isEqualTo(1);
    }

    /** On a machine without Maven the first run can only say so. */
    @Test
    void missingMavenIsNamed() throws Exception {
        for (String tool : List.of("bash", "dirname", "readlink", "find", "sed")) {
            Files.createSymbolicLink(
                    directory.resolve("bin").resolve(tool), Wd.find(tool).orElseThrow());
        }
        Map<String, String> environment =
                Map.of("PATH", directory.resolve("bin").toString(), "JAVA_HOME", System.getProperty("java.home"));
        Wd.Result result = run(environment, copy.toString(), "--version");
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err()).startsWith("wd: mvn is missing").hasLineCount(1);
    }
}
