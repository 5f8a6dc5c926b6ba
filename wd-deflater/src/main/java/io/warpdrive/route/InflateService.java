// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.route;

import io.warpdrive.queue.InflatePlan;
import io.warpdrive.queue.WdConfiguration;
import io.warpdrive.queue.WdException;
import io.warpdrive.queue.WdLog;
import io.warpdrive.queue.WdPool;
import io.warpdrive.queue.WdQueue;
import io.warpdrive.queue.ZipStatus;

/** A queue that inflates, shared by all streams of the process: what its device offers, and idle {@link BlockInflater}s. */
public final class InflateService implements DeviceService {
    private final WdQueue queue;
    private final DeviceHealth health;
    private final InflatePlan plan;
    private final int minimumInput;
    private final int minimumMessage;
    private final WdPool<BlockInflater> idle;

    InflateService(WdQueue queue, InflatePlan plan, WdConfiguration configuration) {
        this.queue = queue;
        this.health = new DeviceHealth(queue.device().name());
        this.plan = plan;
        this.minimumInput = Math.max(1, configuration.min().orElse(plan.minimumInput()));
        this.minimumMessage = Math.max(1, configuration.min().orElse(plan.minimumMessage()));
        this.idle = new WdPool<>(() -> new BlockInflater(this, queue, plan, configuration.verify()));
    }

    @Override
    public DeviceHealth health() {
        return health;
    }

    @Override
    public void retire() {
        queue.close();
    }

    /**
     * Whether streams are offloaded.
     *
     * @param available bytes of input at hand
     * @param message whether that may be all there is: the first block is the last
     */
    public boolean serves(int available, boolean message) {
        return available >= (message ? minimumMessage : minimumInput);
    }

    /** Whether the device inflates piece by piece; if not, whole messages only. */
    public boolean servesStreams() {
        return plan.isStateful();
    }

    /** Something to inflate a stream with; null when memory is short. Give it back with {@link BlockInflater#release}. */
    public BlockInflater take() {
        try {
            return idle.take();
        } catch (WdException | OutOfMemoryError e) {
            WdLog.info("a stream stays on zlib: " + e.getMessage());
            return null;
        }
    }

    /** The device could not do a message in which zlib has found nothing wrong. An error alone may be the data's. */
    public void failedAtGoodData() {
        health.failed(ZipStatus.FAILED, "a request ended with " + ZipStatus.FAILED);
    }

    void release(BlockInflater inflater) {
        idle.give(inflater);
    }
}
