// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.emulator;

import io.warpdrive.queue.DeflatePlan;
import io.warpdrive.queue.WdDevice;
import io.warpdrive.queue.WdException;
import io.warpdrive.queue.WdMemory;
import io.warpdrive.queue.WdQueue;
import io.warpdrive.queue.ZipFlush;
import io.warpdrive.queue.ZipOperation;
import io.warpdrive.queue.ZipRequest;
import io.warpdrive.queue.ZipStatus;
import io.warpdrive.settings.WdConfiguration;
import io.warpdrive.settings.WdPolicy;
import io.warpdrive.soft.SoftDeviceProvider;
import java.util.Optional;

/**
 * The software device, for blocks that stand for themselves: the emulator shall not be slower than it has to be. Where
 * that device has no engine, the JDK's zlib does the work. Safe for use by many threads.
 */
final class SoftEngine implements AutoCloseable {
    /** The block has to be done by somebody else. */
    static final int CAN_NOT = -1;
    /** The output space is too small. */
    static final int NO_ROOM = -2;

    private record Served(WdQueue queue, int effort) {}

    private final Optional<Served> served;

    SoftEngine() {
        this.served = find();
    }

    private static Optional<Served> find() {
        for (WdDevice device : new SoftDeviceProvider().discover(WdConfiguration.current())) {
            Optional<DeflatePlan> plan = device.deflatePlan(1, WdPolicy.BALANCED);
            if (device.unusable().isEmpty() && plan.isPresent()) {
                try {
                    return Optional.of(new Served(
                            device.requestQueue(ZipOperation.DEFLATE),
                            plan.get().effort()));
                } catch (WdException e) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    /** Compresses without a header or trailer; returns bytes, {@link #CAN_NOT} or {@link #NO_ROOM}. */
    int deflate(Job job, WdMemory source, WdMemory destination) {
        if (served.isEmpty()) {
            return CAN_NOT;
        }
        ZipRequest request = new ZipRequest()
                .operation(ZipOperation.DEFLATE)
                .effort(served.get().effort)
                .flush(job.finish() ? ZipFlush.FINISH : ZipFlush.SYNC_FLUSH)
                .source(source, 0, job.length())
                .destination(destination, 0, job.space());
        served.get().queue.send(request);
        if (request.status() == ZipStatus.OK) {
            return request.produced();
        }
        // the engines are less exact than zlib about the last few bytes of room
        return CAN_NOT;
    }

    @Override
    public void close() {
        served.ifPresent(each -> each.queue.close());
    }
}
