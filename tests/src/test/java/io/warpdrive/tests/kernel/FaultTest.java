// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.tests.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.warpdrive.emulator.Blocks;
import io.warpdrive.hisi.protocol.Limits;
import io.warpdrive.queue.WdMemory;
import io.warpdrive.queue.WdQueue;
import io.warpdrive.queue.ZipFlush;
import io.warpdrive.queue.ZipOperation;
import io.warpdrive.queue.ZipRequest;
import io.warpdrive.queue.ZipStatus;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes wrong behind a real queue file is a status, in time; and waiting for it costs no processor. */
@Tag("kernel")
@Tag("sva")
final class FaultTest {
    private static final byte[] PLAIN = Blocks.text(20_000, 1);
    private static final long TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static ZipStatus run(WdQueue queue, WdMemory source, WdMemory destination) {
        ZipRequest request = Blocks.request(ZipOperation.DEFLATE, ZipFlush.FINISH, source, destination);
        queue.send(request);
        queue.recvSync(request, TIMEOUT_NANOS);
        return request.status();
    }

    // an exception, or an endless wait, would take the application's data with it
    @ParameterizedTest
    @CsvSource({"fail_at, FAILED", "drop_at, QUEUE_DEAD", "reset_at, QUEUE_DEAD", "corrupt_at, OK"})
    void everyFaultIsAStatusAndTheNextQueueWorks(String fault, ZipStatus expected) throws Exception {
        try (WdQueue queue = Guest.device().requestQueue(ZipOperation.DEFLATE);
                WdMemory source = Blocks.memory(queue, PLAIN);
                WdMemory destination = queue.reserveMemory(Limits.worstCase(PLAIN.length))) {
            assertThat(run(queue, source, destination)).isEqualTo(ZipStatus.OK);
            Guest.parameter(fault, 1);
            assertThat(run(queue, source, destination)).isEqualTo(expected);
            assertThat(Guest.parameter(fault)).as("the fault has come").isZero();
        }
        try (WdQueue queue = Guest.device().requestQueue(ZipOperation.DEFLATE)) {
            assertThat(Blocks.inflate(Blocks.deflate(queue, PLAIN, ZipFlush.FINISH)))
                    .isEqualTo(PLAIN);
        }
    }

    // a queue with a failure now and then is still a queue
    @Test
    void everyThirdRequestFailsAndTheOthersDoNot() throws Exception {
        try (WdQueue queue = Guest.device().requestQueue(ZipOperation.DEFLATE);
                WdMemory source = Blocks.memory(queue, PLAIN);
                WdMemory destination = queue.reserveMemory(Limits.worstCase(PLAIN.length));
                Guest.Fault failing = Guest.with("fail_every", 3)) {
            assertThat(failing).isNotNull();
            long before = Guest.parameter("requests");
            for (long next = before + 1; next <= before + 9; next++) {
                assertThat(run(queue, source, destination)).isEqualTo(next % 3 == 0 ? ZipStatus.FAILED : ZipStatus.OK);
            }
        }
    }

    // poll(2) has to sleep: a thread that spins for a slow device takes the processor from those with work
    @Test
    void waitingForASlowDeviceSleeps() throws Exception {
        var threads = ManagementFactory.getThreadMXBean();
        try (WdQueue queue = Guest.device().requestQueue(ZipOperation.DEFLATE);
                WdMemory source = Blocks.memory(queue, PLAIN);
                WdMemory destination = queue.reserveMemory(Limits.worstCase(PLAIN.length));
                Guest.Fault slow = Guest.with("delay_ms", 300)) {
            assertThat(slow).isNotNull();
            assertThat(run(queue, source, destination)).isEqualTo(ZipStatus.OK);
            long processor = threads.getCurrentThreadCpuTime();
            long start = System.nanoTime();
            for (int i = 0; i < 5; i++) {
                assertThat(run(queue, source, destination)).isEqualTo(ZipStatus.OK);
            }
            long wall = System.nanoTime() - start;
            processor = threads.getCurrentThreadCpuTime() - processor;
            assertThat(wall).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(5 * 300));
            assertThat(processor).as("of %d ns", wall).isLessThan(wall / 5);
        }
    }

    // the interrupt ends the sleep: without it every request would take the fifty milliseconds of a slice
    @Test
    void theInterruptEndsTheSleep() throws Exception {
        try (WdQueue queue = Guest.device().requestQueue(ZipOperation.DEFLATE);
                WdMemory source = Blocks.memory(queue, PLAIN);
                WdMemory destination = queue.reserveMemory(Limits.worstCase(PLAIN.length));
                Guest.Fault slow = Guest.with("delay_ms", 8)) {
            assertThat(slow).isNotNull();
            long interrupts = Guest.parameter("interrupts");
            for (int i = 0; i < 20; i++) {
                assertThat(run(queue, source, destination)).isEqualTo(ZipStatus.OK);
            }
            assertThat(Guest.parameter("interrupts") - interrupts).isGreaterThanOrEqualTo(18);
        }
    }

    // a device that the kernel has given up can still be opened: it is for us not to
    @Test
    void anIsolatedDeviceIsNotUsed() throws Exception {
        assumeTrue(Guest.hasAttribute("isolate"), "this kernel's uacce has no attribute isolate (Linux 6.3 has)");
        try (Guest.Fault isolated = Guest.with("isolated", 1)) {
            assertThat(isolated).isNotNull();
            assertThat(Guest.device().isolated()).isTrue();
            assertThat(Guest.device().unusable().orElseThrow()).contains("isolated");
        }
        assertThat(Guest.device().unusable()).isEmpty();
    }
}
