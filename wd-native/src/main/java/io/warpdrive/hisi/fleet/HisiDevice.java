// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.hisi.fleet;

import io.warpdrive.hisi.driver.HisiQueue;
import io.warpdrive.hisi.protocol.HisiApi;
import io.warpdrive.queue.DeflatePlan;
import io.warpdrive.queue.InflatePlan;
import io.warpdrive.queue.WdDevice;
import io.warpdrive.queue.WdException;
import io.warpdrive.queue.WdMode;
import io.warpdrive.queue.WdQueue;
import io.warpdrive.queue.ZipOperation;
import io.warpdrive.settings.WdConfiguration;
import io.warpdrive.settings.WdPolicy;
import io.warpdrive.support.WdLog;
import io.warpdrive.uacce.NumaTopology;
import io.warpdrive.uacce.QueueFile;
import io.warpdrive.uacce.UacceDevice;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** A ZIP engine that uacce has registered, usable or not. */
final class HisiDevice implements WdDevice {
    /** Bytes of input in a block: large enough that a block's two halves of history hardly miss each other. */
    private static final int BLOCK_SIZE = 64 << 10;
    /** The engine may use 9/8 of the input, and 200 bytes, before it gives up. */
    private static final int OUTPUT_PERCENT = 113;
    /** A request costs about as much as zlib needs for so many bytes. Of published figures, not measured here. */
    private static final int MINIMUM_INPUT = 4096;

    private static final int MINIMUM_BLOCK = 1024;
    /** Above it, {@link WdPolicy#SPEED} too means a small output. */
    private static final int HIGHEST_LEVEL = 6;

    private static final String NAME_PREFIX = "hisi_zip-";

    static final Comparator<HisiDevice> MOST_FREE_QUEUES = Comparator.comparingInt(
                    (HisiDevice device) -> device.freeQueues().orElse(0))
            .reversed();

    /** The devices that were said to be for testing only. */
    private static final Set<String> WARNED = ConcurrentHashMap.newKeySet();

    private final UacceDevice uacce;
    private final Optional<HisiApi> api;
    private final HisiMachine machine;
    private final WdConfiguration configuration;
    /** Whether the user has asked for this very device: then it is not for us to find it too weak. */
    private final boolean pinned;

    HisiDevice(UacceDevice uacce, HisiMachine machine) {
        this.uacce = uacce;
        this.machine = machine;
        this.api = HisiApi.parse(uacce.api());
        this.configuration = machine.configuration();
        this.pinned = configuration.device().equals(uacce.name());
    }

    @Override
    public String name() {
        return uacce.name();
    }

    @Override
    public String api() {
        return uacce.api();
    }

    @Override
    public WdMode mode() {
        return uacce.mode();
    }

    @Override
    public Set<String> algorithms() {
        return uacce.algorithms();
    }

    @Override
    public OptionalInt freeQueues() {
        return uacce.freeQueues();
    }

    @Override
    public int numaNode() {
        return uacce.numaNode();
    }

    int priority() {
        return uacce.priority();
    }

    @Override
    public boolean isolated() {
        return uacce.isolated();
    }

    @Override
    public Optional<String> unusable() {
        if (!uacce.name().startsWith(NAME_PREFIX)) {
            return Optional.of("no ZIP engine that there is a user driver for");
        }
        if (uacce.damage().isPresent()) {
            return uacce.damage();
        }
        if (api.isEmpty()) {
            return Optional.of("interface " + uacce.api() + " is not known");
        }
        if (uacce.mode() == WdMode.NOIOMMU && !configuration.noiommu()) {
            return Optional.of(
                    "it would use physical addresses without any protection (no IOMMU); noiommu=true allows it for tests");
        }
        if (isolated()) {
            return Optional.of("isolated by the kernel after too many errors");
        }
        if (!Files.isWritable(uacce.node())) {
            return Optional.of(Files.exists(uacce.node()) ? "no permission for " + uacce.node() : "no " + uacce.node());
        }
        return Optional.empty();
    }

