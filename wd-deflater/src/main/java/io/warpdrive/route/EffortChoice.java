// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.route;

import io.warpdrive.queue.DeflatePlan;
import io.warpdrive.queue.WdMemory;
import io.warpdrive.queue.WdQueue;
import io.warpdrive.queue.ZipFlush;
import io.warpdrive.queue.ZipOperation;
import io.warpdrive.queue.ZipRequest;
import io.warpdrive.queue.ZipStatus;

/**
 * Mixes a plan's efforts over the full blocks of one stream: each block gets the quickest that the stream can afford, given
 * how much larger than with the plan's own effort it may become. What an effort costs is learnt from samples, so the
 * choice depends on the data alone and a stream is always compressed alike.
 */
final class EffortChoice {
    /** Bytes of a sample, from the middle of a block. */
    private static final int SAMPLE = 64 * 1024;

    /** Blocks that the samples speak for. Taking them is about a third of a block's work. */
    private static final int INTERVAL = 32;

    private final ZipRequest request = new ZipRequest().operation(ZipOperation.DEFLATE);
    private DeflatePlan plan;
    /** By place in the plan's quicker efforts: how much larger the sample became, in proportion. */
    private double[] excess = {};

    private boolean sampled;
    /** Blocks since the samples or the beginning. */
    private int blocks;
    /** What the blocks so far have left of what the stream may grow. */
    private double credit;

    void begin(DeflatePlan plan) {
        this.plan = plan;
        if (excess.length < plan.quicker().size()) {
            excess = new double[plan.quicker().size()];
        }
        sampled = false;
        blocks = 0;
        credit = 0;
    }

    /** Whether samples have to be taken before {@link #next}; not of the first block, as few streams are longer. */
    boolean wantsSamples(int length) {
        return !plan.quicker().isEmpty() && blocks == (sampled ? INTERVAL : 1) && length >= SAMPLE;
    }

    /**
     * Compresses samples of a block with all efforts.
     *
     * @param destination overwritten from {@code destinationOffset} on
     * @return false if the device did not come back and may still be writing
     */
    boolean sample(
            WdQueue queue, WdMemory source, int offset, int length, WdMemory destination, int destinationOffset) {
        blocks = 0;
        request.flush(ZipFlush.FINISH)
                .source(source, offset + (length - SAMPLE) / 2, SAMPLE)
                .history(0)
                .destination(destination, destinationOffset, destination.size() - destinationOffset);
        int own = compressed(queue, plan.effort());
        sampled = own > 0;
        for (int i = 0; i < plan.quicker().size() && sampled; i++) {
            int quicker = compressed(queue, plan.quicker().get(i));
            sampled = quicker > 0;
            excess[i] = (double) (quicker - own) / own;
        }
        return request.status() != ZipStatus.TIMED_OUT;
    }

    /** What the sample becomes; 0 if it does not. */
    private int compressed(WdQueue queue, int effort) {
        request.effort(effort);
        if (!queue.send(request)) {
            return 0;
        }
        queue.recvSync(request, BlockDeflater.TIMEOUT);
        return request.status() == ZipStatus.OK ? request.produced() : 0;
    }

    /** The effort for the next full block. */
    int next() {
        blocks++;
        if (!sampled) {
            return plan.effort();
        }
        credit += plan.tolerance();
        for (int i = 0; i < plan.quicker().size(); i++) {
            if (excess[i] <= credit) {
                // a quicker effort that makes less is no reason to let others make more
                credit -= Math.max(0, excess[i]);
                return plan.quicker().get(i);
            }
        }
        return plan.effort();
    }
}
