// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.stream;

import io.warpdrive.queue.DeflatePlan;
import io.warpdrive.queue.WdException;
import io.warpdrive.queue.ZipFlush;
import io.warpdrive.queue.ZipRequest;
import io.warpdrive.queue.ZipStatus;
import io.warpdrive.route.DeflateService;
import io.warpdrive.route.DeviceHealth;
import java.util.Optional;

/**
 * A segment's input and output, and its way to the device and back, if it comes back. What is not right in every respect is
 * not taken.
 */
final class SegmentMemory extends RequestMemory {
    private static final int LEVELS = 9;
    /** Beyond what the plan's percentage gives: a device's own, zlib's flush. */
    private static final int OUTPUT_SLACK = 256;

    private final DeviceHealth health;
    private final GatheredInput input;
    private final PendingOutput output;

    private SegmentMemory(DeflateService service, MemoryBudget budget, int share, long block, long output)
            throws WdException {
        super(
                service,
                budget,
                share,
                service.queue(),
                GatheredInput.START + block,
                ZlibFrame.HEADER + output + OUTPUT_SLACK + ZlibFrame.TRAILER,
                service.verifies());
        this.health = service.health();
        this.input = new GatheredInput(source());
        this.output = new PendingOutput(destination().buffer());
    }

    /**
     * An idle one, or a new one, with nothing in it; none when memory is short.
     *
     * @param share see {@link MemoryBudget#reserve}
     */
    static Optional<SegmentMemory> take(DeflateService service, MemoryBudget budget, int share) {
        Optional<SegmentMemory> taken = budget.take(service, SegmentMemory.class, () -> make(service, budget, share));
        taken.ifPresent(memory -> {
            memory.input.clear();
            memory.output.clear();
        });
        return taken;
    }

    /** Large enough for every level: a stream may change its own. */
    private static SegmentMemory make(DeflateService service, MemoryBudget budget, int share) throws WdException {
        long largest = 1;
        int percent = 100;
        for (int level = 1; level <= LEVELS; level++) {
            DeflatePlan plan = service.plan(level);
            if (plan != null) {
                largest = Math.max(largest, plan.blockSize());
                percent = Math.max(percent, plan.outputPercent());
            }
        }
        return new SegmentMemory(service, budget, share, largest, largest * percent / 100);
    }

    GatheredInput input() {
        return input;
    }

    PendingOutput output() {
        return output;
    }

    /**
     * Hands the input to the device.
     *
     * @param last whether the stream ends with it
     * @return false when the device takes none, for whatever reason
     */
    boolean send(int effort, boolean last) {
        if (!health.isFit() || isLost()) {
            return false;
        }
        int limit = output.limit();
        request()
                .flush(last ? ZipFlush.FINISH : ZipFlush.SYNC_FLUSH)
                .effort(effort)
                .source(source(), GatheredInput.START, input.filled())
                .history(input.history())
                .destination(destination(), limit, destination().size() - limit - ZlibFrame.TRAILER);
        return sendRequest();
    }

    /** Waits for what was sent. False: there is no output, whatever the reason. */
    boolean receive(boolean last) {
        ZipRequest request = request();
        awaitRequest();
        if (request.status() == ZipStatus.OUTPUT_FULL) {
            store(last);
            return true;
        }
        if (request.status() != ZipStatus.OK || request.consumed() != input.filled()) {
            health.failed(request.status(), "a request ended with " + request.status());
            return false;
        }
        int limit = output.limit();
        int produced = request.produced();
        if (!isVerified(
                source().buffer(),
                GatheredInput.START,
                input.filled(),
                input.history(),
                destination().buffer().slice(limit, produced))) {
            health.failed(ZipStatus.BAD_DATA, "wrong output");
            return false;
        }
        if (produced > StoredBlocks.size(input.filled()) + (last ? 0 : StoredBlocks.size(0))) {
            store(last);
        } else {
            output.limit(limit + produced);
        }
        return true;
    }

    /** The segment grows: it is stored. What goes on ends with an empty stored block all the same: readers look for it. */
    private void store(boolean last) {
        output.limit(StoredBlocks.write(
                source().buffer(), GatheredInput.START, input.filled(), last, output.buffer(), output.limit()));
        if (!last) {
            StoredBlocks.writeMark(output);
        }
    }
}
