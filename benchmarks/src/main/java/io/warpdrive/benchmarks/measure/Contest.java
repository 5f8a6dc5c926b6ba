// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.benchmarks.measure;

import io.warpdrive.cli.AnsweringProcess;
import io.warpdrive.cli.Turns;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The unmodified program twice, without the agent and with it, and the C libraries where they can do the same: all alive,
 * asked in turn.
 */
final class Contest implements AutoCloseable {
    private final Map<Variant, AnsweringProcess> programs = new EnumMap<>(Variant.class);

    private Contest() {}

    /** What a program answers: the least time of a pass, and bytes of compressed data. */
    record Answer(long nanos, long size) {
        static Answer of(String[] words) {
            return new Answer(Long.parseLong(words[0]), Long.parseLong(words[1]));
        }

        /** Of several rounds the best: whatever else the machine did can only have added to it. */
        static Answer best(List<Answer> rounds) {
            long nanos = rounds.stream().mapToLong(Answer::nanos).min().orElseThrow();
            return new Answer(nanos, rounds.get(0).size());
        }
    }

    /**
     * Starts the programs.
     *
     * @param own what is held against the JDK
     * @param limits C libraries that can do the work; who does not load on this machine is left out
     */
    static Contest start(Laboratory laboratory, Variant own, List<Variant> limits) throws IOException {
        Contest contest = new Contest();
        try {
            for (Variant variant : List.of(Variant.JDK, own)) {
                contest.programs.put(variant, laboratory.start(variant, variant.program()));
            }
            for (Variant variant : limits) {
                AnsweringProcess program = laboratory.start(variant, variant.program());
                contest.programs.put(variant, program);
                if (!Boolean.parseBoolean(program.ask("loads")[0])) {
                    contest.programs.remove(variant).close();
                }
            }
            return contest;
        } catch (IOException e) {
            contest.close();
            throw e;
        }
    }

    int contenders() {
        return programs.size();
    }

    /** Asks everybody the same in turn, A B A B; the best answer of each. */
    Map<Variant, Answer> compare(int rounds, String... question) throws IOException {
        Map<Variant, List<Answer>> answers = Turns.take(
                programs.keySet(), rounds, who -> Answer.of(programs.get(who).ask(question)));
        Map<Variant, Answer> best = new EnumMap<>(Variant.class);
        answers.forEach((who, rows) -> best.put(who, Answer.best(rows)));
        return best;
    }

    /** Asks one of them. */
    String[] ask(Variant who, String... question) throws IOException {
        return programs.get(who).ask(question);
    }

    @Override
    public void close() {
        programs.values().forEach(AnsweringProcess::close);
    }
}
