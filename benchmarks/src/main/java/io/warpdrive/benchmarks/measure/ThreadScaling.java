// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.benchmarks.measure;

import io.warpdrive.cli.Turns;
import java.io.IOException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Threads that compress a stream each.
 *
 * @param throughput millions of bytes in a second of all threads together, by the number of threads
 */
public record ThreadScaling(Map<Variant, TreeMap<Integer, Double>> throughput) {
    private static final List<Integer> THREADS = List.of(1, 2, 4, 8);
    private static final int ROUNDS = 3;

    public static ThreadScaling measure(Laboratory laboratory) throws IOException {
        String file = laboratory.corpus().mixed().file().toString();
        long millis = laboratory.effort().threadMillis();
        Map<Variant, TreeMap<Integer, Double>> throughput = new EnumMap<>(Variant.class);
        List<Variant> variants = List.of(Variant.JDK, Variant.BALANCED);
        variants.forEach(variant -> throughput.put(variant, new TreeMap<>()));
        try (Contest contest = Contest.start(laboratory, Variant.BALANCED, List.of())) {
            for (Variant variant : variants) {
                ask(contest, variant, 2, laboratory.effort().warmUpMillis(), file);
                Map<Integer, List<Double>> rounds =
                        Turns.take(THREADS, ROUNDS, count -> ask(contest, variant, count, millis, file));
                rounds.forEach((count, values) -> throughput.get(variant).put(count, Collections.max(values)));
            }
        }
        return new ThreadScaling(throughput);
    }

    /** How many times as much our two threads do as one. */
    public double fromOneToTwo() {
        return own().get(2) / own().get(1);
    }

    /** The least that more threads do of the most that fewer do: 1 or more where the throughput never falls. */
    public double worstOfMore() {
        double worst = Double.MAX_VALUE;
        double most = own().get(THREADS.get(0));
        for (int count : THREADS.subList(1, THREADS.size())) {
            worst = Math.min(worst, own().get(count) / most);
            most = Math.max(most, own().get(count));
        }
        return worst;
    }

    private TreeMap<Integer, Double> own() {
        return throughput.get(Variant.BALANCED);
    }

    private static double ask(Contest contest, Variant variant, int count, long millis, String file)
            throws IOException {
        String[] answer = contest.ask(variant, "threads", Integer.toString(count), Long.toString(millis), file);
        return Long.parseLong(answer[0]) / 1e6;
    }
}
