// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.benchmarks.measure;

import io.warpdrive.cli.AnsweringProcess;
import io.warpdrive.cli.Turns;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.example.MessageWork;
import org.example.StockProgram;

/**
 * What a thread gets done in its first quarter second of processor time, when little is compiled yet.
 *
 * @param speeds messages with the agent for each one without, by the way of use; medians of JVMs in turn
 */
public record FirstQuarterSecond(Map<String, Double> speeds) {
    private record Way(MessageWork work, int size) {}

    private static final List<Way> WAYS = List.of(
            new Way(MessageWork.DEFLATE_NEW, 512),
            new Way(MessageWork.DEFLATE_REUSED, 512),
            new Way(MessageWork.DEFLATE_NEW, 4096),
            new Way(MessageWork.INFLATE_NEW, 512),
            new Way(MessageWork.INFLATE_REUSED, 4096),
            new Way(MessageWork.FLUSH_NEW, 8192),
            new Way(MessageWork.WEB_SOCKET, 2048));

    public static FirstQuarterSecond measure(Laboratory laboratory) throws IOException {
        Map<String, Double> speeds = new LinkedHashMap<>();
        for (Way way : WAYS) {
            Map<Variant, List<Long>> messages = Turns.take(
                    List.of(Variant.JDK, Variant.BALANCED),
                    laboratory.effort().startUps() / 2 + 1,
                    variant -> messages(laboratory, variant, way));
            speeds.put(
                    way.work() + " " + way.size(),
                    median(messages.get(Variant.BALANCED)) / (double) median(messages.get(Variant.JDK)));
        }
        return new FirstQuarterSecond(speeds);
    }

    /** The geometric mean over all ways of use. */
    public double mean() {
        double logarithms = 0;
        for (double speed : speeds.values()) {
            logarithms += Math.log(speed);
        }
        return Math.exp(logarithms / speeds.size());
    }

    /** The engine at once: what is measured is what comes behind loading it. */
    private static long messages(Laboratory laboratory, Variant variant, Way way) throws IOException {
        try (AnsweringProcess program = laboratory.start(variant, StockProgram.class, "-Dwarpdrive.start=eager")) {
            return Long.parseLong(program.ask("first", way.work().name(), Integer.toString(way.size()))[0]);
        }
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
