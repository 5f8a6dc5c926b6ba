// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.uacce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warpdrive.emulator.Blocks;
import io.warpdrive.emulator.EmulatedMachine;
import io.warpdrive.queue.WdException;
import io.warpdrive.queue.WdMode;
import io.warpdrive.queue.ZipOperation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of a queue file. */
final class QueueFileTest {

    // the kernel answers a wrong order with errors that nobody understands, or not at all
    @Test
    void stepsHaveOneOrderAndNoneIsTakenTwice() throws Exception {
        ScriptedTransport transport = new ScriptedTransport(QueueGeometry.DEFAULT);
        try (QueueFile file = new QueueFile("test", transport)) {
            assertThat(file.state()).isEqualTo(QueueFile.State.OPENED);
            assertThatThrownBy(file::start).isInstanceOf(WdException.class).hasMessageContaining("OPENED");
            file.configure(ZipOperation.INFLATE, 8192, 151_552);
            assertThat(file.state()).isEqualTo(QueueFile.State.CONFIGURED);
            assertThatThrownBy(() -> file.configure(ZipOperation.DEFLATE, 8192, 151_552))
                    .isInstanceOf(WdException.class);
            file.start();
            assertThatThrownBy(file::start).isInstanceOf(WdException.class);
            assertThat(file.stop()).isTrue();
            assertThat(file.state()).isEqualTo(QueueFile.State.DEAD);
            assertThatThrownBy(file::start).isInstanceOf(WdException.class);
        }
        assertThat(transport.calls())
                .containsExactly("map MMIO 8192", "map DUS 151552", "context 1", "start", "stop", "close");
    }

    // the number of a closed descriptor may be a file of the application's by now
    @Test
    void nothingIsReservedOnAClosedFile() throws Exception {
        ScriptedTransport transport = new ScriptedTransport(QueueGeometry.DEFAULT);
        QueueFile file = transport.started(ZipOperation.DEFLATE, 8192, 151_552);
        file.reserve(100).memory().close();
        file.close();
        assertThatThrownBy(() -> file.reserve(100)).isInstanceOf(WdException.class);
    }

    // a descriptor closed twice may be somebody else's the second time
    @Test
    void closingAgainDoesNothing() {
        ScriptedTransport transport = new ScriptedTransport(QueueGeometry.DEFAULT);
        QueueFile file = new QueueFile("test", transport);
        file.close();
        file.close();
        assertThat(file.state()).isEqualTo(QueueFile.State.RELEASED);
        assertThat(transport.calls()).containsExactly("close");
    }

    // a program that forgets to close must not hold a queue until it ends
    @Test
    void forgottenQueueFileIsClosedByTheGarbageCollector() throws Exception {
        ScriptedTransport transport = new ScriptedTransport(QueueGeometry.DEFAULT);
        forget(transport);
        long start = System.nanoTime();
        while (transport.calls().isEmpty() && System.nanoTime() - start < 20_000_000_000L) {
            System.gc();
            Thread.onSpinWait();
        }
        assertThat(transport.calls()).containsExactly("close");
    }

    private static void forget(ScriptedTransport transport) {
        assertThat(new QueueFile("test", transport).state()).isEqualTo(QueueFile.State.OPENED);
    }

    // a leak of two descriptors a queue ends a server after a week
    @Test
    void everyWayOutGivesDescriptorsAndMappingsBack() throws Exception {
        try (EmulatedMachine machine = EmulatedMachine.start(options -> options.withMode(WdMode.SHARE_DOMAIN))) {
            UacceDevice device = UacceDevices.list(machine.root()).get(0);
            useAndFail(device);
            List<String> before = mappings();
            for (int i = 0; i < 20; i++) {
                useAndFail(device);
            }
            assertThat(mappings()).hasSizeLessThanOrEqualTo(before.size());
        }
    }

    /** A whole life, and one that ends in the middle: the size of the second region is wrong. */
    private static void useAndFail(UacceDevice device) throws WdException {
        try (QueueFile file = QueueFile.open(device)) {
            file.configure(ZipOperation.DEFLATE, device.mmioSize(), device.dusSize());
            file.start();
            file.reserve(4096).memory().close();
            assertThat(file.stop()).isTrue();
        }
        try (QueueFile file = QueueFile.open(device)) {
            assertThatThrownBy(() -> file.configure(ZipOperation.DEFLATE, device.mmioSize(), device.dusSize() + 1))
                    .hasMessageContaining("EINVAL");
        }
    }

    /** Descriptors and mappings of queue files that this process, which is the emulator too, has. */
    private static List<String> mappings() throws IOException {
        long start = System.nanoTime();
        List<String> found = List.of("not looked yet");
        // the emulator lets go of its side a little later
        while (!found.isEmpty() && System.nanoTime() - start < Blocks.PATIENCE_NANOS) {
            try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
                found = maps.filter(line -> line.contains("memfd:warpdrive")).toList();
            }
        }
        return found;
    }

    // people search for the error's name
    @Test
    void errorsAreToldByName(@TempDir Path root) throws Exception {
        UacceDevice missing = new UacceDevice(
                "hisi_zip-0",
                root.resolve("dev"),
                root,
                "hisi_qm_v2",
                WdMode.SVA,
                Set.of(),
                0,
                0,
                -1,
                0,
                Optional.empty());
        Files.createDirectory(root.resolve("dev"));
        assertThatThrownBy(() -> QueueFile.open(missing))
                .isInstanceOf(WdException.class)
                .hasMessageContaining(root.resolve("dev").toString());
        assertThat(Errno.describe(16)).isEqualTo("EBUSY (no queue is free)");
        assertThat(Errno.describe(6)).startsWith("ENXIO");
        assertThat(Errno.describe(9999)).isEqualTo("errno 9999");
    }
}
