// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.route;

import io.warpdrive.queue.InPlaceInflate;
import io.warpdrive.queue.InflatePlan;
import io.warpdrive.queue.WdException;
import io.warpdrive.queue.WdQueue;
import io.warpdrive.queue.ZipOperation;
import io.warpdrive.queue.ZipStatus;
import io.warpdrive.queue.pool.WdPool;
import io.warpdrive.settings.WdConfiguration;
import io.warpdrive.support.WdLog;
import java.util.Optional;

/** A queue that inflates, shared by all streams of the process: what its device offers, and what is idle of it. */
public final class InflateService implements DeviceService {
    private final WdQueue queue;
    private final DeviceHealth health;
    private final boolean verifies;
    private final int minimumInput;
    private final Decision<InflateService> decision;
    private final WdPool<InPlaceInflate> idleStates;
    private final Costs costs = new Costs(ZipOperation.INFLATE);
    /** Null where a device is named: then it serves, whatever that costs. */
    private final CostSampler raw;

    private final CostSampler zlib;

    InflateService(WdQueue queue, InflatePlan plan, WdConfiguration configuration) {
        this.queue = queue;
        this.health = new DeviceHealth(queue.device().name());
        this.verifies = configuration.verify();
        this.decision = new Decision<>(plan.inPlace() ? Route.IN_PLACE : Route.OFFLOADED, Reason.NONE, this);
        this.minimumInput = Math.max(1, configuration.min().orElse(plan.minimumInput()));
        this.idleStates = new WdPool<>(new States(queue));
        this.raw = configuration.isPinned() ? null : sampler(true, costs);
        this.zlib = configuration.isPinned() ? null : sampler(false, costs);
    }

    /** Of the process. */
    static final class Holder extends ServiceHolder<InflateService> {
        Holder(WdConfiguration configuration) {
            super(ZipOperation.INFLATE, configuration);
        }

        @Override
        InflateService serviceOf(WdQueue queue, WdConfiguration configuration) {
            Optional<InflatePlan> plan = queue.device().inflatePlan();
            return plan.isPresent() ? new InflateService(queue, plan.get(), configuration) : null;
        }
    }

    /** What inflates streams in place. */
    private record States(WdQueue queue) implements WdPool.Maker<InPlaceInflate> {
        @Override
        public InPlaceInflate make() throws WdException {
            return queue.inflateInPlace();
        }
    }

    Costs costs() {
        return costs;
    }

    CostSampler sampler(boolean nowrap, Costs into) {
        return new Contenders.Inflating(into, nowrap, idleStates);
    }

    /**
     * Whether zlib inflates such a stream faster than the engine that works in place. Measures it now and then.
     *
     * @param input what the stream begins with, or null if it is in no array
     * @param length bytes of it
     */
    boolean zlibIsFaster(boolean nowrap, byte[] input, int off, int length) {
        CostSampler sampler = nowrap ? raw : zlib;
        if (sampler == null || length == 0) {
            return false;
        }
        if (input != null) {
            sampler.maybeMeasure(0, input, off, length);
        }
        return costs.zlibIsFaster(0, length);
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
    boolean serves(int available) {
        return available >= minimumInput;
    }

    /** In place, however they come; or offloaded, whole messages only. */
    Decision<InflateService> decision() {
        return decision;
    }

    /** Something to inflate a stream in place with; null when memory is short. Give it back with {@link #release}. */
    public InPlaceInflate takeState() {
        try {
            return idleStates.take();
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

    /** What messages are sent to. */
    public WdQueue queue() {
        return queue;
    }

    /** Whether what a device makes is to be verified before it is handed out. */
    public boolean verifies() {
        return verifies;
    }
}
