// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.soft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.jna.Platform;
import io.warpdrive.settings.WdConfiguration;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Libraries that have ISA-L's name and functions. They are compiled here, in front of the one that is carried along; each
 * is loaded by a process of its own, as one process binds to one library.
 */
final class OtherIsalTest {
    @TempDir
    Path directory;

    /** Without it the other tests would be kept by a library that can't be loaded at all. */
    @Test
    void aLibraryThatIsAsExpectedIsTaken() throws Exception {
        assertThat(loadedWith("-DHOLDS_BACK=0", "-DFORGETS=0")).contains(directory.toString());
    }

    /** Without it a library that does not understand what a flush is keeps a program's messages to itself. */
    @Test
    void aLibraryThatDoesNotFlushIsPassedOver() throws Exception {
        assertThat(loadedWith("-DHOLDS_BACK=1", "-DFORGETS=0"))
                .startsWith("engines: ")
                .doesNotContain(directory.toString());
    }

    /** Without it a library that refers to other bytes than the history it was given damages every long stream. */
    @Test
    void aLibraryThatTakesOtherHistoryIsPassedOver() throws Exception {
        assertThat(loadedWith("-DHOLDS_BACK=0", "-DFORGETS=1"))
                .startsWith("engines: ")
                .doesNotContain(directory.toString());
    }

    /** Prints the engines that are loaded with a directory configured. */
    public static void main(String[] arguments) {
        WdConfiguration configuration = WdConfiguration.read(
                new Properties(), Map.of("libraries", Path.of(arguments[0]).toString()));
        System.out.println("engines: "
                + new SoftDeviceProvider().discover(configuration).get(0).description());
    }

    private String loadedWith(String... definitions) throws Exception {
        compile(definitions);
        return run(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                OtherIsalTest.class.getName(),
                directory.toString());
    }

    private void compile(String... definitions) throws Exception {
        assumeThat(Platform.isLinux() && Platform.isIntel())
                .as("no ISA-L is carried along for this machine")
                .isTrue();
        assumeThat(isCompilerHere()).as("there is no gcc here").isTrue();
        Path real = copy("engines/linux-amd64/libgkl_compression.so", "real.so");
        Path source = copy("other_isal.c", "other_isal.c");
        String[] command = {
            "gcc",
            "-shared",
            "-fPIC",
            "-O1",
            "-Wall",
            "-Wextra",
            "-Werror",
            definitions[0],
            definitions[1],
            "-DREAL=\"" + real + "\"",
            "-o",
            directory.resolve("libisal.so.2").toString(),
            source.toString(),
            "-ldl"
        };
        assertThat(run(command)).as("what gcc says").isEmpty();
    }

    private Path copy(String resource, String name) throws IOException {
        Path file = directory.resolve(name);
        try (InputStream in = OtherIsalTest.class.getResourceAsStream(resource)) {
            Files.copy(in, file);
        }
        return file;
    }

    private static boolean isCompilerHere() throws InterruptedException {
        try {
            return new ProcessBuilder("gcc", "--version")
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static String run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
