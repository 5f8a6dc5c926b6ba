// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpdrive.hisi.protocol.Limits;
import io.warpdrive.queue.WdDevice;
import io.warpdrive.queue.WdMemory;
import io.warpdrive.queue.WdQueue;
import io.warpdrive.queue.ZipFlush;
import io.warpdrive.queue.ZipOperation;
import io.warpdrive.queue.ZipRequest;
import io.warpdrive.queue.ZipStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Everything that a device can do wrong is a status, in time, and the next queue works again. */
final class FaultTest {
    private static final byte[] PLAIN = Blocks.text(20_000, 1);
    private static final long TIMEOUT_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    // an exception, or an endless wait, would take the application's data with it
    @ParameterizedTest
    @CsvSource({
        "error, FAILED",
        "tag, QUEUE_DEAD",
        "hang, QUEUE_DEAD",
        "reset, QUEUE_DEAD",
        "isolate, QUEUE_DEAD",
        "gone, QUEUE_DEAD",
        "slow, OK",
        "corrupt, OK",
        "spurious, OK"
    })
    void everyFaultIsAStatusOfTheRequest(String kind, ZipStatus expected) throws Exception {
        try (EmulatedMachine machine = EmulatedMachine.start(options -> options.withFaults(kind + ":0.5"));
                WdQueue queue = machine.device().requestQueue(ZipOperation.DEFLATE)) {
            assertThat(Blocks.inflate(Blocks.deflate(queue, PLAIN, ZipFlush.FINISH)))
                    .isEqualTo(PLAIN);
            try (WdMemory source = Blocks.memory(queue, PLAIN);
                    WdMemory destination = queue.reserveMemory(Limits.worstCase(PLAIN.length))) {
                ZipRequest request = Blocks.request(ZipOperation.DEFLATE, ZipFlush.FINISH, source, destination);
                queue.send(request);
                queue.recvSync(request, kind.equals("hang") ? TIMEOUT_NANOS : Blocks.PATIENCE_NANOS);
                assertThat(request.status()).isEqualTo(expected);
            }
        }
    }

    // a device that has been given up must not be chosen again
    @Test
    void isolatedDeviceIsUnusableAndSaysWhy() throws Exception {
        try (EmulatedMachine machine = EmulatedMachine.start(options -> options.withFaults("isolate"));
                WdQueue queue = machine.device().requestQueue(ZipOperation.DEFLATE);
                WdMemory source = Blocks.memory(queue, PLAIN);
                WdMemory destination = queue.reserveMemory(Limits.worstCase(PLAIN.length))) {
            WdDevice device = machine.device();
            assertThat(device.unusable()).isEmpty();
            Blocks.run(queue, Blocks.request(ZipOperation.DEFLATE, ZipFlush.FINISH, source, destination));
            assertThat(device.isolated()).isTrue();
            assertThat(device.unusable().orElseThrow()).contains("isolated");
        }
    }

    // wrong output that nobody notices is what the configuration's verify is for; it has to be wrong to test that
    @Test
    void corruptOutputIsReallyWrong() throws Exception {
        try (EmulatedMachine machine = EmulatedMachine.start(options -> options.withFaults("corrupt"));
                WdQueue queue = machine.device().requestQueue(ZipOperation.DEFLATE)) {
            byte[] good;
            try (EmulatedMachine other = EmulatedMachine.start();
                    WdQueue honest = other.device().requestQueue(ZipOperation.DEFLATE)) {
                good = Blocks.deflate(honest, PLAIN, ZipFlush.FINISH);
            }
            assertThat(Blocks.deflate(queue, PLAIN, ZipFlush.FINISH))
                    .hasSameSizeAs(good)
                    .isNotEqualTo(good);
        }
    }

    // every request waiting has to get its answer, not only the one that found out
    @ParameterizedTest
    @CsvSource({"hang", "reset", "gone", "tag"})
    void everyRequestInFlightIsCompletedWhenTheQueueDies(String kind) throws Exception {
        try (EmulatedMachine machine = EmulatedMachine.start(options -> options.withFaults(kind + ":0.1"));
                WdQueue queue = machine.device().requestQueue(ZipOperation.DEFLATE);
                WdMemory source = Blocks.memory(queue, PLAIN);
                WdMemory destination = queue.reserveMemory(16L * Limits.worstCase(PLAIN.length))) {
            ZipRequest[] requests = new ZipRequest[16];
            for (int i = 0; i < requests.length; i++) {
                int space = Limits.worstCase(PLAIN.length);
                requests[i] = Blocks.request(ZipOperation.DEFLATE, ZipFlush.FINISH, source, destination)
                        .destination(destination, i * space, space);
                queue.send(requests[i]);
            }
            for (ZipRequest request : requests) {
                queue.recvSync(request, TIMEOUT_NANOS);
            }
            for (int i = 0; i < requests.length; i++) {
                boolean before = i < 9;
                assertThat(requests[i].status())
                        .isIn(ZipStatus.QUEUE_DEAD, before ? ZipStatus.OK : ZipStatus.QUEUE_DEAD);
            }
        }
    }

    // a fault now and then would cost a long-lived program one queue after the other, or all at once
    @Test
    void queueOfSeveralThatDiesIsReplacedByAnotherOne() throws Exception {
        try (EmulatedMachine machine = EmulatedMachine.start(options -> options.withFaults("gone:0.01"))) {
            WdDevice device =
                    machine.devices("device=hisi_zip-0", "queues=2").list().get(0);
            List<ZipStatus> statuses = new ArrayList<>();
            try (WdQueue queue = device.requestQueue(ZipOperation.DEFLATE);
                    WdMemory source = Blocks.memory(queue, PLAIN);
                    WdMemory destination = queue.reserveMemory(Limits.worstCase(PLAIN.length))) {
                for (int i = 0; i < 450; i++) {
                    statuses.add(Blocks.run(
                            queue, Blocks.request(ZipOperation.DEFLATE, ZipFlush.FINISH, source, destination)));
                }
                EmulatorTest.awaitFreeQueues(device, 14);
            }
            assertThat(statuses).containsOnly(ZipStatus.OK, ZipStatus.DROPPED);
            assertThat(statuses).filteredOn(ZipStatus.DROPPED::equals).hasSize(4);
            EmulatorTest.awaitFreeQueues(device, 16);
        }
    }

    // an operator who starts the emulator again expects it to be used again
    @Test
    void restartedEmulatorIsFoundAgain() throws Exception {
        try (EmulatedMachine machine = EmulatedMachine.start()) {
            WdDevice device = machine.device();
            try (WdQueue queue = device.requestQueue(ZipOperation.DEFLATE);
                    WdMemory source = Blocks.memory(queue, PLAIN);
                    WdMemory destination = queue.reserveMemory(Limits.worstCase(PLAIN.length))) {
                machine.restart(options -> options);
                ZipRequest lost = Blocks.request(ZipOperation.DEFLATE, ZipFlush.FINISH, source, destination);
                assertThat(Blocks.run(queue, lost)).isEqualTo(ZipStatus.QUEUE_DEAD);
            }
            try (WdQueue queue = device.requestQueue(ZipOperation.DEFLATE)) {
                assertThat(Blocks.inflate(Blocks.deflate(queue, PLAIN, ZipFlush.FINISH)))
                        .isEqualTo(PLAIN);
            }
        }
    }
}
