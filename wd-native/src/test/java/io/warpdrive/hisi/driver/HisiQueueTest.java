// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.hisi.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpdrive.hisi.protocol.Golden;
import io.warpdrive.hisi.protocol.Sqe;
import io.warpdrive.hisi.protocol.SqeStatus;
import io.warpdrive.queue.WdMemory;
import io.warpdrive.queue.WdMode;
import io.warpdrive.queue.WdQueue;
import io.warpdrive.queue.ZipFlush;
import io.warpdrive.queue.ZipOperation;
import io.warpdrive.queue.ZipRequest;
import io.warpdrive.queue.ZipStatus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a queue sends, and what becomes of the answers. {@link HisiQueueDeathTest} has the queues that end. */
final class HisiQueueTest extends ScriptedQueue {
    // what goes to the device must be what was asked for
    @Test
    void requestIsWrittenIntoTheRingAndTheDoorbellRung() {
        sent();
        String expected =
                """
                00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
                e8 03 00 00 00 00 00 00 00 00 00 00 00 00 00 3a
                00 00 00 00 01 40 00 00 00 00 00 00 00 00 00 00
                00 00 00 00 00 00 00 00 2d 05 00 00 00 00 00 00
                """;
        assertThat(Golden.hex(device.rings().entries().slice(0, 64))).isEqualTo(expected.strip());
        assertThat(device.rings().entries().getLong(Sqe.SOURCE)).isEqualTo(source.address());
        assertThat(device.rings().entries().getLong(Sqe.DESTINATION)).isEqualTo(destination.address());
        assertThat(device.rings().doorbell()).isEqualTo(0x0000_0001_0000_0005L);
    }

    // results that reach another request are lost data
    @Test
    void completionsReachTheirRequestsInOrderThroughManyWraps() {
        for (int turn = 0; turn < 10 * ScriptedDevice.DEPTH; turn++) {
            ZipRequest first = sent();
            ZipRequest second = sent();
            device.complete(SqeStatus.OK, LENGTH, 100 + turn);
            assertThat(queue.recv(first)).isTrue();
            assertThat(queue.recv(second)).isFalse();
            device.complete(SqeStatus.OK, LENGTH, 200 + turn);
            assertThat(received(second)).isEqualTo(ZipStatus.OK);
            assertThat(first.produced()).isEqualTo(100 + turn);
            assertThat(second.produced()).isEqualTo(200 + turn);
        }
    }

    // a full ring would look like an empty one, and everything in it be lost
    @Test
    void oneEntryStaysFreeAndAFullQueueRefusesUntouched() {
        List<ZipRequest> requests = new ArrayList<>();
        for (int i = 0; i < ScriptedDevice.DEPTH - 1; i++) {
            requests.add(sent());
        }
        ZipRequest refused = request();
        assertThat(queue.send(refused)).isFalse();
        assertThat(refused.status()).isEqualTo(ZipStatus.IDLE);
        device.complete(SqeStatus.OK, LENGTH, 100);
        // the sender takes up completions itself when it needs room
        assertThat(queue.send(refused)).isTrue();
        assertThat(requests.get(0).status()).isEqualTo(ZipStatus.OK);
    }

    // each of the device's answers has one meaning, and failure is never an exception
    @Test
    void everyStatusBecomesItsOutcome() {
        assertThat(outcome(SqeStatus.OK, LENGTH, 100)).isEqualTo(ZipStatus.OK);
        assertThat(outcome(SqeStatus.GREW, LENGTH, LENGTH + 1)).isEqualTo(ZipStatus.OK);
        assertThat(outcome(SqeStatus.OUTPUT_TOO_SMALL, 0, 0)).isEqualTo(ZipStatus.OUTPUT_FULL);
        assertThat(outcome(SqeStatus.ERROR, LENGTH, 100)).isEqualTo(ZipStatus.FAILED);
        assertThat(outcome(SqeStatus.CHECKSUM_MISMATCH, LENGTH, 100)).isEqualTo(ZipStatus.FAILED);
        assertThat(outcome(SqeStatus.INTEGRITY_FIELD, LENGTH, 100)).isEqualTo(ZipStatus.FAILED);
        assertThat(outcome(SqeStatus.INTEGRITY_CHECK, LENGTH, 100)).isEqualTo(ZipStatus.FAILED);
        assertThat(outcome(SqeStatus.END_OF_STREAM, LENGTH, 100)).isEqualTo(ZipStatus.FAILED);
    }

    // a lying device must not make us hand out what it never wrote
    @Test
    void figuresThatCanNotBeFailTheRequest() {
        assertThat(outcome(SqeStatus.OK, LENGTH - 1, 100)).isEqualTo(ZipStatus.FAILED);
        assertThat(outcome(SqeStatus.OK, LENGTH + 1, 100)).isEqualTo(ZipStatus.FAILED);
        assertThat(outcome(SqeStatus.OK, LENGTH, destination.size() + 1)).isEqualTo(ZipStatus.FAILED);
        assertThat(outcome(SqeStatus.OK, LENGTH, -1)).isEqualTo(ZipStatus.FAILED);
        assertThat(outcome(SqeStatus.OK, LENGTH, 0)).isEqualTo(ZipStatus.FAILED);
    }

    private ZipStatus outcome(SqeStatus status, int consumed, int produced) {
        ZipRequest request = sent();
        device.complete(status, consumed, produced);
        return received(request);
    }

