// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.hisi.fleet;

import io.warpdrive.hisi.driver.HisiQueue;
import io.warpdrive.queue.WdDevice;
import io.warpdrive.queue.WdException;
import io.warpdrive.queue.WdMemory;
import io.warpdrive.queue.WdQueue;
import io.warpdrive.queue.ZipOperation;
import io.warpdrive.queue.ZipRequest;
import io.warpdrive.queue.ZipStatus;
import io.warpdrive.uacce.NumaTopology;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Several queues that look like one, of one device or of one for each NUMA node; all with shared virtual addressing, so
 * that memory is any queue's. A thread sends to a queue that is near to where it runs; of those that are equally near the
 * threads take one in turn and stay with it. A queue that is full or dead is passed over, and a dead one replaced.
 *
 * <p>The set is dead when all its queues are, or when they died too often of late; a request that dies with one of them
 * before has {@link ZipStatus#DROPPED}.
 */
final class QueueSet implements WdQueue {
    private final Lane[] lanes;
    private final DeathCount deaths = new DeathCount();
    private final NumaTopology topology;
    private final Seats seats = new Seats();
    private final AtomicInteger turn = new AtomicInteger();
    /** Volatile: set by whoever closes the set, while others use it. */
    private volatile boolean closed;

    QueueSet(List<Lane> lanes, NumaTopology topology) {
        this.lanes = lanes.toArray(Lane[]::new);
        this.topology = topology;
    }

    @Override
    public WdDevice device() {
        return lanes[0].queue().device();
    }

    @Override
    public ZipOperation operation() {
        return lanes[0].queue().operation();
    }

    @Override
    public boolean send(ZipRequest request) {
        int lane = seats.find();
        if (lane == Seats.NONE) {
            lane = nearest();
            seats.take(lane);
        }
        for (int i = 0; i < lanes.length; i++) {
            if (isTaken(request, lane)) {
                return true;
            }
            lane = lane + 1 == lanes.length ? 0 : lane + 1;
        }
        if (isOpen()) {
            // full
            return false;
        }
        request.complete(ZipStatus.QUEUE_DEAD, 0, 0);
        return true;
    }

    /** Sends to this queue, if it is alive and not full. */
    private boolean isTaken(ZipRequest request, int lane) {
        HisiQueue queue = lanes[lane].queue();
        if (!queue.isOpen()) {
            if (isOpen()) {
                lanes[lane].mend(deaths);
            }
            queue = lanes[lane].queue();
        }
        if (!queue.isOpen() || deaths.isExceeded()) {
            return false;
        }
        request.lane(lane);
        // what died at once is not the device's: another queue may have it
        return queue.send(request) && request.status() != ZipStatus.QUEUE_DEAD;
    }

    /** One of those that are nearest to where the calling thread runs. */
    private int nearest() {
        int here = topology.currentNode();
        int best = Integer.MAX_VALUE;
        int number = 0;
        for (Lane lane : lanes) {
            int distance = topology.distance(here, lane.queue().device().numaNode());
            number = distance < best ? 1 : number + (distance == best ? 1 : 0);
            best = Math.min(best, distance);
        }
        int left = Math.floorMod(turn.getAndIncrement(), number);
        for (int lane = 0; ; lane++) {
            if (topology.distance(here, lanes[lane].queue().device().numaNode()) == best && left-- == 0) {
                return lane;
            }
        }
    }

    /** A queue that has died is no reason to give the others up. */
    private void soften(ZipRequest request) {
        if (request.status() == ZipStatus.QUEUE_DEAD && isOpen()) {
            request.complete(ZipStatus.DROPPED, 0, 0);
        }
    }

    private boolean isOpen() {
        if (closed || deaths.isExceeded()) {
            return false;
        }
        for (Lane lane : lanes) {
            if (lane.queue().isOpen()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean recv(ZipRequest request) {
        // if that queue is another by now, the request was complete before
        boolean complete = lanes[request.lane()].queue().recv(request);
        soften(request);
        return complete;
    }

    @Override
    public void recvSync(ZipRequest request, long timeoutNanos) {
        lanes[request.lane()].queue().recvSync(request, timeoutNanos);
        soften(request);
    }

    @Override
    public void flush() {
        Arrays.stream(lanes).forEach(lane -> lane.queue().flush());
    }

    @Override
    public WdMemory reserveMemory(long bytes) throws WdException {
        return lanes[0].queue().reserveMemory(bytes);
    }

    @Override
    public void close() {
        closed = true;
        Arrays.stream(lanes).forEach(Lane::close);
    }
}
