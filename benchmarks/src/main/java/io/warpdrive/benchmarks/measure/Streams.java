// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.benchmarks.measure;

import io.warpdrive.benchmarks.data.Sample;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.example.StreamWork;

/** Files through the stream classes. Each comparison is made once, however many bars it serves. */
public final class Streams {
    private final Laboratory laboratory;
    private final Map<String, Comparison> done = new HashMap<>();

    public Streams(Laboratory laboratory) {
        this.laboratory = laboratory;
    }

    /** The files of the corpus. */
    public Comparison corpus(StreamWork work, Variant variant) throws IOException {
        return compare(title(work, variant), work, variant, laboratory.corpus().samples());
    }

    /** Data that can't be compressed, under the default policy. */
    public Comparison incompressible(StreamWork work) throws IOException {
        return compare(
                title(work, Variant.BALANCED) + ", incompressible",
                work,
                Variant.BALANCED,
                laboratory.corpus().incompressible());
    }

    private static String title(StreamWork work, Variant variant) {
        return work + ", " + variant.name().toLowerCase(Locale.ROOT);
    }

    private Comparison compare(String title, StreamWork work, Variant variant, List<Sample> samples)
            throws IOException {
        Comparison known = done.get(title);
        if (known == null) {
            known = measure(title, work, variant, samples);
            done.put(title, known);
        }
        return known;
    }

    private Comparison measure(String title, StreamWork work, Variant variant, List<Sample> samples)
            throws IOException {
        Effort effort = laboratory.effort();
        Comparison.Builder comparison = new Comparison.Builder();
        try (Contest contest = Contest.start(laboratory, variant, limits(work, variant))) {
            contest.compare(1, question(work, effort.warmUpMillis(), samples.get(0)));
            long millis = effort.streamMillis(contest.contenders(), samples.size());
            for (Sample sample : samples) {
                comparison.add(
                        sample.name(),
                        sample.length(),
                        contest.compare(effort.streamRounds(), question(work, millis, sample)));
            }
        }
        return comparison.build(title, variant);
    }

    /** The size of a program's writes is nothing to a library that has all of the file. */
    private static List<Variant> limits(StreamWork work, Variant variant) {
        return variant == Variant.BALANCED && !work.isWritingLittle() ? Variant.LIMITS : List.of();
    }

    private static String[] question(StreamWork work, long millis, Sample sample) {
        return new String[] {
            "stream",
            work.name(),
            Long.toString(millis),
            sample.file().toString(),
            sample.packed(work.isGzip()).toString()
        };
    }
}