    // the next block of the stream would begin in the middle of a byte
    @Test
    void blockThatDoesNotEndOnAByteBorderFails() {
        ZipRequest request = request().flush(ZipFlush.SYNC_FLUSH);
        queue.send(request);
        device.complete(SqeStatus.OK, LENGTH, 100);
        assertThat(received(request)).isEqualTo(ZipStatus.FAILED);
        destination.buffer().putInt(96, 0xffff0000);
        queue.send(request);
        device.complete(SqeStatus.OK, LENGTH, 100);
        assertThat(received(request)).isEqualTo(ZipStatus.OK);
    }

    // the router makes stored blocks of it, for which it has to know how much it is
    @Test
    void blockThatGrewIsDoneAndTellsItsSize() {
        ZipRequest request = sent();
        device.complete(SqeStatus.GREW, LENGTH, LENGTH + 100);
        assertThat(received(request)).isEqualTo(ZipStatus.OK);
        assertThat(request.produced()).isEqualTo(LENGTH + 100);
    }

    // requests that the engine would choke on must not get to it
    @Test
    void requestsBeyondTheEnginesLimitsAreCompletedWithoutIt() {
        ZipRequest empty = request().source(source, 0, 0);
        assertThat(queue.send(empty)).isTrue();
        assertThat(empty.status()).isEqualTo(ZipStatus.FAILED);
        ZipRequest cramped = request().destination(destination, 0, 199);
        assertThat(queue.send(cramped)).isTrue();
        assertThat(cramped.status()).isEqualTo(ZipStatus.OUTPUT_FULL);
        ZipRequest other = request().operation(ZipOperation.INFLATE);
        assertThat(queue.send(other)).isTrue();
        assertThat(other.status()).isEqualTo(ZipStatus.FAILED);
        assertThat(device.rings().doorbell()).isZero();
    }

    // without shared virtual addressing the device would read whatever lies at that address
    @Test
    void shareDomainTranslatesReservedMemoryAndRefusesAnyOther() throws Exception {
        ScriptedDevice domain = new ScriptedDevice(WdMode.SHARE_DOMAIN);
        try (WdQueue shared = domain.requestQueue(ZipOperation.DEFLATE)) {
            WdMemory reserved = shared.reserveMemory(4096);
            ZipRequest foreign = request();
            assertThat(shared.send(foreign)).isTrue();
            assertThat(foreign.status()).isEqualTo(ZipStatus.FAILED);
            ZipRequest request = request().source(reserved, 16, 1000).destination(reserved, 2048, 2048);
            assertThat(shared.send(request)).isTrue();
            assertThat(request.status()).isEqualTo(ZipStatus.SENT);
            assertThat(domain.rings().entries().getLong(Sqe.SOURCE)).isEqualTo(0x10_0000_0010L);
            assertThat(domain.rings().entries().getLong(Sqe.DESTINATION)).isEqualTo(0x10_0000_0800L);
            reserved.close();
            // closed memory may be the next one's: it is not reserved for this one any more
            ZipRequest late = request().source(reserved, 16, 1000).destination(reserved, 2048, 2048);
            shared.send(late);
            assertThat(late.status()).isEqualTo(ZipStatus.FAILED);
        }
    }

    // a system call costs more than many a block
    @Test
    void waitThatSpinsMakesNoCallOnTheQueueFile() {
        List<String> before = device.transport().calls();
        for (int i = 0; i < 1000; i++) {
            ZipRequest request = sent();
            device.complete(SqeStatus.OK, LENGTH, 100);
            assertThat(received(request)).isEqualTo(ZipStatus.OK);
        }
        assertThat(device.transport().calls()).isEqualTo(before);
    }

    // polling again and again is spinning with system calls
    @Test
    void waitThatSleepsPollsOnceAndAsksForAnInterrupt() {
        ZipRequest request = sent();
        List<Long> doorbells = new ArrayList<>();
        device.transport().whileAwaited(() -> {
            doorbells.add(device.rings().doorbell());
            device.complete(SqeStatus.OK, LENGTH, 100);
        });
        assertThat(received(request)).isEqualTo(ZipStatus.OK);
        assertThat(device.transport().calls()).containsOnlyOnce("await");
        assertThat(doorbells).containsExactly(0x0001_0000_0000_1005L);
    }

    // the doorbell for what others take up would take back that an interrupt was asked for: a sleep of fifty
    // milliseconds
    @Test
    void whoTakesUpLeavesTheSleeperItsInterrupt() {
        ZipRequest first = sent();
        ZipRequest second = sent();
        List<Long> doorbells = new ArrayList<>();
        device.transport().whileAwaited(() -> {
            if (doorbells.isEmpty()) {
                device.complete(SqeStatus.OK, LENGTH, 100);
                assertThat(queue.recv(first)).isTrue();
                doorbells.add(device.rings().doorbell());
            }
            device.complete(SqeStatus.OK, LENGTH, 100);
        });
        assertThat(received(second)).isEqualTo(ZipStatus.OK);
        assertThat(doorbells).containsExactly(0x0001_0001_0000_1005L);
        // and with nobody asleep there is none
        ZipRequest third = sent();
        device.complete(SqeStatus.OK, LENGTH, 100);
        assertThat(queue.recv(third)).isTrue();
        assertThat(device.rings().doorbell()).isEqualTo(0x0000_0003_0000_1005L);
    }

    // the end of a stream must not wait for ever, nor leave anything behind
    @Test
    void flushReturnsWhenNothingSentBeforeIsOutstanding() {
        ZipRequest first = sent();
        ZipRequest second = sent();
        device.complete(SqeStatus.OK, LENGTH, 100);
        device.complete(SqeStatus.OK, LENGTH, 200);
        queue.flush();
        assertThat(first.status()).isEqualTo(ZipStatus.OK);
        assertThat(second.produced()).isEqualTo(200);
    }
}
