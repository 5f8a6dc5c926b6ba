// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.tests.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpdrive.tests.emulator.EmulatorProcess;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several JVMs at once on one emulated device, as there is one engine in a machine. */
final class SharedDeviceTest {
    private static final int QUEUES = 16;
    private static final int PROCESSES = 3;
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

    @TempDir
    private Path directory;

    /** Without it processes would get each other's blocks, or an administrator would not see who holds what. */
    @Test
    void freeQueuesGoDownAndUpWithTheProcessesThatUseThem() throws Exception {
        byte[] data = new byte[2_000_000];
        new Random(1).nextBytes(data);
        try (EmulatorProcess emulator = EmulatorProcess.start(directory)) {
            assertThat(emulator).isNotNull();
            assertThat(shown()).isEqualTo(QUEUES);
            List<Process> processes = new ArrayList<>();
            for (int i = 0; i < PROCESSES; i++) {
                processes.add(start(i));
                processes.get(i).getOutputStream().write(data);
                processes.get(i).getOutputStream().flush();
            }
            // one queue for each direction
            await(QUEUES - 2 * PROCESSES);
            assertThat(shown()).isEqualTo(QUEUES - 2 * PROCESSES);
            for (int i = 0; i < PROCESSES; i++) {
                try (OutputStream input = processes.get(i).getOutputStream()) {
                    input.write(i);
                }
                assertThat(Wd.end(processes.get(i))).isZero();
                await(QUEUES - 2 * (PROCESSES - 1 - i));
                assertThat(gunzip(output(i)))
                        .startsWith(data)
                        .hasSize(data.length + 1)
                        .endsWith(i);
            }
            assertThat(shown()).isEqualTo(QUEUES);
        }
    }

    private Path output(int number) {
        return directory.resolve("output" + number);
    }

    private Process start(int number) throws IOException {
        return new ProcessBuilder(Wd.command(List.of(), "-g", "--device", "hisi_zip-0", "--set", "root=" + directory))
                .redirectOutput(output(number).toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private void await(int free) throws IOException {
        Path attribute = directory.resolve("sys/class/uacce/hisi_zip-0/available_instances");
        long start = System.nanoTime();
        while (Integer.parseInt(Files.readString(attribute).strip()) != free) {
            assertThat(System.nanoTime() - start).isLessThan(PATIENCE);
            LockSupport.parkNanos(10_000_000);
        }
        assertThat(attribute).exists();
    }

    /** Free queues as {@code wd devices} shows them. */
    private int shown() throws Exception {
        String json = Wd.run(directory, "devices", "--json", "--set", "root=" + directory)
                .text();
        String device = json.substring(json.indexOf("\"hisi_zip-0\""));
        return Integer.parseInt(device.replaceFirst("(?s).*?\"free_?[qQ]ueues\"\\s*:\\s*(\\d+).*", "$1"));
    }

    private static byte[] gunzip(Path file) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
            return in.readAllBytes();
        }
    }
}
