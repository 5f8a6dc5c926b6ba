// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.hisi.driver;

import io.warpdrive.hisi.protocol.Cqe;
import io.warpdrive.hisi.protocol.HisiApi;
import io.warpdrive.hisi.protocol.Rings;
import io.warpdrive.hisi.protocol.Sqe;
import io.warpdrive.hisi.protocol.SqeStatus;
import io.warpdrive.queue.DeflatePlan;
import io.warpdrive.queue.InflatePlan;
import io.warpdrive.queue.WdDevice;
import io.warpdrive.queue.WdException;
import io.warpdrive.queue.WdMode;
import io.warpdrive.queue.ZipOperation;
import io.warpdrive.settings.WdPolicy;
import io.warpdrive.uacce.QueueFile;
import io.warpdrive.uacce.QueueGeometry;
import io.warpdrive.uacce.Region;
import io.warpdrive.uacce.ScriptedTransport;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** For tests: a device whose every move a test makes, with rings of four entries. */
public final class ScriptedDevice implements WdDevice {
    public static final int DEPTH = 4;
    private static final int DUS_SIZE = 4096;
    private static final HisiApi API = HisiApi.parse("hisi_qm_v2").orElseThrow();

    private final WdMode mode;
    private final int numaNode;
    private final ScriptedTransport transport = new ScriptedTransport(new QueueGeometry(128, DEPTH, DEPTH));
    private Rings rings;
    private long completed;

    public ScriptedDevice(WdMode mode) {
        this(mode, -1);
    }

    public ScriptedDevice(WdMode mode, int numaNode) {
        this.mode = mode;
        this.numaNode = numaNode;
    }

    public ScriptedTransport transport() {
        return transport;
    }

    public Rings rings() {
        return rings;
    }

    /** Completes the oldest entry that is not complete, with these results. */
    public void complete(SqeStatus status, int consumed, int produced) {
        int slot = rings.submissionSlot(completed);
        result(slot, status, consumed, produced);
        post(slot);
    }

    /** Writes results into an entry without completing it. */
    public void result(int slot, SqeStatus status, int consumed, int produced) {
        ByteBuffer ring = rings.entries();
        int base = rings.submissionEntry(slot);
        ring.putInt(base + Sqe.CONSUMED, consumed);
        ring.putInt(base + Sqe.PRODUCED, produced);
        ring.putInt(base + Sqe.STATUS, Sqe.statusWord(status.code(), false));
    }

    /** Posts a completion for a slot and tells who polls. */
    public void post(int slot) {
        Cqe.writeRelease(rings.entries(), rings.completionEntry(completed), slot, 5, rings.phase(completed));
        completed++;
        transport.interrupt();
    }

    @Override
    public HisiQueue requestQueue(ZipOperation operation) throws WdException {
        QueueFile file = transport.started(operation, 8192, DUS_SIZE);
        rings = new Rings(
                file.region(Region.DUS).buffer(),
                file.region(Region.MMIO).buffer(),
                API,
                file.geometry().entrySize(),
                file.geometry().submissionDepth(),
                file.geometry().completionDepth());
        return new HisiQueue(this, API, operation, file);
    }

    @Override
    public String name() {
        return "scripted";
    }

    @Override
    public String api() {
        return "hisi_qm_v2";
    }

    @Override
    public WdMode mode() {
        return mode;
    }

    @Override
    public Set<String> algorithms() {
        return Set.of("deflate");
    }

    @Override
    public OptionalInt freeQueues() {
        return OptionalInt.of(1);
    }

    @Override
    public int numaNode() {
        return numaNode;
    }

    @Override
    public boolean isolated() {
        return false;
    }

    @Override
    public Optional<String> unusable() {
        return Optional.empty();
    }

    @Override
    public String description() {
        return "a test";
    }

    @Override
    public Optional<DeflatePlan> deflatePlan(int level, WdPolicy policy) {
        return Optional.empty();
    }

    @Override
    public Optional<InflatePlan> inflatePlan() {
        return Optional.empty();
    }
}
