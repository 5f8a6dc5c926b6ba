// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.hisi.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpdrive.hisi.protocol.Sqe;
import io.warpdrive.hisi.protocol.SqeStatus;
import io.warpdrive.queue.WdMode;
import io.warpdrive.queue.WdQueue;
import io.warpdrive.queue.ZipOperation;
import io.warpdrive.queue.ZipRequest;
import io.warpdrive.queue.ZipStatus;
import org.junit.jupiter.api.Test;

/** What ends a queue, and that nobody loses a request, or the process, by it. */
final class HisiQueueDeathTest extends ScriptedQueue {
    private static final long SHORT_NANOS = 5_000_000;

    // a request under another's tag means that neither side knows what is in flight
    @Test
    void wrongTagKillsTheQueueOnceItIsStopped() {
        ZipRequest first = sent();
        ZipRequest second = sent();
        device.result(0, SqeStatus.OK, LENGTH, 100);
        device.rings().entries().putInt(Sqe.Type.TYPE_3.tagOffset(), 77);
        device.post(0);
        assertDead(first, second);
    }

    // completions are in order by contract: another order is another device
    @Test
    void completionOfAnotherEntryKillsTheQueue() {
        ZipRequest first = sent();
        ZipRequest second = sent();
        device.result(1, SqeStatus.OK, LENGTH, 100);
        device.post(1);
        assertDead(first, second);
    }

    // a completion for nothing would complete the next request before it is done
    @Test
    void completionForNothingKillsTheQueue() {
        ZipRequest request = sent();
        device.complete(SqeStatus.OK, LENGTH, 100);
        device.post(1);
        queue.recv(request);
        assertThat(request.status()).isEqualTo(ZipStatus.OK);
        ZipRequest next = request();
        queue.send(next);
        assertThat(received(next)).isEqualTo(ZipStatus.QUEUE_DEAD);
    }

    // a reset engine will never answer
    @Test
    void resetKillsTheQueue() {
        ZipRequest first = sent();
        ZipRequest second = sent();
        device.rings().reset();
        assertDead(first, second);
    }

    // poll says so when the other side is gone
    @Test
    void removalKillsTheQueue() {
        ZipRequest first = sent();
        ZipRequest second = sent();
        device.transport().remove();
        assertDead(first, second);
    }

    // a signal that nobody catches ends the JVM
    @Test
    void deviceThatIsPulledOutKillsTheQueueNotTheProcess() {
        ZipRequest first = sent();
        ZipRequest second = sent();
        device.transport().pullOut();
        assertDead(first, second);
    }

    // as above, found out by a sender
    @Test
    void sendToADeviceThatWasPulledOutIsAStatus() {
        ZipRequest first = sent();
        device.transport().pullOut();
        ZipRequest second = request();
        assertThat(queue.send(second)).isTrue();
        assertThat(received(second)).isEqualTo(ZipStatus.QUEUE_DEAD);
        assertThat(received(first)).isEqualTo(ZipStatus.QUEUE_DEAD);
    }

    // compiled code learns of the signal later than interpreted code does, and must not hand it to the application
    @Test
    void deviceThatIsPulledOutUnderCompiledCodeKillsTheQueueToo() throws Exception {
        for (int turn = 0; turn < 20; turn++) {
            ScriptedDevice warm = new ScriptedDevice(WdMode.SVA);
            try (WdQueue other = warm.requestQueue(ZipOperation.DEFLATE)) {
                ZipRequest request = request();
                for (int i = 0; i < 20_000; i++) {
                    other.send(request);
                    warm.complete(SqeStatus.OK, LENGTH, 100);
                    other.recvSync(request, PATIENCE_NANOS);
                }
                assertThat(request.status()).isEqualTo(ZipStatus.OK);
                // with a request out, and without
                ZipRequest out = request();
                if (turn % 2 == 0) {
                    other.send(out);
                }
                warm.transport().pullOut();
                other.send(request);
                assertThat(received(other, request)).isEqualTo(ZipStatus.QUEUE_DEAD);
            }
        }
    }

    private void assertDead(ZipRequest first, ZipRequest second) {
        assertThat(received(first)).isEqualTo(ZipStatus.QUEUE_DEAD);
        assertThat(second.status()).isEqualTo(ZipStatus.QUEUE_DEAD);
        assertThat(device.transport().calls()).contains("stop");
        ZipRequest later = request();
        assertThat(queue.send(later)).isTrue();
        assertThat(later.status()).isEqualTo(ZipStatus.QUEUE_DEAD);
    }

    // the caller has to get on, with memory that nobody writes to any more
    @Test
    void timeoutKillsTheQueueOnceItIsStopped() {
        ZipRequest late = sent();
        ZipRequest other = sent();
        queue.recvSync(late, SHORT_NANOS);
        assertThat(late.status()).isEqualTo(ZipStatus.QUEUE_DEAD);
        assertThat(other.status()).isEqualTo(ZipStatus.QUEUE_DEAD);
        assertThat(device.transport().calls()).contains("stop");
    }

    // memory of a device that can't be stopped must not be used again
    @Test
    void requestsOfADeviceThatCanNotBeStoppedAreNotCalledDead() {
        ZipRequest late = sent();
        ZipRequest other = sent();
        device.transport().hang();
        queue.recvSync(late, SHORT_NANOS);
        assertThat(late.status()).isEqualTo(ZipStatus.TIMED_OUT);
        assertThat(other.status()).isEqualTo(ZipStatus.TIMED_OUT);
    }

    // a queue given back with requests in it must not leave their owners waiting
    @Test
    void closingCompletesWhatIsOutstandingAndGivesTheFileBack() {
        ZipRequest request = sent();
        queue.close();
        queue.close();
        assertThat(request.status()).isEqualTo(ZipStatus.QUEUE_DEAD);
        assertThat(device.transport().calls())
                .containsSubsequence("context 0", "start", "stop", "close")
                .containsOnlyOnce("close");
        ZipRequest later = request();
        assertThat(queue.send(later)).isTrue();
        assertThat(later.status()).isEqualTo(ZipStatus.QUEUE_DEAD);
    }
}
