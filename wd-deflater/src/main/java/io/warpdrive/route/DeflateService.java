// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.route;

import io.warpdrive.queue.DeflatePlan;
import io.warpdrive.queue.InPlaceDeflate;
import io.warpdrive.queue.WdException;
import io.warpdrive.queue.WdMode;
import io.warpdrive.queue.WdQueue;
import io.warpdrive.queue.ZipOperation;
import io.warpdrive.queue.pool.WdPool;
import io.warpdrive.settings.WdConfiguration;
import io.warpdrive.support.WdCleaner;
import io.warpdrive.support.WdLog;
import java.util.concurrent.atomic.AtomicInteger;

/** A queue that deflates, shared by all streams of the process: what its device offers, and idle {@link BlockDeflater}s. */
public final class DeflateService implements DeviceService {
    private static final int LEVELS = 10;
    /** More threads than these would only take memory. */
    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();
    /** Open streams that a process may offload at a time: each takes about 1.2 MB of native memory. */
    private static final int MAXIMUM_LIVE = 256;
    /** Idle ones that are kept: what one stream in all threads takes, and some for others. */
    private static final int IDLE_PER_PROCESSOR = 4;
    /** Blocks of one stream that hardware is given at a time. */
    private static final int HARDWARE_INFLIGHT = 4;
    /** What {@link java.util.zip.Deflater#DEFAULT_COMPRESSION} means to zlib. */
    private static final int DEFAULT_LEVEL = 6;

    private final WdQueue queue;
    private final WdConfiguration configuration;
    private final DeviceHealth health;
    /** By level, 1 to 9; null where zlib is better. */
    private final DeflatePlan[] plans = new DeflatePlan[LEVELS];

    private final WdPool<BlockDeflater> idle;
    private final WdPool<InPlaceDeflate> idleStates;
    private final AtomicInteger live = new AtomicInteger();
    private final Costs costs = new Costs(ZipOperation.DEFLATE);
    /** Null where a device is named: then it serves, whatever that costs. */
    private final CostSampler sampler;

    private final boolean software;

    DeflateService(WdQueue queue, WdConfiguration configuration) {
        this.queue = queue;
        this.configuration = configuration;
        this.software = queue.device().mode() == WdMode.SOFTWARE;
        this.health = new DeviceHealth(queue.device().name());
        int largest = 1;
        int outputPercent = 100;
        for (int level = 1; level < LEVELS; level++) {
            DeflatePlan plan = queue.device()
                    .deflatePlan(level, configuration.policy())
                    .map(this::sized)
                    .orElse(null);
            plans[level] = plan;
            if (plan != null) {
                largest = Math.max(largest, plan.blockSize());
                outputPercent = Math.max(outputPercent, plan.outputPercent());
            }
        }
        int capacity = largest;
        int percent = outputPercent;
        int wanted = Math.max(
                IDLE_PER_PROCESSOR * PROCESSORS, 1 + configuration.inflight().orElse(0));
        int most = Math.min(wanted, MAXIMUM_LIVE / 2);
        this.idle = new WdPool<>(() -> make(queue, capacity, percent), most);
        this.idleStates = new WdPool<>(queue::deflateInPlace);
        this.sampler = configuration.isPinned() ? null : sampler(costs);
    }

    private DeflatePlan sized(DeflatePlan plan) {
        return plan.withBlockSize(configuration.block().orElse(plan.blockSize()));
    }

