// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.tests.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.warpdrive.tests.agent.Jdk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code doctor} on machines on which one thing is broken: the sentence that helps, and the right exit status. */
class DoctorTest {
    private static final String NOBODY = "65534";

    @TempDir
    private Path directory;

    private Wd.Result doctor(Path jar, List<String> options, String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add(0, "doctor");
        return Wd.run(directory, null, AgentProgram.command(jar, options, all.toArray(new String[0])));
    }

    /** What stands for a subject: the line with its state and fact, and the next, with the advice. */
    private static String finding(Wd.Result result, String subject) {
        List<String> lines = result.text().lines().toList();
        for (int i = 0; i + 1 < lines.size(); i++) {
            if (lines.get(i).contains("  " + subject + ": ")) {
                return lines.get(i) + "\n" + lines.get(i + 1).strip();
            }
        }
        throw new AssertionError("nothing about " + subject + " in " + result.text() + result.err());
    }

    /** Without it the exit status, which scripts ask, and the JSON, which they read, mean nothing. */
    @Test
    void aMachineOnWhichAllIsWellSaysSo() throws Exception {
        Wd.Result text = doctor(AgentProgram.built(), List.of());
        assertThat(text.exit()).as(text.toString()).isZero();
        assertThat(text.text()).doesNotContain("broken").endsWith("\nSomething accelerates.\n");
        Wd.Result json = doctor(AgentProgram.JAR, List.of(), "--json");
        assertThat(json.exit()).isZero();
        assertThat(json.text())
                .startsWith("{\"accelerates\":true,\"findings\":[{\"subject\":\"java\",\"state\":\"ok\",");
        assertThat(doctor(AgentProgram.JAR, List.of(), "--nonsense").exit()).isEqualTo(2);
    }

