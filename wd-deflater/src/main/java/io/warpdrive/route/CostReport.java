// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.route;

import io.warpdrive.queue.ZipOperation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;

/**
 * What zlib and the engine that works in place cost on this machine.
 *
 * @param deflate a row for each of the levels 1 to 9, with a cost for each class of sizes
 * @param inflate a cost for each class of sizes
 * @param loadingNanos how long it took to find devices and to load the engine, in nanoseconds
 * @param priceNanos how long zlib has to have worked in a process before that is done
 */
public record CostReport(List<List<Costs.Cost>> deflate, List<Costs.Cost> inflate, long loadingNanos, long priceNanos) {
    /** Bytes of a piece of each class of sizes. */
    private static final int[] PIECES = {100, 512, 4096, CostSampler.PIECE};

    private static final int LEVELS = 9;
    private static final int WARM_UP = 200;
    private static final int MEASUREMENTS = 60;

    static CostReport measure(byte[] sample, DeflateService deflate, InflateService inflate, long loadingNanos) {
        Costs deflating = new Costs(ZipOperation.DEFLATE);
        Costs inflating = new Costs(ZipOperation.INFLATE);
        CostSampler deflates = deflate.sampler(deflating);
        CostSampler inflates = inflate.sampler(true, inflating);
        // code that has not been compiled yet says nothing
        measure(deflates, 1, sample, WARM_UP, false);
        measure(inflates, 1, sample, WARM_UP, true);
        List<List<Costs.Cost>> rows = new ArrayList<>();
        for (int level = 1; level <= LEVELS; level++) {
            measure(deflates, level, sample, MEASUREMENTS, false);
            rows.add(deflating.of(level));
        }
        measure(inflates, 1, sample, MEASUREMENTS, true);
        return new CostReport(rows, inflating.of(0), loadingNanos, Earnings.PRICE_NANOS);
    }

    private static void measure(CostSampler sampler, int level, byte[] sample, int times, boolean compressed) {
        for (int piece : PIECES) {
            int steps = sample.length / piece;
            for (int i = 0; i < times; i++) {
                int from = i % steps * piece;
                byte[] input = Arrays.copyOfRange(sample, from, from + piece);
                byte[] used = compressed ? deflated(input) : input;
                sampler.measure(level, used, 0, used.length);
            }
        }
    }

    private static byte[] deflated(byte[] input) {
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try {
            deflater.setInput(input);
            deflater.finish();
            byte[] output = new byte[2 * input.length + 64];
            return Arrays.copyOf(output, deflater.deflate(output));
        } finally {
            deflater.end();
        }
    }
}
