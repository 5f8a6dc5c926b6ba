// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpdrive.queue.WdException;
import io.warpdrive.queue.WdMemory;
import io.warpdrive.queue.WdMode;
import io.warpdrive.queue.WdQueue;
import io.warpdrive.queue.ZipFlush;
import io.warpdrive.queue.ZipOperation;
import io.warpdrive.queue.ZipRequest;
import io.warpdrive.queue.ZipStatus;
import io.warpdrive.uacce.QueueFile;
import io.warpdrive.uacce.UacceDevice;
import io.warpdrive.uacce.UacceDevices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every way out of a queue's life gives back what it took, here and in the emulator, which is the same process. */
final class ReleaseTest {
    private static final int LIVES = 1000;
    private static final int WARM_UP = 30;
    private static final long SETTLED_NANOS = 2_000_000_000L;
    private static final byte[] PLAIN = Blocks.text(2000, 1);

    private int refused;

    // a server that runs for months dies of one descriptor a minute
    @Tag("thorough")
    @ParameterizedTest
    @EnumSource(
            value = WdMode.class,
            names = {"SVA", "SHARE_DOMAIN"})
    void aThousandLivesLeaveNoDescriptorAndNoMapping(WdMode mode) throws Exception {
        try (EmulatedMachine machine = EmulatedMachine.start(
                options -> options.withMode(mode).withQueues(3).withFaults("error:0.1", "reset:0.05", "gone:0.04"))) {
            for (int i = 0; i < WARM_UP; i++) {
                live(machine, i);
            }
            EmulatorTest.awaitFreeQueues(machine.device(), 3);
            long descriptors = settled(0, SETTLED_NANOS);
            for (int i = 0; i < LIVES; i++) {
                live(machine, i);
            }
            EmulatorTest.awaitFreeQueues(machine.device(), 3);
            assertThat(settled(descriptors, Blocks.PATIENCE_NANOS)).isLessThanOrEqualTo(descriptors);
            assertThat(mappings()).isZero();
            assertThat(refused).isPositive();
        }
    }

    /** One of the ways that a life can go. */
    private void live(EmulatedMachine machine, int way) throws IOException {
        try {
            WdQueue queue = machine.device().requestQueue(ZipOperation.DEFLATE);
            WdMemory source = Blocks.memory(queue, PLAIN);
            WdMemory destination = queue.reserveMemory(4096);
            try {
                use(machine, way, queue, source, destination);
            } finally {
                // in this order: a request may be outstanding
                queue.close();
                source.close();
                destination.close();
            }
        } catch (WdException e) {
            refused++;
        }
    }

    private void use(EmulatedMachine machine, int way, WdQueue queue, WdMemory source, WdMemory destination)
            throws IOException {
        ZipRequest request = Blocks.request(ZipOperation.DEFLATE, ZipFlush.FINISH, source, destination);
        queue.send(request);
        switch (way % 5) {
            case 0 -> assertThat(request.status()).isNotEqualTo(ZipStatus.IDLE);
            // until none is free
            case 1 -> live(machine, 1);
            case 2 -> halfAQueue(UacceDevices.list(machine.root()).get(0));
            default -> {
                queue.recvSync(request, Blocks.PATIENCE_NANOS);
                assertThat(request.status()).isNotEqualTo(ZipStatus.SENT);
            }
        }
    }

    /** A queue that is given up before it is started. */
    private static void halfAQueue(UacceDevice device) throws WdException {
        try (QueueFile file = QueueFile.open(device)) {
            file.configure(ZipOperation.INFLATE, device.mmioSize(), device.dusSize() + 1);
        }
    }

    /** Descriptors of this process, when they are down to so many or don't get fewer in so many nanoseconds. */
    private static long settled(long wanted, long patience) throws IOException {
        long start = System.nanoTime();
        long number = Long.MAX_VALUE;
        while ((number > wanted || mappings() > 0) && System.nanoTime() - start < patience) {
            try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
                number = Math.min(number, files.count());
            }
        }
        return number;
    }

    private static long mappings() throws IOException {
        try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
            return maps.filter(line -> line.contains("memfd:warpdrive")).count();
        }
    }
}
