// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.emulator;

import io.warpdrive.hisi.protocol.Cqe;
import io.warpdrive.hisi.protocol.HisiApi;
import io.warpdrive.hisi.protocol.Sqe;
import io.warpdrive.queue.WdException;
import io.warpdrive.queue.WdMode;
import io.warpdrive.support.WdLog;
import io.warpdrive.uacce.Libc;
import io.warpdrive.uacce.QueueGeometry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** One emulated engine: its attributes, its socket, and a {@link ClientSession} for each process that has opened it. */
final class EmulatedDevice implements AutoCloseable {
    static final QueueGeometry GEOMETRY = QueueGeometry.DEFAULT;

    private static final long ACCEPT_PAUSE_NANOS = 10_000_000;

    private final String name;
    private final EmulatorOptions options;
    private final HisiApi api;
    private final SoftEngine soft;
    private final FaultPlan faults;
    private final AttributeFiles attributes;
    private final DeviceNode node;
    private final Thread acceptor;
    private final Set<ClientSession> sessions = ConcurrentHashMap.newKeySet();
    /** Queue numbers in use, and the process that a device without shared virtual addressing serves; guarded by this. */
    private final BitSet taken = new BitSet();

    private int owner;
    private volatile boolean closed;

    EmulatedDevice(EmulatorOptions options, int index, SoftEngine soft) throws IOException {
        this.name = "hisi_zip-" + index;
        this.options = options;
        this.api = HisiApi.parse(options.api()).orElseThrow();
        this.soft = soft;
        this.faults = FaultPlan.parse(options.faults());
        Path directory = options.root().resolve("sys/class/uacce").resolve(name);
        Path path = options.root().resolve("dev").resolve(name);
        this.attributes = new AttributeFiles(directory, values());
        // an emulator that was killed has left both: it makes the socket first and deletes it last
        if (DeviceNode.exists(directory) && !DeviceNode.exists(path)) {
            throw new WdException(directory + " is in the way: it is not an emulator's");
        }
        this.node = DeviceNode.listen(path);
        try {
            attributes.create();
        } catch (IOException | RuntimeException e) {
            giveFilesBack();
            throw e;
        }
        this.acceptor = new Thread(this::accept, name + " accept");
        acceptor.setDaemon(true);
    }

    void start() {
        acceptor.start();
    }

    private Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("api", options.api());
        // bit 0: shared virtual addressing; bit 7: an IOMMU without it, as drivers out of tree say
        values.put("flags", options.mode() == WdMode.SVA ? "1" : "128");
        values.put("available_instances", String.valueOf(options.queues()));
        values.put("algorithms", "zlib\ngzip\ndeflate");
        values.put("region_mmio_size", String.valueOf(mmioSize()));
        values.put("region_dus_size", String.valueOf(dusSize()));
        values.put("isolate", "0");
        values.put("isolate_strategy", "0");
        values.put("device/numa_node", "-1");
        return values;
    }

    long mmioSize() {
        return mmioSize(api, Libc.pageSize());
    }

    long dusSize() {
        return dusSize(Libc.pageSize());
    }

    /** Version 1 has its doorbell in the first 4 KiB, later ones in the second. */
    static long mmioSize(HisiApi api, long pageSize) {
        return pages(api.doorbellOffset() + Long.BYTES, pageSize);
    }

    /** Both rings, and a page for the status words. */
    static long dusSize(long pageSize) {
        long rings = (long) GEOMETRY.submissionDepth() * Sqe.SIZE + (long) GEOMETRY.completionDepth() * Cqe.SIZE;
        return pages(rings, pageSize) + pageSize;
    }

    private static long pages(long bytes, long pageSize) {
        return (bytes + pageSize - 1) / pageSize * pageSize;
    }

    private void accept() {
        while (!closed) {
            try {
                ClientSession session = new ClientSession(this, node.listener().accept());
                sessions.add(session);
                session.start();
            } catch (WdException e) {
                if (!closed) {
                    WdLog.info(name + ": " + e.getMessage());
                    // out of descriptors, most likely: somebody has to close some first
                    LockSupport.parkNanos(ACCEPT_PAUSE_NANOS);
                }
            }
        }
    }

    String name() {
        return name;
    }

    HisiApi api() {
        return api;
    }

    WdMode mode() {
        return options.mode();
    }

    SoftEngine soft() {
        return soft;
    }

    FaultPlan faults() {
        return faults;
    }

    /** A queue for a process, or none: all are in use, or another process has the device for itself. */
    synchronized OptionalInt takeQueue(int pid) {
        int number = taken.nextClearBit(0);
        boolean foreign = options.mode() != WdMode.SVA && !taken.isEmpty() && owner != pid;
        if (closed || foreign || number >= options.queues()) {
            return OptionalInt.empty();
        }
        owner = pid;
        taken.set(number);
        publish();
        return OptionalInt.of(number);
    }

    synchronized void giveQueue(int number) {
        taken.clear(number);
        publish();
    }

    private void publish() {
        attributes.set("available_instances", String.valueOf(options.queues() - taken.cardinality()));
    }

    void isolate() {
        attributes.set("isolate", "1");
    }

    void ended(ClientSession session) {
        sessions.remove(session);
    }

    @Override
    public void close() throws IOException {
        closed = true;
        node.listener().shutdown();
        join(acceptor);
        for (ClientSession session : sessions) {
            session.disconnect();
            join(session.thread());
        }
        giveFilesBack();
    }

    /** All but those of an emulator that serves a directory made in place of ours. */
    private void giveFilesBack() throws IOException {
        try (node) {
            if (node.isInPlace()) {
                attributes.delete();
            }
        }
    }

    static void join(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
