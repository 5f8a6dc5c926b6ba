// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.hisi;

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
 * threads take one in turn and stay with it. A queue that is full or dead is passed over.
 *
 * <p>The set is dead when all its queues are; a request that dies with one of them before has {@link ZipStatus#FAILED}.
 */
final class QueueSet implements WdQueue {
    private final HisiQueue[] queues;
    private final NumaTopology topology;
    private final Seats seats = new Seats();
    private final AtomicInteger turn = new AtomicInteger();

    QueueSet(List<HisiQueue> queues, NumaTopology topology) {
        this.queues = queues.toArray(HisiQueue[]::new);
        this.topology = topology;
    }

    @Override
    public WdDevice device() {
        return queues[0].device();
    }

    @Override
    public ZipOperation operation() {
        return queues[0].operation();
    }

    @Override
    public boolean send(ZipRequest request) {
        int lane = seats.find();
        if (lane == Seats.NONE) {
            lane = nearest();
            seats.take(lane);
        }
        for (int i = 0; i < queues.length; i++) {
            if (queues[lane].isOpen()) {
                request.lane(lane);
                if (queues[lane].send(request)) {
                    soften(request);
                    return true;
                }
            }
            lane = lane + 1 == queues.length ? 0 : lane + 1;
        }
        // full, or dead and gone
        return !isOpen() && queues[lane].send(request);
    }

    /** One of those that are nearest to where the calling thread runs. */
    private int nearest() {
        int here = topology.currentNode();
        int best = Integer.MAX_VALUE;
        int number = 0;
        for (HisiQueue queue : queues) {
            int distance = topology.distance(here, queue.device().numaNode());
            number = distance < best ? 1 : number + (distance == best ? 1 : 0);
            best = Math.min(best, distance);
        }
        int left = Math.floorMod(turn.getAndIncrement(), number);
        for (int lane = 0; ; lane++) {
            if (topology.distance(here, queues[lane].device().numaNode()) == best && left-- == 0) {
                return lane;
            }
        }
    }

    /** A queue that has died is no reason to give the others up. */
    private void soften(ZipRequest request) {
        if (request.status() == ZipStatus.QUEUE_DEAD && isOpen()) {
            request.complete(ZipStatus.FAILED, 0, 0);
        }
    }

    private boolean isOpen() {
        for (HisiQueue queue : queues) {
            if (queue.isOpen()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean recv(ZipRequest request) {
        if (request.status() != ZipStatus.SENT) {
            return true;
        }
        boolean complete = queues[request.lane()].recv(request);
        soften(request);
        return complete;
    }

    @Override
    public void recvSync(ZipRequest request, long timeoutNanos) {
        if (request.status() == ZipStatus.SENT) {
            queues[request.lane()].recvSync(request, timeoutNanos);
            soften(request);
        }
    }

    @Override
    public void flush() {
        Arrays.stream(queues).forEach(HisiQueue::flush);
    }

    @Override
    public WdMemory reserveMemory(long bytes) throws WdException {
        return queues[0].reserveMemory(bytes);
    }

    @Override
    public void close() {
        Arrays.stream(queues).forEach(HisiQueue::close);
    }
}
