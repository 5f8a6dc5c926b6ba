// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.route;

import io.warpdrive.queue.DeflatePlan;
import io.warpdrive.queue.InPlaceDeflate;
import io.warpdrive.queue.WdException;
import io.warpdrive.queue.WdQueue;
import io.warpdrive.queue.ZipOperation;
import io.warpdrive.queue.pool.WdPool;
import io.warpdrive.settings.WdConfiguration;
import io.warpdrive.support.WdLog;
import java.util.Optional;
import java.util.OptionalInt;

/** A queue that deflates, shared by all streams of the process: what its device offers. */
public final class DeflateService implements DeviceService {
    private static final int LEVELS = 10;
    /** What {@link java.util.zip.Deflater#DEFAULT_COMPRESSION} means to zlib. */
    private static final int DEFAULT_LEVEL = 6;

    private final WdQueue queue;
    private final WdConfiguration configuration;
    private final DeviceHealth health;
    /** By level, 1 to 9; null where zlib is better. */
    private final DeflatePlan[] plans = new DeflatePlan[LEVELS];

    private final Decision<DeflateService> inPlace = new Decision<>(Route.IN_PLACE, Reason.NONE, this);
    private final Decision<DeflateService> offloaded = new Decision<>(Route.OFFLOADED, Reason.NONE, this);
    private final WdPool<InPlaceDeflate> idleStates;
    private final Costs costs = new Costs(ZipOperation.DEFLATE);
    /** Null where a device is named: then it serves, whatever that costs. */
    private final CostSampler sampler;

    DeflateService(WdQueue queue, WdConfiguration configuration) {
        this.queue = queue;
        this.configuration = configuration;
        this.health = new DeviceHealth(queue.device().name());
        for (int level = 1; level < LEVELS; level++) {
            Optional<DeflatePlan> plan = queue.device().deflatePlan(level, configuration.policy());
            plans[level] = plan.isPresent() ? sized(plan.get()) : null;
        }
        this.idleStates = new WdPool<>(new States(queue));
        this.sampler = configuration.isPinned() ? null : sampler(costs);
    }

    /** Of the process. */
    static final class Holder extends ServiceHolder<DeflateService> {
        Holder(WdConfiguration configuration) {
            super(ZipOperation.DEFLATE, configuration);
        }

        @Override
        DeflateService serviceOf(WdQueue queue, WdConfiguration configuration) {
            return new DeflateService(queue, configuration);
        }
    }

    /** What compresses streams in place. */
    private record States(WdQueue queue) implements WdPool.Maker<InPlaceDeflate> {
        @Override
        public InPlaceDeflate make() throws WdException {
            return queue.deflateInPlace();
        }
    }

    private DeflatePlan sized(DeflatePlan plan) {
        return plan.withBlockSize(configuration.block().orElse(plan.blockSize()));
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
     * How streams of java.util.zip's {@code level} are offloaded, or null when zlib serves them.
     *
     * @param level 0 to 9, or -1
     */
    public DeflatePlan plan(int level) {
        return level == 0 ? null : plans[level < 0 ? DEFAULT_LEVEL : level];
    }

    Decision<DeflateService> inPlace() {
        return inPlace;
    }

    Decision<DeflateService> offloaded() {
        return offloaded;
    }

    /**
     * Why a stream may not be compressed in place, from its first byte on. Not where output is to be verified before it is
     * handed out: it is in the caller's memory already.
     *
     * @param total bytes of input so far
     */
    Reason notInPlace(int level, int strategy, long total) {
        boolean can = (level == 0 || plan(level) != null)
                && queue.device().deflatesInPlace(level, strategy)
                && !configuration.verify();
        if (!can) {
            return Reason.SETTINGS;
        }
        return total >= configuration.min().orElse(0) ? Reason.NONE : Reason.TOO_SHORT;
    }

    /**
     * Whether zlib compresses such a stream faster than the engine that works in place. Measures it now and then.
     *
     * @param level 0 to 9, or -1
     * @param input what the stream begins with, or null if it is in no array
     * @param length bytes of it
     */
    boolean zlibIsFaster(int level, byte[] input, int off, int length) {
        if (sampler == null || length == 0) {
            return false;
        }
        if (input != null) {
            sampler.maybeMeasure(level, input, off, length);
        }
        return costs.zlibIsFaster(level, length);
    }

    Costs costs() {
        return costs;
    }

    CostSampler sampler(Costs into) {
        return new Contenders.Deflating(into, idleStates);
    }

    /** Whether streams that may be compressed in place are. */
    boolean prefersInPlace(DeflatePlan plan, int threads) {
        return plan.inPlace() && threads == 1;
    }

    /** The engine's level for one of java.util.zip's that it serves in place: a policy may want another. */
    public int levelInPlace(int level) {
        DeflatePlan plan = plan(level);
        return plan != null && plan.inPlace() ? plan.effort() : level;
    }

    /** Something to compress a stream in place with; null when memory is short. Give it back with {@link #release}. */
    public InPlaceDeflate takeState() {
        try {
            return idleStates.take();
        } catch (WdException | OutOfMemoryError e) {
            WdLog.info("a stream stays on zlib: " + e.getMessage());
            return null;
        }
    }

    /** Takes a state back, whatever has become of its stream. */
    public void release(InPlaceDeflate state) {
        idleStates.give(state);
    }

    /** Bytes of total input from which a stream is offloaded: no more than a block, as more is not gathered. */
    int minimumInput(DeflatePlan plan) {
        int wanted = configuration.min().orElse(plan.minimumInput());
        return Math.max(1, Math.min(wanted, plan.blockSize()));
    }

    /** Whether a block of {@code length} bytes that a flush cuts is better left to zlib. */
    public boolean isTooShort(DeflatePlan plan, int length) {
        return length < (configuration.min().isPresent() ? 1 : plan.minimumBlock());
    }

    /** What segments are sent to. */
    public WdQueue queue() {
        return queue;
    }

    /** Whether what a device makes is to be verified before it is handed out. */
    public boolean verifies() {
        return configuration.verify();
    }

    /** How many segments of a stream are to be under way at a time, if somebody has said so. */
    public OptionalInt inflight() {
        return configuration.inflight();
    }
}
