// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.benchmarks.measure;

import io.warpdrive.cli.AnsweringProcess;
import io.warpdrive.cli.Turns;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.example.StockProgram;

/** The unmodified program twice: without the agent and with it, both alive, asked in turn. */
final class Pair implements AutoCloseable {
    private final Variant variant;
    private final Map<Variant, AnsweringProcess> programs;

    private Pair(Variant variant, Map<Variant, AnsweringProcess> programs) {
        this.variant = variant;
        this.programs = programs;
    }

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

    static Pair start(Laboratory laboratory, Variant variant, String... options) throws IOException {
        return new Pair(
                variant,
                Map.of(
                        Variant.JDK,
                        laboratory.start(Variant.JDK, StockProgram.class, options),
                        variant,
                        laboratory.start(variant, StockProgram.class, options)));
    }

    /** Asks both the same in turn, A B A B. */
    Comparison.Row compare(String file, long length, int rounds, String... question) throws IOException {
        Map<Variant, List<Answer>> answers = Turns.take(
                List.of(Variant.JDK, variant),
                rounds,
                who -> Answer.of(programs.get(who).ask(question)));
        Answer jdk = Answer.best(answers.get(Variant.JDK));
        Answer own = Answer.best(answers.get(variant));
        return new Comparison.Row(file, length, jdk.nanos(), own.nanos(), jdk.size(), own.size());
    }

    /** Asks one of the two. */
    String[] ask(Variant who, String... question) throws IOException {
        return programs.get(who).ask(question);
    }

    @Override
    public void close() {
        programs.values().forEach(AnsweringProcess::close);
    }
}
