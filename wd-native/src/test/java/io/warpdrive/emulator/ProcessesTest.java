// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warpdrive.hisi.protocol.Limits;
import io.warpdrive.queue.WdDevice;
import io.warpdrive.queue.WdException;
import io.warpdrive.queue.WdMemory;
import io.warpdrive.queue.WdMode;
import io.warpdrive.queue.WdQueue;
import io.warpdrive.queue.ZipFlush;
import io.warpdrive.queue.ZipOperation;
import io.warpdrive.queue.ZipRequest;
import io.warpdrive.queue.ZipStatus;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Several processes, some of which die. {@code -Dfork.children=N} for fewer or more children. */
final class ProcessesTest {
    private static final int CHILDREN = Integer.getInteger("fork.children", 1000);
    private static final int TRIES = 5;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final byte[] PLAIN = Blocks.text(30_000, 1);

    // a queue of a dead process that is never given back is gone until the machine starts again
    @ParameterizedTest
    @EnumSource(
            value = WdMode.class,
            names = {"SVA", "SHARE_DOMAIN"})
    void killedClientGivesItsQueueBackWithinASecond(WdMode mode) throws Exception {
        try (EmulatedMachine machine = EmulatedMachine.start(options -> options.withMode(mode))) {
            WdDevice device = machine.device();
            long nanos = Long.MAX_VALUE;
            // a busy machine may stop the emulator for as long: then another client is killed
            for (int i = 0; i < TRIES && nanos >= SECOND; i++) {
                nanos = untilItsQueueIsFree(machine, device);
            }
            assertThat(nanos).isLessThan(SECOND);
            try (WdQueue queue = device.requestQueue(ZipOperation.DEFLATE)) {
                assertThat(Blocks.inflate(Blocks.deflate(queue, PLAIN, ZipFlush.FINISH)))
                        .isEqualTo(PLAIN);
            }
        }
    }

    private static long untilItsQueueIsFree(EmulatedMachine machine, WdDevice device) throws Exception {
        Process client = ClientProcess.start("client", machine.root().toString(), "1000000");
        assertThat(device.freeQueues()).hasValue(15);
        client.destroyForcibly().waitFor();
        long start = System.nanoTime();
        EmulatorTest.awaitFreeQueues(device, 16);
        return System.nanoTime() - start;
    }

    // one emulator for all processes of a machine, as there is one engine
    @Test
    void severalProcessesShareADeviceAndOneDyingHarmsNobody() throws Exception {
        try (EmulatedMachine machine = EmulatedMachine.start();
                WdQueue queue = machine.device().requestQueue(ZipOperation.DEFLATE)) {
            String root = machine.root().toString();
            Process victim = ClientProcess.start("client", root, "1000000");
            Process worker = ClientProcess.start("client", root, "200");
            assertThat(machine.device().freeQueues()).hasValue(13);
            victim.destroyForcibly();
            for (int i = 0; i < 100; i++) {
                assertThat(Blocks.inflate(Blocks.deflate(queue, PLAIN, ZipFlush.FINISH)))
                        .isEqualTo(PLAIN);
            }
            try (OutputStream input = worker.getOutputStream()) {
                input.write('\n');
            }
            assertThat(worker.inputReader().readLine()).isEqualTo("done");
            assertThat(worker.waitFor()).isZero();
            EmulatorTest.awaitFreeQueues(machine.device(), 15);
        }
    }

    // without shared page tables all queues see the memory of one process, and no other may come in
    @Test
    void shareDomainServesOneProcessAtATime() throws Exception {
        try (EmulatedMachine machine = EmulatedMachine.start(options -> options.withMode(WdMode.SHARE_DOMAIN))) {
            WdDevice device = machine.device();
            Process client = ClientProcess.start("client", machine.root().toString(), "1000000");
            assertThatThrownBy(() -> device.requestQueue(ZipOperation.DEFLATE))
                    .isInstanceOf(WdException.class)
                    .hasMessageContaining("EBUSY");
            client.destroyForcibly().waitFor();
            EmulatorTest.awaitFreeQueues(device, 16);
        }
    }

    // an emulator that dies costs time, never an answer
    @Test
    void killedEmulatorIsAStatusAndItsSuccessorIsUsed() throws Exception {
        try (EmulatedMachine machine = EmulatedMachine.start()) {
            Path root = machine.root().resolve("other");
            Process emulator = ClientProcess.start("emulator", root.toString());
            WdDevice device = EmulatedMachine.device(root, "hisi_zip-0");
            try (WdQueue queue = device.requestQueue(ZipOperation.DEFLATE);
                    WdMemory source = Blocks.memory(queue, PLAIN);
                    WdMemory destination = queue.reserveMemory(Limits.worstCase(PLAIN.length))) {
                ZipRequest request = Blocks.request(ZipOperation.DEFLATE, ZipFlush.FINISH, source, destination);
                assertThat(Blocks.run(queue, request)).isEqualTo(ZipStatus.OK);
                emulator.destroyForcibly().waitFor();
                assertThat(Blocks.run(queue, request)).isEqualTo(ZipStatus.QUEUE_DEAD);
            }
            assertThatThrownBy(() -> device.requestQueue(ZipOperation.DEFLATE)).hasMessageContaining("ECONNREFUSED");
            Process successor = ClientProcess.start("emulator", root.toString());
            try (WdQueue queue = device.requestQueue(ZipOperation.DEFLATE)) {
                assertThat(Blocks.inflate(Blocks.deflate(queue, PLAIN, ZipFlush.FINISH)))
                        .isEqualTo(PLAIN);
            }
            successor.destroyForcibly().waitFor();
        }
    }

    // RDMA and VFIO lose pages when a process forks during a transfer; and a child with the file keeps the queue taken
    @Test
    void childrenHoldNoQueueAndDisturbNoRequest() throws Exception {
        try (EmulatedMachine machine = EmulatedMachine.start();
                WdQueue queue = machine.device().requestQueue(ZipOperation.DEFLATE)) {
            Children.startWhileSending(queue, CHILDREN, descriptors -> assertThat(descriptors)
                    .contains("fd")
                    .doesNotContain("memfd", "socket", "eventfd", "eventpoll"));
        }
    }
}
