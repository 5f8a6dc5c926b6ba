// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.tests.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpdrive.cli.Wd;
import io.warpdrive.emulator.Blocks;
import io.warpdrive.tests.agent.Run;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole programs on the device. */
@Tag("kernel")
@Tag("sva")
final class ProgramsTest {
    private static final String ON_DEVICE = "stats=true,device=" + Guest.DEVICE;

    // where an operator looks first
    @Test
    void theDeviceIsListedAndChosen() throws Exception {
        Run run = Run.of(Guest.java(Wd.class.getName(), "devices", "--device", Guest.DEVICE));
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("hisi_zip-0   sva, api " + Guest.api() + ", deflate gzip zlib, ")
                .contains("HiSilicon ZIP engine, /dev/hisi_zip-0")
                .contains("deflate  gzip     hisi_zip-0, levels 1-9");
        run.out().lines().forEach(line -> System.out.println("  | " + line));
    }

    // one flag, and an existing program's streams go through the queue; nothing else may change
    @ParameterizedTest
    @ValueSource(strings = {"Streams", "Threads"})
    void unmodifiedProgramsDoTheSameWithTheAgent(String program) throws Exception {
        Run expected = Guest.withoutAgent(program);
        Run actual = Run.of(Guest.program(ON_DEVICE, program));
        assertThat(actual.exit()).isEqualTo(expected.exit());
        assertThat(actual.out()).isEqualTo(expected.out()).isNotEmpty();
        assertThat(actual.err()).containsPattern("deflate device=hisi_zip-0 streams=\\d+ offloaded=[1-9]");
        assertThat(actual.err()).containsPattern("deflate .* fallback=0 ");
    }

    // a fault in the middle of a program costs time, and a line; the program must not notice
    @ParameterizedTest
    @ValueSource(strings = {"fail_at corrupt_at", "drop_at", "reset_at"})
    void faultsInMidStreamAreNotSeenByTheProgram(String names) throws Exception {
        List<String> faults = List.of(names.split(" "));
        Run expected = Guest.withoutAgent("Streams");
        try {
            for (int i = 0; i < faults.size(); i++) {
                Guest.parameter(faults.get(i), 5 + i);
            }
            Run actual = Run.of(Guest.program(ON_DEVICE + ",verify=true", "Streams"));
            assertThat(actual.exit()).isEqualTo(expected.exit());
            assertThat(actual.out()).isEqualTo(expected.out());
            assertThat(actual.err()).containsPattern("deflate device=hisi_zip-0 .* fallback=[" + faults.size() + "-9]");
            assertThat(faults).as("the faults have come").allMatch(fault -> Guest.parameter(fault) == 0);
        } finally {
            faults.forEach(fault -> Guest.parameter(fault, 0));
        }
    }

    // several megabytes through the command as the RFC's sample program does it; the host looks at them with its own
    // gzip
    @ParameterizedTest
    @ValueSource(strings = {"gzip", "zlib"})
    void megabytesGoThroughTheCommandAndBack(String format, @TempDir Path directory) throws Exception {
        Path plain = Files.write(directory.resolve("plain"), megabytes());
        String suffix = format.equals("gzip") ? ".gz" : ".zz";
        Path packed = Guest.OUT.resolve(format + suffix);
        String option = format.equals("gzip") ? "-g" : "-z";
        pipe(plain, packed, option);
        assertThat(Files.size(packed)).isLessThan(Files.size(plain) * 9 / 10);
        Path back = directory.resolve("back");
        pipe(packed, back, option, "-d");
        assertThat(Files.mismatch(plain, back)).isEqualTo(-1);
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(plain));
        Files.writeString(Guest.OUT.resolve(format + ".sha256"), HexFormat.of().formatHex(digest) + "\n");
    }

    private static void pipe(Path in, Path out, String... arguments) throws IOException, InterruptedException {
        long before = Guest.parameter("requests");
        List<String> command = Guest.java(Wd.class.getName(), arguments);
        command.addAll(List.of("--device", Guest.DEVICE));
        int exit = new ProcessBuilder(command)
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.appendTo(new File("/dev/console")))
                .start()
                .waitFor();
        assertThat(exit).isZero();
        if (arguments.length == 1) {
            assertThat(Guest.parameter("requests") - before).isGreaterThan(50);
        }
    }

    private static byte[] megabytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < 8; i++) {
            bytes.write(Blocks.text(500_000, i));
            bytes.write(Blocks.noise(50_000, i));
        }
        return bytes.toByteArray();
    }
}