    /** Without it a library that ends too early ends the process, and one that is none is a riddle of the linker's. */
    @ParameterizedTest
    @ValueSource(ints = {0, 3000})
    void aDamagedLibraryIsNamed(int kept) throws Exception {
        Path copy = directory.resolve("wd-agent.jar");
        try (JarFile jar = new JarFile(AgentProgram.built().toFile());
                JarOutputStream out = new JarOutputStream(Files.newOutputStream(copy), jar.getManifest())) {
            for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
                JarEntry entry = entries.nextElement();
                if (!entry.isDirectory() && !entry.getName().equals(JarFile.MANIFEST_NAME)) {
                    byte[] bytes = jar.getInputStream(entry).readAllBytes();
                    out.putNextEntry(new JarEntry(entry.getName()));
                    out.write(entry.getName().endsWith("/libwarpdrive.so") ? Arrays.copyOf(bytes, kept) : bytes);
                }
            }
        }
        Wd.Result result = doctor(copy, List.of());
        assertThat(result.exit()).isEqualTo(1);
        assertThat(finding(result, "device soft")).startsWith("broken").contains("get the jar anew");
        assertThat(result.text()).endsWith("\nNothing accelerates: everything is zlib's.\n");
    }

    /** Without it a JVM that forbids native code looks like one that has no engine. */
    @Test
    void deniedNativeAccessIsNamed() throws Exception {
        Jdk jdk = Jdk.last();
        assumeTrue(jdk.feature() >= 25, "there is no Java 25: set the system property test.java25");
        // as a library: the jar's own manifest would allow it
        List<String> command = new ArrayList<>(Wd.command(List.of("--illegal-native-access=deny"), "doctor"));
        command.set(0, jdk.home().resolve("bin/java").toString());
        command.remove("--enable-native-access=ALL-UNNAMED");
        Wd.Result result = Wd.run(directory, null, command);
        assertThat(result.exit()).isEqualTo(1);
        assertThat(finding(result, "native access"))
                .startsWith("broken")
                .endsWith("Start the JVM with --enable-native-access=ALL-UNNAMED.");
        assertThat(finding(result, "device soft")).endsWith("see native access.");
    }

    /** Runs it with a file system of its own as the temporary directory. */
    private Wd.Result onFileSystem(String options) throws Exception {
        Path mount = Files.createDirectory(directory.resolve("mounted"));
        List<String> command = new ArrayList<>(List.of("unshare", "--map-root-user", "--mount", "sh", "-c"));
        Wd.Result probe = Wd.run(directory, null, List.of("unshare", "--map-root-user", "--mount", "true"));
        assumeTrue(probe.exit() == 0, () -> "no file system can be mounted here: " + probe.err());
        command.add("mount -t tmpfs -o " + options + " none " + mount + " && exec \"$@\"");
        command.add("sh");
        command.addAll(AgentProgram.command(AgentProgram.built(), List.of("-Djava.io.tmpdir=" + mount), "doctor"));
        return Wd.run(directory, null, command);
    }

    /** Without it hardened hosts, which mount /tmp noexec, lose the engines and are not told why. */
    @Test
    void aTemporaryDirectoryWithoutExecIsNamed() throws Exception {
        assumeTrue(Wd.has("unshare"), "unshare is not there");
        Wd.Result result = onFileSystem("noexec");
        assertThat(finding(result, "temporary directory"))
                .startsWith("broken")
                .contains("mounted noexec", "-Djava.io.tmpdir=DIR");
        assertThat(finding(result, "device soft")).endsWith("see there.");
        assertThat(result.exit()).isEqualTo(1);
    }

    /** Without it a container with a read-only root has zlib and no reason. */
    @Test
    void aReadOnlyTemporaryDirectoryIsNamed() throws Exception {
        assumeTrue(Wd.has("unshare"), "unshare is not there");
        Wd.Result result = onFileSystem("ro");
        assertThat(finding(result, "temporary directory")).startsWith("broken").contains("which is read-only");
        assertThat(result.exit()).isEqualTo(1);
    }

    /** Without it a full disk takes the engines away until somebody starts the program again. */
    @Test
    void aFullTemporaryDirectoryIsNamed() throws Exception {
        assumeTrue(Wd.has("unshare"), "unshare is not there");
        Wd.Result result = onFileSystem("size=64k");
        assertThat(finding(result, "temporary directory"))
                .startsWith("broken")
                .contains("no room for 1024 KB (No space left on device)");
        assertThat(result.exit()).isEqualTo(1);
    }

    /** Without it a device that only lacks a udev rule looks as unusable as one that is broken. */
    @Test
    void aDeviceThatMayNotBeOpenedHasTheUdevRuleBesideIt() throws Exception {
        boolean root = (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0;
        assumeTrue(
                !root || Wd.has("setpriv"), "root may open anything, and setpriv, to be somebody else, is not there");
        Path attributes = Files.createDirectories(directory.resolve("sys/class/uacce/hisi_zip-0"));
        for (String each : List.of(
                "api=hisi_qm_v2",
                "flags=1",
                "algorithms=zlib\ngzip\ndeflate",
                "region_mmio_size=16384",
                "region_dus_size=4096",
                "available_instances=10")) {
            String[] pair = each.split("=", 2);
            Files.writeString(attributes.resolve(pair[0]), pair[1] + "\n");
        }
        Path node = Files.createDirectories(directory.resolve("dev")).resolve("hisi_zip-0");
        Files.createFile(node, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("---------")));
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path copy = Files.copy(AgentProgram.built(), directory.resolve("wd-agent.jar"));
        Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-r--r--"));
        List<String> command = new ArrayList<>();
        if (root) {
            command.addAll(List.of("setpriv", "--reuid", NOBODY, "--clear-groups"));
        }
        command.addAll(AgentProgram.command(copy, List.of(), "doctor", "--set", "root=" + directory));
        Wd.Result result = Wd.run(directory, null, command);
        assertThat(finding(result, "device hisi_zip-0"))
                .startsWith("broken")
                .contains("no permission for " + node, "udev rule: KERNEL==\"hisi_zip-*\"");
        assertThat(finding(result, "hardware")).contains("1 registered with uacce");
    }

    /** Without it a program behind a setting that was forgotten is looked at for hours. */
    @Test
    void zlibByConfigurationIsNamed() throws Exception {
        Wd.Result result = doctor(AgentProgram.built(), List.of("-Dwarpdrive.device=zlib"));
        assertThat(result.exit()).isEqualTo(1);
        assertThat(finding(result, "configuration")).startsWith("costs speed").contains("device=zlib");
    }
}