    private BlockDeflater make(WdQueue queue, int capacity, int outputPercent) throws WdException {
        if (live.incrementAndGet() > MAXIMUM_LIVE) {
            live.decrementAndGet();
            throw new WdException(MAXIMUM_LIVE + " streams are open, further ones are zlib's");
        }
        boolean made = false;
        try {
            BlockDeflater deflater = new BlockDeflater(this, queue, capacity, outputPercent, configuration.verify());
            // closed or dropped, either way it counts no more
            deflater.onRelease(WdCleaner.register(deflater, live::decrementAndGet));
            made = true;
            return deflater;
        } finally {
            if (!made) {
                live.decrementAndGet();
            }
        }
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

    /**
     * Whether a stream may be compressed in place, from its first byte on. Not where output is to be verified before it is
     * handed out: it is in the caller's memory already.
     *
     * @param total bytes of input so far
     */
    public boolean servesInPlace(int level, int strategy, long total) {
        return (level == 0 || plan(level) != null)
                && queue.device().deflatesInPlace(level, strategy)
                && !configuration.verify()
                && total >= configuration.min().orElse(0);
    }

    /**
     * Whether zlib compresses such a stream faster than the engine that works in place. Measures it now and then.
     *
     * @param level 0 to 9, or -1
     * @param input what the stream begins with, or null if it is in no array
     * @param length bytes of it
     */
    public boolean zlibIsFaster(int level, byte[] input, int off, int length) {
        if (sampler == null || length == 0) {
            return false;
        }
        if (input != null) {
            sampler.maybeMeasure(level, input, off, length);
        }
        return costs.zlibIsFaster(level, length);
    }

    CostSampler sampler(Costs into) {
        return new CostSampler(
                into, Contenders.zlibDeflates(), Contenders.engineDeflates(idleStates), System::nanoTime);
    }

    /** Whether streams that may be compressed in place are. */
    public boolean prefersInPlace(DeflatePlan plan, int threads) {
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
    public int minimumInput(DeflatePlan plan) {
        int wanted = configuration.min().orElse(plan.minimumInput());
        return Math.max(1, Math.min(wanted, plan.blockSize()));
    }

    /** Whether a block of {@code length} bytes that a flush cuts is better left to zlib. */
    public boolean isTooShort(DeflatePlan plan, int length) {
        return length < (configuration.min().isPresent() ? 1 : plan.minimumBlock());
    }

    /** Something to compress a stream with; null when memory is short. Give it back with {@link BlockDeflater#release}. */
    public BlockDeflater take() {
        return take(idle.maker());
    }

    private BlockDeflater take(WdPool.Maker<BlockDeflater> otherwise) {
        try {
            return idle.take(otherwise);
        } catch (WdException | OutOfMemoryError | LinkageError e) {
            // JNA, which has the memory, may be missing
            WdLog.debug("a stream stays on zlib: " + e.getMessage());
            return null;
        }
    }

    void release(BlockDeflater deflater) {
        idle.give(deflater);
    }

    /**
     * Has a stream that turns out to be long go on with several blocks under way at a time, if that is of use. Hardware
     * takes them by itself; the software device works in the threads that it is given.
     *
     * @param threads that may compress blocks of the stream on the software device, the caller's included
     * @return what the stream goes on in; nothing may be pending
     */
    public BlockStream widen(BlockDeflater stream, int threads) {
        int helpers = software ? Math.min(threads, PROCESSORS) - 1 : 0;
        int inflight = Math.max(helpers + 1, configuration.inflight().orElse(usualInflight(helpers)));
        return inflight == 1 ? stream : new BlockPipeline(stream, inflight, helpers);
    }

    /**
     * Three blocks for each thread, one of which is being gathered: with two, a thread often waits for a block that takes
     * longer than others do, which costs a tenth of the speed.
     */
    private int usualInflight(int helpers) {
        if (!software) {
            return HARDWARE_INFLIGHT;
        }
        return helpers == 0 ? 1 : 3 * (helpers + 1) - 1;
    }

    /** One more for a stream that has one: an idle one, or null when what could be made is for streams that have none. */
    BlockDeflater takeSpare() {
        return take(this::makeSpare);
    }

    private BlockDeflater makeSpare() throws WdException {
        if (live.get() >= MAXIMUM_LIVE / 2) {
            throw new WdException("as many blocks are under way as streams may have together");
        }
        return idle.maker().make();
    }
}
