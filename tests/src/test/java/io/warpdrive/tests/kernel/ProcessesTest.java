// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.tests.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpdrive.emulator.Blocks;
import io.warpdrive.emulator.Children;
import io.warpdrive.emulator.ClientProcess;
import io.warpdrive.queue.WdQueue;
import io.warpdrive.queue.ZipFlush;
import io.warpdrive.queue.ZipOperation;
import io.warpdrive.tests.agent.Run;
import io.warpdrive.uacce.QueueFile;
import io.warpdrive.uacce.UacceDevice;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Several processes and one device. */
@Tag("kernel")
@Tag("sva")
final class ProcessesTest {
    private static final byte[] PLAIN = Blocks.text(30_000, 1);
    private static final int CHILDREN = 20;

    private static List<String> client(int blocks) {
        return Guest.java(ClientProcess.class.getName(), "client", Guest.ROOT.toString(), String.valueOf(blocks));
    }

    // the point of SVA: every process has its own addresses, and all of them one device
    @Test
    void twoJvmsShareTheDevice() throws Exception {
        int free = Guest.freeQueues();
        Run run = Run.interrupted(client(100), client -> {
            assertThat(Guest.freeQueues()).isEqualTo(free - 1);
            try (WdQueue queue = Guest.device().requestQueue(ZipOperation.DEFLATE)) {
                assertThat(Guest.freeQueues()).isEqualTo(free - 2);
                for (int i = 0; i < 50; i++) {
                    assertThat(Blocks.inflate(Blocks.deflate(queue, PLAIN, ZipFlush.FINISH)))
                            .isEqualTo(PLAIN);
                }
            }
        });
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).isEqualTo("ready\ndone\n");
        assertThat(Guest.awaitFreeQueues(free)).isTrue();
    }

    // a queue lost to a dead process is gone until the machine starts again
    @Test
    void aProcessKilledInMidRequestGivesItsQueueBack() throws Exception {
        int free = Guest.freeQueues();
        Process client = ClientProcess.start("client", Guest.ROOT.toString(), "1000000");
        long requests = Guest.parameter("requests");
        try (Guest.Fault slow = Guest.with("delay_ms", 60_000)) {
            assertThat(slow).isNotNull();
            assertThat(Guest.awaitRequest(requests)).isTrue();
            assertThat(Guest.freeQueues()).isEqualTo(free - 1);
            client.destroyForcibly().waitFor();
            assertThat(Guest.awaitFreeQueues(free)).isTrue();
        } finally {
            client.destroyForcibly();
        }
        try (WdQueue queue = Guest.device().requestQueue(ZipOperation.DEFLATE)) {
            assertThat(Blocks.inflate(Blocks.deflate(queue, PLAIN, ZipFlush.FINISH)))
                    .isEqualTo(PLAIN);
        }
    }

    // a child with the file keeps the queue taken; a fork that disturbs pages in use loses data
    @Test
    void childrenHoldNoQueueAndDisturbNoRequest() throws Exception {
        try (WdQueue queue = Guest.device().requestQueue(ZipOperation.DEFLATE)) {
            Children.startWhileSending(queue, CHILDREN, descriptors -> assertThat(descriptors)
                    .contains("pipe:")
                    .doesNotContain("hisi_zip"));
        }
    }

    // who finds no queue free goes on in software, and says nothing that a program could trip over
    @Test
    void withoutAFreeQueueStreamsAreCompressedInSoftware() throws Exception {
        UacceDevice device = Guest.uacce();
        List<QueueFile> files = new ArrayList<>();
        int free = Guest.freeQueues();
        Run expected = Guest.withoutAgent("Streams");
        try {
            for (int i = 0; i < free; i++) {
                files.add(QueueFile.open(device));
            }
            Run run = Run.of(Guest.program("stats=true,policy=speed", "Streams"));
            assertThat(run.exit()).isEqualTo(expected.exit());
            assertThat(run.out()).isEqualTo(expected.out());
            assertThat(run.err()).contains("deflate device=soft");
        } finally {
            files.forEach(QueueFile::close);
        }
    }
}
