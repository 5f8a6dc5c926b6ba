// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.benchmarks.measure;

import io.warpdrive.benchmarks.data.Sample;
import io.warpdrive.cli.AnsweringProcess;
import io.warpdrive.cli.Turns;
import io.warpdrive.settings.WdConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** One stream of HwGZIPOutputStream that compresses on two threads, against itself on one. */
public final class HelperThreads {
    private static final String KEY = "threads";

    private HelperThreads() {}

    /** Whether this version of the library knows of threads. */
    public static boolean isAvailable() {
        return WdConfiguration.read(new Properties(), Map.of(KEY, "2"))
                .warnings()
                .isEmpty();
    }

    /** In place of the JDK's time stands ours with one thread; the size is against the JDK's. */
    public static Comparison measure(Laboratory laboratory) throws IOException {
        Effort effort = laboratory.effort();
        List<Sample> samples = laboratory.corpus().samples().stream()
                // what is but a block or two can't be shared out
                .filter(sample -> sample.length() >= 4 << 20)
                .toList();
        if (samples.isEmpty()) {
            samples = List.of(laboratory.corpus().mixed());
        }
        List<Comparison.Row> rows = new ArrayList<>();
        try (AnsweringProcess one = start(laboratory, 1);
                AnsweringProcess two = start(laboratory, 2)) {
            List<AnsweringProcess> both = List.of(one, two);
            String[] warmUp = question(effort.warmUpMillis(), samples.get(0));
            Turns.take(both, 1, program -> program.ask(warmUp));
            for (Sample sample : samples) {
                String[] question = question(effort.streamMillis(both.size(), samples.size()), sample);
                Map<AnsweringProcess, List<Contest.Answer>> answers =
                        Turns.take(both, effort.streamRounds(), program -> Contest.Answer.of(program.ask(question)));
                Contest.Answer alone = Contest.Answer.best(answers.get(one));
                Contest.Answer helped = Contest.Answer.best(answers.get(two));
                rows.add(new Comparison.Row(
                        sample.name(),
                        sample.length(),
                        alone.nanos(),
                        helped.nanos(),
                        Files.size(sample.packed(true)),
                        helped.size()));
            }
        }
        return new Comparison("HwGZIPOutputStream, threads=2 against one thread", rows);
    }

    private static AnsweringProcess start(Laboratory laboratory, int threads) throws IOException {
        return laboratory.start(Variant.JDK, HwProgram.class, "-Dwarpdrive." + KEY + "=" + threads);
    }

    private static String[] question(long millis, Sample sample) {
        return new String[] {Long.toString(millis), sample.file().toString()};
    }
}
