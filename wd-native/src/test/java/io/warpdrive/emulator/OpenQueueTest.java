// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.warpdrive.queue.WdException;
import io.warpdrive.queue.WdMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a client was given is given back, also when it could not be given all. */
final class OpenQueueTest {
    private static final int ROUNDS = 50;

    /** Without it each client that comes while memory is short costs the emulator a queue and a descriptor for good. */
    @Test
    void nothingIsKeptWhenMemoryIsRefused(@TempDir Path root) throws IOException {
        try (SoftEngine soft = new SoftEngine();
                EmulatedDevice device =
                        new EmulatedDevice(EmulatorOptions.of(root).withQueues(1), 0, soft)) {
            long before = descriptors();
            for (int i = 0; i < ROUNDS; i++) {
                OptionalInt number = device.takeQueue(1);
                assertThat(number).as("queue of round %d", i).hasValue(0);
                assertThatExceptionOfType(WdException.class)
                        .isThrownBy(() -> new OpenQueue(device, number.getAsInt(), 1, OpenQueueTest::refuse).close())
                        .withMessage("refused");
            }
            assertThat(descriptors()).isEqualTo(before);
        }
    }

    private static WdMemory refuse(long bytes) throws WdException {
        assertThat(bytes).isPositive();
        throw new WdException("refused");
    }

    /** Without it a queue that was closed in the usual way, or twice, leaves something, or takes another client's. */
    @Test
    void allIsGivenBackOnceHoweverOftenItIsClosed(@TempDir Path root) throws IOException {
        try (SoftEngine soft = new SoftEngine();
                EmulatedDevice device =
                        new EmulatedDevice(EmulatorOptions.of(root).withQueues(1), 0, soft)) {
            long before = descriptors();
            OpenQueue first = new OpenQueue(device, device.takeQueue(1).getAsInt(), 1, WdMemory::allocate);
            assertThat(descriptors()).isEqualTo(before + 3);
            first.close();
            OpenQueue second = new OpenQueue(device, device.takeQueue(1).getAsInt(), 1, WdMemory::allocate);
            first.close();
            assertThat(device.takeQueue(1)).isEmpty();
            second.close();
            assertThat(descriptors()).isEqualTo(before);
        }
    }

    private static long descriptors() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return files.count();
        }
    }
}
