// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.route;

import io.warpdrive.queue.InPlaceInflate;
import io.warpdrive.queue.InflatePlan;
import io.warpdrive.queue.WdException;
import io.warpdrive.queue.WdQueue;
import io.warpdrive.queue.WdResource;
import io.warpdrive.queue.ZipStatus;
import io.warpdrive.queue.pool.WdPool;
import io.warpdrive.settings.WdConfiguration;
import io.warpdrive.support.WdLog;

/** A queue that inflates, shared by all streams of the process: what its device offers, and what is idle of it. */
public final class InflateService implements DeviceService {
    private final WdQueue queue;
    private final DeviceHealth health;
    private final boolean inPlace;
    private final int minimumInput;
    private final WdPool<InPlaceInflate> idleStates;
    private final WdPool<MessageInflater> idleMessages;

    InflateService(WdQueue queue, InflatePlan plan, WdConfiguration configuration) {
        this.queue = queue;
        this.health = new DeviceHealth(queue.device().name());
        this.inPlace = plan.inPlace();
        this.minimumInput = Math.max(1, configuration.min().orElse(plan.minimumInput()));
        this.idleStates = new WdPool<>(queue::inflateInPlace);
        this.idleMessages = new WdPool<>(() -> new MessageInflater(this, queue, configuration.verify()));
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
     * Whether streams are served.
     *
     * @param available bytes of input at hand
     */
    public boolean serves(int available) {
        return available >= minimumInput;
    }

    /** Whether streams are inflated in place, however they come; if not, whole messages only. */
    public boolean isInPlace() {
        return inPlace;
    }

    /** Something to inflate a stream in place with; null when memory is short. Give it back with {@link #release}. */
    public InPlaceInflate takeState() {
        return take(idleStates);
    }

    /** Something to inflate a message with; null when memory is short. Give it back with {@link MessageInflater#release}. */
    public MessageInflater takeMessage() {
        return take(idleMessages);
    }

    private static <T extends WdResource> T take(WdPool<T> idle) {
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

    /** Takes a state back, whatever has become of its stream. */
    public void release(InPlaceInflate state) {
        idleStates.give(state);
    }

    void release(MessageInflater inflater) {
        idleMessages.give(inflater);
    }
}
