// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.route;

import io.warpdrive.queue.DeflatePlan;
import io.warpdrive.queue.InflatePlan;
import io.warpdrive.queue.WdConfiguration;
import io.warpdrive.queue.WdDevice;
import io.warpdrive.queue.WdDevices;
import io.warpdrive.queue.WdException;
import io.warpdrive.queue.WdLog;
import io.warpdrive.queue.WdPool;
import io.warpdrive.queue.WdQueue;
import io.warpdrive.queue.ZipOperation;
import java.util.Optional;

/**
 * The one place that decides who serves a stream. Made at the first stream that is long enough to be offloaded at all,
 * since making it loads native code; from then on it asks nobody and allocates nothing.
 *
 * <p>Safe for use by many threads.
 */
public final class Router {
    /** Streams shorter than this are zlib's on every device: what is not even offered needs no native code either. */
    private static final int SHORTEST = 256;

    /** What {@link java.util.zip.Deflater#DEFAULT_COMPRESSION} means to zlib. */
    private static final int DEFAULT_LEVEL = 6;

    private final WdConfiguration configuration;
    /** By level, 1 to 9; null where zlib is better. */
    private final DeflatePlan[] deflatePlans = new DeflatePlan[10];
    /** Null when zlib inflates. */
    private final InflatePlan inflatePlan;

    private final WdPool<BlockDeflater> blockDeflaters;
    private final WdPool<BlockInflater> blockInflaters;

    private static final class Holder {
        static final Router ROUTER = new Router(WdConfiguration.current());
    }

    private Router(WdConfiguration configuration) {
        this.configuration = configuration;
        Optional<WdQueue> deflate = Optional.empty();
        Optional<WdQueue> inflate = Optional.empty();
        if (!configuration.device().equals(WdConfiguration.ZLIB)) {
            WdDevices devices = WdDevices.discover(configuration);
            deflate = configuration.reproducible() ? Optional.empty() : request(devices, ZipOperation.DEFLATE);
            inflate = request(devices, ZipOperation.INFLATE);
        }
        inflatePlan = inflate.flatMap(queue -> queue.device().inflatePlan()).orElse(null);
        blockInflaters = inflate.isEmpty() ? null : inflaters(inflate.get(), inflatePlan);
        if (deflate.isEmpty()) {
            blockDeflaters = null;
            return;
        }
        int largestBlock = 0;
        for (int level = 1; level < deflatePlans.length; level++) {
            DeflatePlan plan = deflate.get()
                    .device()
                    .deflatePlan(level, configuration.policy())
                    .orElse(null);
            deflatePlans[level] = plan;
            largestBlock = plan == null ? largestBlock : Math.max(largestBlock, plan.blockSize());
        }
        blockDeflaters = deflaters(deflate.get(), largestBlock);
    }

    public static Router get() {
        return Holder.ROUTER;
    }

    private WdPool<BlockDeflater> deflaters(WdQueue queue, int blockSize) {
        return new WdPool<>(() -> new BlockDeflater(queue, blockSize, configuration.verify()));
    }

    private static WdPool<BlockInflater> inflaters(WdQueue queue, InflatePlan plan) {
        return new WdPool<>(() -> new BlockInflater(queue, plan));
    }

    private static Optional<WdQueue> request(WdDevices devices, ZipOperation operation) {
        Optional<WdDevice> device = devices.choose("deflate", operation);
        if (device.isEmpty()) {
            String reasons = devices.list().stream()
                    .map(each -> each.name() + ": "
                            + devices.rejection(each, "deflate", operation).orElse(""))
                    .reduce((a, b) -> a + "; " + b)
                    .orElse("no device");
            WdLog.info(operation + " stays on zlib: " + reasons);
            return Optional.empty();
        }
        try {
            WdQueue queue = device.get().requestQueue(operation);
            StreamCounters.of(operation).device(device.get().name());
            return Optional.of(queue);
        } catch (WdException e) {
            WdLog.info(operation + " stays on zlib: " + e.getMessage());
            return Optional.empty();
        }
    }

    /** Whether this process may ever offload {@code operation}, as far as the configuration alone tells. */
    public static boolean mayOffload(ZipOperation operation) {
        WdConfiguration configuration = WdConfiguration.current();
        boolean pinned = operation == ZipOperation.DEFLATE && configuration.reproducible();
        return !pinned && !configuration.device().equals(WdConfiguration.ZLIB);
    }

    /** Bytes of input below which the router need not be asked. */
    public static int shortest() {
        return WdConfiguration.current().min().orElse(SHORTEST);
    }

    /**
     * How streams of java.util.zip's {@code level} are offloaded, or null when zlib serves them.
     *
     * @param level 0 to 9, or -1
     */
    public DeflatePlan deflatePlan(int level) {
        return level == 0 ? null : deflatePlans[level < 0 ? DEFAULT_LEVEL : level];
    }

    /** Bytes of total input from which a stream is offloaded. */
    public int minimumInput(DeflatePlan plan) {
        return Math.max(1, configuration.min().orElse(plan.minimumInput()));
    }

    /** Whether a block of {@code length} bytes that a flush cuts is better left to zlib. */
    public boolean isTooShort(DeflatePlan plan, int length) {
        return length < (configuration.min().isPresent() ? 1 : plan.minimumBlock());
    }

    /** Whether streams with {@code available} bytes of input at hand are offloaded. */
    public boolean inflates(int available) {
        return inflatePlan != null
                && available >= Math.max(1, configuration.min().orElse(inflatePlan.minimumInput()));
    }

    /** Whether the device inflates piece by piece; if not, whole messages only. */
    public boolean inflatesStreams() {
        return inflatePlan.isStateful();
    }

    /** Something to compress a stream with; null when memory is short. Give it back with {@link #release}. */
    public BlockDeflater takeDeflater() {
        try {
            return blockDeflaters.take();
        } catch (WdException e) {
            WdLog.info("a stream stays on zlib: " + e.getMessage());
            return null;
        }
    }

    public void release(BlockDeflater deflater) {
        blockDeflaters.give(deflater);
    }

    /** Something to inflate a stream with; null when memory is short. Give it back with {@link #release}. */
    public BlockInflater takeInflater() {
        try {
            return blockInflaters.take();
        } catch (WdException e) {
            WdLog.info("a stream stays on zlib: " + e.getMessage());
            return null;
        }
    }

    public void release(BlockInflater inflater) {
        blockInflaters.give(inflater);
    }
}
