// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.hisi.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpdrive.hisi.driver.HisiQueue;
import io.warpdrive.hisi.driver.ScriptedDevice;
import io.warpdrive.hisi.protocol.Limits;
import io.warpdrive.hisi.protocol.SqeStatus;
import io.warpdrive.queue.WdException;
import io.warpdrive.queue.WdMemory;
import io.warpdrive.queue.WdMode;
import io.warpdrive.queue.ZipOperation;
import io.warpdrive.queue.ZipRequest;
import io.warpdrive.queue.ZipStatus;
import io.warpdrive.uacce.NumaTopology;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
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
    /** What takes the place of a queue that has died; refused when there is none. */
    private final Queue<ScriptedDevice> spares = new ArrayDeque<>();

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
        List<Lane> lanes = new ArrayList<>();
        for (ScriptedDevice device : devices) {
            lanes.add(new Lane(device.requestQueue(ZipOperation.DEFLATE), this::another));
        }
        set = new QueueSet(lanes, NumaTopology.read(root, () -> processor));
        source = WdMemory.allocate(LENGTH);
        destination = WdMemory.allocate(Limits.worstCase(LENGTH));
    }

    private HisiQueue another() throws WdException {
        if (spares.isEmpty()) {
            throw new WdException("no queue is free");
        }
        return spares.remove().requestQueue(ZipOperation.DEFLATE);
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
    void requestsThatDieWithAQueueAreDroppedWhileOthersLive() {
        for (int dead = 0; dead < devices.size(); dead++) {
            ZipRequest request = sent();
            ZipRequest later = sent();
            devices.get(request.lane()).rings().reset();
            ZipStatus expected = dead == devices.size() - 1 ? ZipStatus.QUEUE_DEAD : ZipStatus.DROPPED;
            assertThat(received(request)).isEqualTo(expected);
            // this one was complete before anybody asked
            assertThat(set.recv(later)).isTrue();
            assertThat(later.status()).isEqualTo(expected);
        }
        assertThat(received(sent())).isEqualTo(ZipStatus.QUEUE_DEAD);
    }

    // one request that a device forgets would take the work of all its other queues along
    @Test
    void queueThatHangsLeavesTheOthersAlone() {
        ZipRequest forgotten = sent();
        set.recvSync(forgotten, 1);
        assertThat(forgotten.status()).isEqualTo(ZipStatus.DROPPED);
        ZipRequest kept = sent();
        devices.get(kept.lane()).transport().hang();
        set.recvSync(kept, 1);
        // nobody knows whether the device still writes
        assertThat(kept.status()).isEqualTo(ZipStatus.TIMED_OUT);
        ZipRequest request = sent();
        devices.get(request.lane()).complete(SqeStatus.OK, LENGTH, 100);
        assertThat(received(request)).isEqualTo(ZipStatus.OK);
    }

    // a device would lose a queue with every fault, until a program that runs for months had none
    @Test
    void queueThatDiedIsGivenBackAndReplaced() {
        ScriptedDevice spare = new ScriptedDevice(WdMode.SVA, 0);
        spares.add(spare);
        ZipRequest lost = sent();
        ScriptedDevice dead = devices.get(lost.lane());
        dead.rings().reset();
        assertThat(received(lost)).isEqualTo(ZipStatus.DROPPED);
        ZipRequest next = sent();
        assertThat(dead.transport().calls()).endsWith("stop", "close");
        assertThat(next.lane()).isEqualTo(lost.lane());
        spare.complete(SqeStatus.OK, LENGTH, 100);
        assertThat(received(next)).isEqualTo(ZipStatus.OK);
        // and what was lost stays lost, whoever has its place now
        assertThat(set.recv(lost)).isTrue();
    }

    // a device that has none to give would be asked at every request
    @Test
    void queueThatCanNotBeReplacedIsPassedOver() {
        ZipRequest lost = sent();
        devices.get(lost.lane()).rings().reset();
        assertThat(received(lost)).isEqualTo(ZipStatus.DROPPED);
        assertThat(sent().lane()).isNotEqualTo(lost.lane());
        spares.add(new ScriptedDevice(WdMode.SVA, 0));
        assertThat(sent().lane()).isNotEqualTo(lost.lane());
        assertThat(spares).hasSize(1);
    }

    // a device that kills every queue it is asked for would be asked for ever
    @Test
    void tooManyDeathsInAMinuteAreTheEndOfTheSet() {
        List<ScriptedDevice> all = new ArrayList<>();
        for (int i = 0; i < DeathCount.TOLERATED; i++) {
            all.add(new ScriptedDevice(WdMode.SVA, 0));
        }
        spares.addAll(all);
        ZipRequest first = sent();
        devices.get(first.lane()).rings().reset();
        assertThat(received(first)).isEqualTo(ZipStatus.DROPPED);
        for (int deaths = 1; deaths < DeathCount.TOLERATED; deaths++) {
            ZipRequest request = sent();
            assertThat(request.lane()).isEqualTo(first.lane());
            all.get(deaths - 1).rings().reset();
            assertThat(received(request)).isEqualTo(ZipStatus.DROPPED);
        }
        assertThat(received(sent())).isEqualTo(ZipStatus.QUEUE_DEAD);
        // the last one was not asked for
        assertThat(spares).hasSize(1);
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

    // who is told DROPPED sends again, to a set that is no more
    @Test
    void requestsOfASetThatIsClosedAreNotDroppedButDead() {
        ZipRequest request = sent();
        set.close();
        assertThat(received(request)).isEqualTo(ZipStatus.QUEUE_DEAD);
    }
}
