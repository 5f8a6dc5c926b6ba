// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpdrive.health.WdHealth.Finding;
import io.warpdrive.health.WdHealth.State;
import io.warpdrive.queue.WdDevices;
import io.warpdrive.settings.WdConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read out of the kernel's files, by files that say what other machines' do. */
class FindingsTest {
    @TempDir
    private Path root;

    private SystemFiles system() {
        return new SystemFiles(root);
    }

    private Path file(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text + "\n");
    }

    private void map(Path... files) throws IOException {
        StringBuilder maps =
                new StringBuilder("7f00-7f01 rw-p 00000000 00:00 0 \n7f02-7f03 r-xp 0 00:00 0      [vdso]\n");
        for (Path file : files) {
            maps.append("7f04-7f05 r-xp 00000000 fe:00 1234        ")
                    .append(file)
                    .append('\n');
        }
        file("proc/self/maps", maps.toString());
    }

    /** Without it the operator looks for gains over a zlib that the JDK does not run on. */
    @Test
    void theZlibInUseIsTheBundledOneEvenBesideAPreloadedOne() throws IOException {
        Path jdk = file("jdk/libzip.so", "\0\1 deflate 1.3.1 Copyright 1995-2024 Jean-loup Gailly and Mark Adler \0");
        Path other = file("other/libz.so.1.3.1.zlib-ng", " deflate 1.3.1.zlib-ng Copyright 1995-2024 zlib-ng");
        map(jdk, other);
        Finding finding = ZlibInUse.look(system());
        assertThat(finding.fact()).isEqualTo("the JDK's own, 1.3.1");
        assertThat(finding.advice()).contains(other.toString()).contains("this JDK does not use it");
    }

    /** Without it gains that zlib-ng leaves no room for are taken for a fault. */
    @Test
    void zlibNgIsToldFromZlib() throws IOException {
        Path jdk = file("jdk/libzip.so", "no zlib in here");
        map(jdk, file("lib/libz.so.1.3.1", " deflate 1.3.1.zlib-ng Copyright 1995-2024 zlib-ng"));
        assertThat(ZlibInUse.look(system()).advice()).startsWith("It is zlib-ng");
        map(jdk, file("lib/libz.so.1.2.13", " deflate 1.2.13 Copyright 1995-2022 Jean-loup Gailly"));
        assertThat(ZlibInUse.look(system()))
                .matches(finding -> finding.fact().startsWith("the system's, 1.2.13, ")
                        && finding.advice().equals("Fine."));
        map();
        assertThat(ZlibInUse.look(system()).fact()).isEqualTo("not known");
    }

    /** Without it an Alpine image seems to lack a device for no reason. */
    @Test
    void muslIsToldFromGlibc() throws IOException {
        map(Path.of("/lib/ld-musl-x86_64.so.1"));
        assertThat(CLibrary.look(system()))
                .matches(finding ->
                        finding.state() == State.COSTS_SPEED && finding.fact().equals("musl"));
        map(file("lib/libc.so.6", "GNU C Library (Debian GLIBC 2.36-9) stable release version 2.36."));
        assertThat(CLibrary.look(system()).fact()).isEqualTo("glibc 2.36");
    }

    /** Without it a container with one processor's time is told to use more threads. */
    @ParameterizedTest
    @CsvSource({
        "0::/a/b,      sys/fs/cgroup/a/cpu.max,                    150000 100000, limited to the time of 1.50, COSTS_SPEED",
        "0::/,         sys/fs/cgroup/cpu.max,                      400000 100000, limited to the time of 4.00, OK",
        "0::/,         sys/fs/cgroup/cpu.max,                      max 100000,    no limit,                    OK",
        "'3:cpu,cpuacct:/x', sys/fs/cgroup/cpu/x/cpu.cfs_quota_us, 50000,         limited to the time of 0.50, COSTS_SPEED",
        "1:cpu:/x,     sys/fs/cgroup/cpu/cpu.cfs_quota_us,         300000,        limited to the time of 3.00, OK",
        "1:cpu:/,      sys/fs/cgroup/cpu/cpu.cfs_quota_us,         -1,            no limit,                    OK",
        "1:cpu:/,      sys/fs/cgroup/cpu/cpu.cfs_quota_us,         nonsense,      no limit,                    OK",
    })
    void aContainersLimitIsFound(String group, String name, String value, String fact, State state) throws IOException {
        file("proc/self/cgroup", group);
        file(name, value);
        if (name.endsWith("quota_us")) {
            file(name.replace("quota", "period"), "100000");
        }
        Finding finding = ProcessorLimit.look(system(), 8);
        assertThat(finding.fact()).isEqualTo("8 processors, " + fact);
        assertThat(finding.state()).isEqualTo(state);
    }

    private Finding hardware() {
        WdConfiguration configuration = WdConfiguration.read(new Properties(), Map.of("root", root.toString()));
        return new Hardware(system()).look(WdDevices.discover(configuration));
    }

    /** Without it whoever has bought the machine with the engine is told that there is none, and not what is missing. */
    @Test
    void eachStepFromTheBusToTheProgramIsNamedWhereItIsMissing() throws IOException {
        assertThat(hardware().fact()).isEqualTo("no ZIP engine on this machine");
        file("sys/bus/pci/devices/0000:75:00.0/vendor", "0x19e5");
        file("sys/bus/pci/devices/0000:75:00.0/device", "0xa250");
        assertThat(hardware().advice())
                .startsWith("The kernel needs the module hisi_zip")
                .contains("uacce_mode=1");
        file("sys/module/hisi_zip/parameters/uacce_mode", "0");
        assertThat(hardware().advice()).startsWith("Unload hisi_zip").contains("uacce_mode=1");
        file("sys/module/hisi_zip/parameters/uacce_mode", "1");
        assertThat(hardware().fact()).startsWith("no IOMMU");
        file("sys/class/iommu/smmu3.0x100000/x", "");
        assertThat(hardware().advice()).startsWith("The kernel needs CONFIG_UACCE");
        assertThat(hardware().state()).isEqualTo(State.COSTS_SPEED);
    }

    /** Without it the one device that a machine has may stay unused for want of a line in a file. */
    @ParameterizedTest
    @CsvSource({
        "no permission for /dev/hisi_zip-0,                     udev rule",
        "the kernel gives it no shared virtual addressing,      CONFIG_IOMMU_SVA",
        "isolated by the kernel after too many errors,          dmesg",
        "no /dev/hisi_zip-0,                                    --device",
    })
    void whatKeepsADeviceFromBeingUsedHasARemedy(String reason, String remedy) {
        assertThat(Hardware.advice(reason)).contains(remedy);
    }

    /** Without it a directory from which nothing can be loaded looks like any other. */
    @Test
    void aTemporaryDirectoryIsJudgedByWhatItIsMountedWith() throws IOException {
        file("proc/self/mountinfo", "1 0 0:1 / / rw - ext4 x rw\n2 1 0:2 / " + root + " rw,noexec - tmpfs x rw");
        assertThat(TemporaryDirectory.look(root, system()))
                .matches(finding -> finding.state() == State.BROKEN
                        && finding.fact().contains("noexec")
                        && finding.advice().startsWith("Name another directory with -Djava.io.tmpdir=DIR"));
        file("proc/self/mountinfo", "1 0 0:1 / / rw,noexec - ext4 x rw\n2 1 0:2 / " + root + " rw - tmpfs x rw");
        assertThat(TemporaryDirectory.look(root, system()).state()).isEqualTo(State.OK);
        assertThat(TemporaryDirectory.look(root.resolve("none"), system()).fact())
                .endsWith("which is not there");
        assertThat(root).isDirectoryNotContaining("glob:**/warpdrive-*");
    }

    /** Without it Windows is promised what Linux gets. */
    @Test
    void otherSystemsAreTold() {
        assertThat(JavaRuntime.look(17, "17.0.1 (x)", "Mac OS X", "aarch64").state())
                .isEqualTo(State.BROKEN);
        assertThat(JavaRuntime.look(17, "17.0.1 (x)", "Linux", "riscv64").state())
                .isEqualTo(State.BROKEN);
        assertThat(JavaRuntime.look(17, "17.0.1 (x)", "Linux", "aarch64").state())
                .isEqualTo(State.OK);
    }

    /** Without it "everything is zlib" by a setting that was forgotten looks like health. */
    @Test
    void aConfigurationThatWantsZlibIsNamed() {
        WdHealth health = new Examination(
                        WdConfiguration.read(new Properties(), Map.of("device", "zlib")), SystemFiles.real())
                .run();
        assertThat(health.accelerates()).isFalse();
        assertThat(health.findings())
                .filteredOn(finding -> finding.subject().equals("configuration"))
                .singleElement()
                .matches(finding ->
                        finding.state() == State.COSTS_SPEED && finding.advice().contains("device=zlib"));
    }

    /** Without it the check that a program makes at its start says nothing of what the program gets. */
    @Test
    void aProgramCanAskForAllOfIt() {
        // other tests of the same process may have asked for something else
        WdConfiguration.override(Map.of());
        WdHealth health = WdHealth.check();
        assertThat(health.accelerates()).isTrue();
        assertThat(health.findings())
                .extracting(Finding::subject)
                .startsWith("java", "zlib", "native access", "C library", "temporary directory", "device soft")
                .endsWith("hardware", "processors", "configuration");
        assertThat(health.findings()).allMatch(finding -> finding.advice().endsWith("."));
    }
}