    @Override
    public String description() {
        return "HiSilicon ZIP engine, " + uacce.node();
    }

    /**
     * Levels do not exist on the engine, and what it makes of data has not been measured: unless it was asked for by name,
     * it is used where speed is all. Blocks are independent of each other.
     */
    @Override
    public Optional<DeflatePlan> deflatePlan(int level, WdPolicy policy) {
        return pinned || (policy == WdPolicy.SPEED && level <= HIGHEST_LEVEL)
                ? Optional.of(new DeflatePlan(false, 0, BLOCK_SIZE, 0, OUTPUT_PERCENT, MINIMUM_INPUT, MINIMUM_BLOCK))
                : Optional.empty();
    }

    /**
     * Whole messages only, and only when asked for by name: streams of unknown length are better off in software. The
     * engine can keep a stream's state, but has to be emptied by requests without input, whose exact course is known from
     * hardware only.
     */
    @Override
    public Optional<InflatePlan> inflatePlan() {
        return pinned ? Optional.of(new InflatePlan(false, MINIMUM_INPUT)) : Optional.empty();
    }

    /**
     * As many queues as are configured, and as many of the best device of every other NUMA node, which look like one. A
     * device without shared virtual addressing gives one queue: its memory belongs to that.
     */
    @Override
    public WdQueue requestQueue(ZipOperation operation) throws WdException {
        List<Lane> lanes = new ArrayList<>();
        lanes.add(lane(operation));
        if (mode() == WdMode.SVA) {
            addLanes(lanes, operation, configuration.queues() - 1);
            kin().forEach(device -> device.addLanes(lanes, operation, configuration.queues()));
        }
        return lanes.size() == 1 ? lanes.get(0).queue() : new QueueSet(lanes, machine.topology());
    }

    /** The best device of each other NUMA node; none when this very device was asked for. */
    private Collection<HisiDevice> kin() {
        Map<Integer, HisiDevice> byNode = new TreeMap<>();
        if (pinned || numaNode() == NumaTopology.UNKNOWN_NODE) {
            return byNode.values();
        }
        machine.devices().stream()
                .filter(device -> device.mode() == WdMode.SVA
                        && device.numaNode() != NumaTopology.UNKNOWN_NODE
                        && device.numaNode() != numaNode()
                        && device.unusable().isEmpty()
                        && device.algorithms().containsAll(algorithms()))
                .sorted(Comparator.comparingInt(HisiDevice::priority)
                        .reversed()
                        .thenComparing(MOST_FREE_QUEUES)
                        .thenComparing(HisiDevice::name))
                .forEach(device -> byNode.putIfAbsent(device.numaNode(), device));
        return byNode.values();
    }

    /** Up to so many; there is one already, so that fewer will do. */
    private void addLanes(List<Lane> lanes, ZipOperation operation, int number) {
        try {
            for (int i = 0; i < number; i++) {
                lanes.add(lane(operation));
            }
        } catch (WdException e) {
            WdLog.info("no more queues of " + name() + ": " + e.getMessage());
        }
    }

    private Lane lane(ZipOperation operation) throws WdException {
        return new Lane(open(operation), () -> open(operation));
    }

    private HisiQueue open(ZipOperation operation) throws WdException {
        Optional<String> reason = unusable();
        if (reason.isPresent()) {
            throw new WdException(name() + ": " + reason.get());
        }
        if (mode() == WdMode.NOIOMMU && WARNED.add(name())) {
            WdLog.info(name() + " uses physical addresses without any protection (no IOMMU): only for testing");
        }
        QueueFile file = QueueFile.open(uacce);
        try {
            file.configure(operation, uacce.mmioSize(), uacce.dusSize());
            HisiQueue queue = new HisiQueue(this, api.orElseThrow(), operation, file);
            file.start();
            return queue;
        } catch (WdException | IllegalArgumentException e) {
            file.close();
            throw e instanceof WdException known ? known : new WdException(name() + ": " + e.getMessage(), e);
        }
    }
}
