// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.route;

import io.warpdrive.queue.DeflatePlan;
import io.warpdrive.queue.WdConfiguration;
import io.warpdrive.queue.WdException;
import io.warpdrive.queue.WdLog;
import io.warpdrive.queue.WdPool;
import io.warpdrive.queue.WdQueue;

/** A queue that deflates, shared by all streams of the process: what its device offers, and idle {@link BlockDeflater}s. */
public final class DeflateService {
    private static final int LEVELS = 10;
    /** What {@link java.util.zip.Deflater#DEFAULT_COMPRESSION} means to zlib. */
    private static final int DEFAULT_LEVEL = 6;

    private final WdConfiguration configuration;
    private final DeviceHealth health;
    /** By level, 1 to 9; null where zlib is better. */
    private final DeflatePlan[] plans = new DeflatePlan[LEVELS];

    private final WdPool<BlockDeflater> idle;

    DeflateService(WdQueue queue, WdConfiguration configuration) {
        this.configuration = configuration;
        this.health = new DeviceHealth(queue.device().name());
        int largest = 1;
        for (int level = 1; level < LEVELS; level++) {
            DeflatePlan plan =
                    queue.device().deflatePlan(level, configuration.policy()).orElse(null);
            plans[level] = plan;
            largest = plan == null ? largest : Math.max(largest, plan.blockSize());
        }
        int capacity = largest;
        this.idle = new WdPool<>(() -> new BlockDeflater(this, queue, capacity, configuration.verify()));
    }

    DeviceHealth health() {
        return health;
    }

    /**
     * How streams of java.util.zip's {@code level} are offloaded, or null when zlib serves them.
     *
     * @param level 0 to 9, or -1
     */
    public DeflatePlan plan(int level) {
        return level == 0 ? null : plans[level < 0 ? DEFAULT_LEVEL : level];
    }

    /** Bytes of total input from which a stream is offloaded. */
    public int minimumInput(DeflatePlan plan) {
        return Math.max(1, configuration.min().orElse(plan.minimumInput()));
    }

    /** Whether a block of {@code length} bytes that a flush cuts is better left to zlib. */
    public boolean isTooShort(DeflatePlan plan, int length) {
        return length < (configuration.min().isPresent() ? 1 : plan.minimumBlock());
    }

    /** Something to compress a stream with; null when memory is short. Give it back with {@link BlockDeflater#release}. */
    public BlockDeflater take() {
        try {
            return idle.take();
        } catch (WdException e) {
            WdLog.info("a stream stays on zlib: " + e.getMessage());
            return null;
        }
    }

    void release(BlockDeflater deflater) {
        idle.give(deflater);
    }
}
