// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.hisi;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpdrive.queue.WdMemory;
import io.warpdrive.queue.WdMode;
import io.warpdrive.queue.ZipOperation;
import io.warpdrive.queue.ZipRequest;
import io.warpdrive.queue.ZipStatus;
import io.warpdrive.uacce.NumaTopology;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several queues that look like one: two at node 0, one at node 1, where processor 7 is. */
final class QueueSetTest {
    private static final long PATIENCE_NANOS = 20_000_000_000L;
    private static final int LENGTH = 1000;

    @TempDir
    Path root;

    private final List<ScriptedDevice> devices = List.of(
            new ScriptedDevice(WdMode.SVA, 0), new ScriptedDevice(WdMode.SVA, 0), new ScriptedDevice(WdMode.SVA, 1));
    private volatile int processor;
    private QueueSet set;
    private WdMemory source;
    private WdMemory destination;

    @BeforeEach
    void open() throws Exception {
        Path nodes = root.resolve("sys/devices/system/node");
        Files.createDirectories(nodes.resolve("node0/cpu0"));
        Files.createDirectories(nodes.resolve("node1/cpu7"));
        Files.writeString(nodes.resolve("node0/distance"), "10 20\n");
        Files.writeString(nodes.resolve("node1/distance"), "20 10\n");
        List<HisiQueue> queues = new ArrayList<>();
        for (ScriptedDevice device : devices) {
            queues.add(device.requestQueue(ZipOperation.DEFLATE));
        }
        set = new QueueSet(queues, NumaTopology.read(root, () -> processor));
        source = WdMemory.allocate(LENGTH);
        destination = WdMemory.allocate(Limits.worstCase(LENGTH));
    }

    @AfterEach
    void close() {
        set.close();
        source.close();
        destination.close();
    }

    private ZipRequest request() {
        return new ZipRequest().source(source, 0, LENGTH).destination(destination, 0, destination.size());
    }

    private ZipRequest sent() {
        ZipRequest request = request();
        assertThat(set.send(request)).isTrue();
        return request;
    }

    private ZipStatus received(ZipRequest request) {
        set.recvSync(request, PATIENCE_NANOS);
        return request.status();
    }

    /** In a thread of its own, on that processor. */
    private ZipRequest sentFrom(int where) throws InterruptedException {
        processor = where;
        List<ZipRequest> requests = new ArrayList<>();
        Thread thread = new Thread(() -> requests.add(sent()));
        thread.start();
        thread.join();
        return requests.get(0);
    }

    // the way to another node's device and back costs more than the nearer one saves
    @Test
    void threadsUseTheQueuesOfTheirNodeInTurn() throws Exception {
        assertThat(sentFrom(7).lane()).isEqualTo(2);
        assertThat(sentFrom(7).lane()).isEqualTo(2);
        assertThat(List.of(sentFrom(0).lane(), sentFrom(0).lane())).containsExactlyInAnyOrder(0, 1);
        // a processor that no node has is equally far from all
        List<Integer> lanes =
                List.of(sentFrom(3).lane(), sentFrom(3).lane(), sentFrom(3).lane());
        assertThat(lanes).containsExactlyInAnyOrder(0, 1, 2);
    }

    // a thread that the scheduler has moved for good would send across nodes for ever
    @Test
    void threadStaysWithItsQueueAndFollowsToAnotherNodeLater() {
        processor = 7;
        int away = 0;
        for (int i = 0; i < 1500; i++) {
            ZipRequest request = sent();
            processor = 0;
            away += request.lane() == 2 ? 1 : 0;
            devices.get(request.lane()).complete(SqeStatus.OK, LENGTH, 100);
            assertThat(received(request)).isEqualTo(ZipStatus.OK);
        }
        assertThat(away).isBetween(1000, 1001);
    }

    // one queue that is full or dead is no reason to leave work to zlib
    @Test
    void fullQueueIsPassedOverAndOnlyAllOfThemRefuse() {
        int room = devices.size() * (ScriptedDevice.DEPTH - 1);
        int[] lanes = new int[devices.size()];
        for (int i = 0; i < room; i++) {
            lanes[sent().lane()]++;
        }
        assertThat(lanes).containsOnly(ScriptedDevice.DEPTH - 1);
        ZipRequest refused = request();
        assertThat(set.send(refused)).isFalse();
        assertThat(refused.status()).isEqualTo(ZipStatus.IDLE);
    }

    // whoever reads QUEUE_DEAD gives the whole set up
    @Test
    void requestThatDiesWithAQueueHasFailedWhileOthersLive() {
        for (int dead = 0; dead < devices.size(); dead++) {
            ZipRequest request = sent();
            devices.get(request.lane()).rings().reset();
            boolean last = dead == devices.size() - 1;
            assertThat(received(request)).isEqualTo(last ? ZipStatus.QUEUE_DEAD : ZipStatus.FAILED);
        }
        assertThat(received(sent())).isEqualTo(ZipStatus.QUEUE_DEAD);
    }

    // what is not released is gone for all processes
    @Test
    void closingReleasesEveryQueue() {
        ZipRequest request = sent();
        set.close();
        assertThat(received(request)).isEqualTo(ZipStatus.QUEUE_DEAD);
        assertThat(devices)
                .allSatisfy(device -> assertThat(device.transport().calls()).endsWith("stop", "close"));
    }
}
