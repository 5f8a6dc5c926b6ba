// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
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
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole way in one process: user driver, queue file, rings, device and back. */
final class EmulatorTest {

    // without this there is no product
    @ParameterizedTest
    @CsvSource({
        "SVA,hisi_qm_v1",
        "SVA,hisi_qm_v2",
        "SVA,hisi_qm_v3",
        "SHARE_DOMAIN,hisi_qm_v2",
        "SHARE_DOMAIN,hisi_qm_v3"
    })
    void blockGoesThroughTheRingsAndInflatesToItself(WdMode mode, String api) throws Exception {
        try (EmulatedMachine machine =
                        EmulatedMachine.start(options -> options.withMode(mode).withApi(api));
                WdQueue queue = machine.device().requestQueue(ZipOperation.DEFLATE)) {
            byte[] plain = Blocks.text(64 << 10, 1);
            byte[] packed = Blocks.deflate(queue, plain, ZipFlush.FINISH);
            assertThat(packed.length).isLessThan(plain.length / 2);
            assertThat(Blocks.inflate(packed)).isEqualTo(plain);
        }
    }

    // a block that is lost or given to the wrong thread is lost data
    @ParameterizedTest
    @EnumSource(
            value = WdMode.class,
            names = {"SVA", "SHARE_DOMAIN"})
    void manyThreadsShareOneQueueAndEachGetsItsOwnBlocks(WdMode mode) throws Exception {
        final int threads = 16;
        final int blocks = 100;
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try (EmulatedMachine machine = EmulatedMachine.start(options -> options.withMode(mode));
                WdQueue queue = machine.device().requestQueue(ZipOperation.DEFLATE)) {
            List<Callable<Boolean>> tasks = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                int seed = thread;
                tasks.add(() -> streamInflatesToItself(queue, blocks, seed));
            }
            for (Future<Boolean> task : executor.invokeAll(tasks)) {
                assertThat(task.get()).isTrue();
            }
        } finally {
            executor.shutdownNow();
        }
    }

    private static boolean streamInflatesToItself(WdQueue queue, int blocks, int seed) throws Exception {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        for (int i = 0; i < blocks; i++) {
            byte[] block = i % 10 == 9 ? Blocks.noise(3000, seed) : Blocks.text(1 + 97 * i, seed * 1000L + i);
            plain.write(block);
            packed.write(Blocks.deflate(queue, block, i == blocks - 1 ? ZipFlush.FINISH : ZipFlush.SYNC_FLUSH));
        }
        assertThat(Blocks.inflate(packed.toByteArray())).isEqualTo(plain.toByteArray());
        return true;
    }

    // one thread that keeps several blocks in flight is how a stream gets fast
    @Test
    void oneThreadKeepsAsManyInFlightAsTheRingHolds() throws Exception {
        try (EmulatedMachine machine = EmulatedMachine.start();
                WdQueue queue = machine.device().requestQueue(ZipOperation.DEFLATE);
                WdMemory source = Blocks.memory(queue, Blocks.text(1000, 1))) {
            List<ZipRequest> requests = new ArrayList<>();
            for (int i = 0; i < 3000; i++) {
                WdMemory destination = queue.reserveMemory(Limits.worstCase(1000));
                ZipRequest request = Blocks.request(ZipOperation.DEFLATE, ZipFlush.FINISH, source, destination);
                while (!queue.send(request)) {
                    queue.recvSync(requests.get(i - 1000), Blocks.PATIENCE_NANOS);
                }
                requests.add(request);
            }
            queue.flush();
            byte[] expected = Blocks.output(requests.get(0));
            for (ZipRequest request : requests) {
                assertThat(request.status()).isEqualTo(ZipStatus.OK);
                assertThat(Blocks.output(request)).isEqualTo(expected);
                request.destination().close();
            }
        }
    }

    // a stream that can't be read back by the same kind of device is a poor one
    @Test
    void inflateQueueReadsWholeMessages() throws Exception {
        byte[] plain = Blocks.text(100_000, 2);
        try (EmulatedMachine machine = EmulatedMachine.start();
                WdQueue deflate = machine.device().requestQueue(ZipOperation.DEFLATE);
                WdQueue inflate = machine.device().requestQueue(ZipOperation.INFLATE)) {
            byte[] packed = Blocks.deflate(deflate, plain, ZipFlush.FINISH);
            assertThat(inflated(inflate, packed, plain.length).status()).isEqualTo(ZipStatus.END_OF_STREAM);
            // what follows the stream is not touched
            byte[] more = Arrays.copyOf(packed, packed.length + 8);
            assertThat(inflated(inflate, more, plain.length).consumed()).isEqualTo(packed.length);
            assertThat(inflated(inflate, packed, plain.length - 1).status()).isEqualTo(ZipStatus.OUTPUT_FULL);
            byte[] less = Arrays.copyOf(packed, packed.length - 1);
            assertThat(inflated(inflate, less, plain.length + 1).status()).isEqualTo(ZipStatus.BAD_DATA);
            packed[0] = 7;
            assertThat(inflated(inflate, packed, plain.length).status()).isEqualTo(ZipStatus.FAILED);
        }
    }

    private static ZipRequest inflated(WdQueue queue, byte[] packed, int space) throws WdException {
        try (WdMemory source = Blocks.memory(queue, packed);
                WdMemory destination = queue.reserveMemory(space)) {
            ZipRequest request = Blocks.request(ZipOperation.INFLATE, ZipFlush.FINISH, source, destination);
            Blocks.run(queue, request);
            return request;
        }
    }

    // the RFC's shared address space: one pointer, several accelerators, no copy
    @Test
    void oneProcessPassesMemoryFromOneDeviceToTheNext() throws Exception {
        byte[] plain = Blocks.text(64 << 10, 3);
        try (EmulatedMachine machine = EmulatedMachine.start(options -> options.withDevices(2));
                WdQueue first = machine.device("hisi_zip-0").requestQueue(ZipOperation.DEFLATE);
                WdQueue second = machine.device("hisi_zip-1").requestQueue(ZipOperation.INFLATE);
                WdMemory source = Blocks.memory(first, plain);
                WdMemory packed = first.reserveMemory(Limits.worstCase(plain.length));
                WdMemory back = second.reserveMemory(plain.length)) {
            ZipRequest deflate = Blocks.request(ZipOperation.DEFLATE, ZipFlush.FINISH, source, packed);
            assertThat(Blocks.run(first, deflate)).isEqualTo(ZipStatus.OK);
            ZipRequest inflate = Blocks.request(ZipOperation.INFLATE, ZipFlush.FINISH, packed, back)
                    .source(packed, 0, deflate.produced());
            assertThat(Blocks.run(second, inflate)).isEqualTo(ZipStatus.END_OF_STREAM);
            assertThat(back.buffer()).isEqualTo(ByteBuffer.wrap(plain));
        }
    }

    // processes that share a device have to see when it is in use, and a refusal has to say why
    @Test
    void freeQueuesGoDownAndUpAndRunOut() throws Exception {
        try (EmulatedMachine machine = EmulatedMachine.start(options -> options.withQueues(2))) {
            WdDevice device = machine.device();
            assertThat(device.freeQueues()).hasValue(2);
            try (WdQueue first = device.requestQueue(ZipOperation.DEFLATE);
                    WdQueue second = device.requestQueue(ZipOperation.INFLATE)) {
                assertThat(first.operation()).isNotEqualTo(second.operation());
                assertThat(device.freeQueues()).hasValue(0);
                assertThatThrownBy(() -> device.requestQueue(ZipOperation.DEFLATE))
                        .isInstanceOf(WdException.class)
                        .hasMessageContaining("EBUSY");
            }
            awaitFreeQueues(device, 2);
        }
    }

    static void awaitFreeQueues(WdDevice device, int number) {
        long start = System.nanoTime();
        while (device.freeQueues().orElse(-1) != number) {
            assertThat(System.nanoTime() - start).as("nanoseconds waited").isLessThan(Blocks.PATIENCE_NANOS);
            Thread.onSpinWait();
        }
        assertThat(device.freeQueues()).hasValue(number);
    }

    // one queue is one request at a time for an engine that has many
    @Test
    void asManyQueuesAsConfiguredAreSharedByAllThreads() throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(8);
        try (EmulatedMachine machine = EmulatedMachine.start()) {
            WdDevice device = machine.devices("queues=3").list().get(0);
            try (WdQueue queue = device.requestQueue(ZipOperation.DEFLATE)) {
                assertThat(device.freeQueues()).hasValue(13);
                List<Callable<Boolean>> tasks = new ArrayList<>();
                for (int thread = 0; thread < 8; thread++) {
                    int seed = thread;
                    tasks.add(() -> streamInflatesToItself(queue, 50, seed));
                }
                for (Future<Boolean> task : executor.invokeAll(tasks)) {
                    assertThat(task.get()).isTrue();
                }
            }
            awaitFreeQueues(device, 16);
        } finally {
            executor.shutdownNow();
        }
    }

    // a process on a machine with several engines uses them all, each from the threads that are near
    @Test
    void oneQueueIsHeldForEachNumaNodeThatHasADevice() throws Exception {
        try (EmulatedMachine machine = EmulatedMachine.start(options -> options.withDevices(3))) {
            Path devices = machine.root().resolve("sys/class/uacce");
            Files.writeString(devices.resolve("hisi_zip-0/device/numa_node"), "0");
            Files.writeString(devices.resolve("hisi_zip-1/device/numa_node"), "1");
            Files.writeString(devices.resolve("hisi_zip-2/device/numa_node"), "1");
            List<WdDevice> all = machine.devices("queues=2").list();
            try (WdQueue queue = all.get(0).requestQueue(ZipOperation.DEFLATE)) {
                assertThat(queue.device().name()).isEqualTo("hisi_zip-0");
                assertThat(machine.device("hisi_zip-0").freeQueues()).hasValue(14);
                assertThat(machine.device("hisi_zip-1").freeQueues()).hasValue(14);
                assertThat(machine.device("hisi_zip-2").freeQueues()).hasValue(16);
                assertThat(Blocks.inflate(Blocks.deflate(queue, Blocks.text(5000, 1), ZipFlush.FINISH)))
                        .isEqualTo(Blocks.text(5000, 1));
            }
            // a device that was asked for by name is used alone
            WdDevice named = machine.devices("device=hisi_zip-1").list().stream()
                    .filter(device -> device.name().equals("hisi_zip-1"))
                    .findFirst()
                    .orElseThrow();
            try (WdQueue queue = named.requestQueue(ZipOperation.DEFLATE)) {
                assertThat(queue.device().name()).isEqualTo("hisi_zip-1");
                awaitFreeQueues(machine.device("hisi_zip-0"), 16);
            }
        }
    }

    // the garbage collector is part of the path if a request allocates
    @Test
    void requestsAllocateNothing() throws Exception {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (EmulatedMachine machine = EmulatedMachine.start();
                WdQueue queue = machine.device().requestQueue(ZipOperation.DEFLATE);
                WdMemory source = Blocks.memory(queue, Blocks.text(300, 1));
                WdMemory destination = queue.reserveMemory(Limits.worstCase(300))) {
            ZipRequest request = Blocks.request(ZipOperation.DEFLATE, ZipFlush.FINISH, source, destination);
            long allocated = Long.MAX_VALUE;
            // the first rounds are interpreted, which may box; one clean round proves the rest
            for (int round = 0; round < 10 && allocated > 0; round++) {
                long before = threads.getCurrentThreadAllocatedBytes();
                for (int i = 0; i < 1000; i++) {
                    queue.send(request);
                    queue.recvSync(request, Blocks.PATIENCE_NANOS);
                }
                allocated = threads.getCurrentThreadAllocatedBytes() - before;
            }
            assertThat(request.status()).isEqualTo(ZipStatus.OK);
            assertThat(allocated).isZero();
        }
    }

    // a user who mistypes must not get a device that does something else
    @Test
    void optionsThatMakeNoSenseAreRefused() throws Exception {
        try (EmulatedMachine machine = EmulatedMachine.start()) {
            EmulatorOptions options = EmulatorOptions.of(machine.root());
            assertThatThrownBy(() -> options.withQueues(0)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> options.withMode(WdMode.NOIOMMU)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> options.withApi("hisi_sec")).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> FaultPlan.parse(List.of("error:2"))).hasMessageContaining("rate");
            assertThatThrownBy(() -> FaultPlan.parse(List.of("eror"))).hasMessageContaining("spurious");
        }
    }
}
