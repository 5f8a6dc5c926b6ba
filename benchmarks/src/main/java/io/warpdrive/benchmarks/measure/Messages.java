// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.benchmarks.measure;

import io.warpdrive.benchmarks.data.Sample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.example.MessageWork;

/** Whole messages of one size, cut from all over each file of the corpus. */
public final class Messages {
    private final Laboratory laboratory;

    public Messages(Laboratory laboratory) {
        this.laboratory = laboratory;
    }

    /**
     * What came out.
     *
     * @param most bytes that any one message came out longer than the JDK's; for inflating 0
     */
    public record Result(Comparison comparison, int most) {}

    public Result compare(MessageWork work, int size) throws IOException {
        Effort effort = laboratory.effort();
        List<Sample> samples = laboratory.corpus().samples();
        long millis = effort.messageMillis(samples.size());
        List<Comparison.Row> rows = new ArrayList<>();
        int most = Integer.MIN_VALUE;
        try (Pair pair = Pair.start(laboratory, Variant.BALANCED)) {
            pair.compare("", 0, 1, question(work, effort.warmUpMillis(), samples.get(0), size));
            for (Sample sample : samples) {
                String[] question = question(work, millis, sample, size);
                long length = (long) sizes(pair, Variant.JDK, work, sample, size).length * size;
                rows.add(pair.compare(sample.name(), length, effort.messageRounds(), question));
                if (!work.isInflating()) {
                    most = Math.max(most, most(pair, work, sample, size));
                }
            }
        }
        String title = work.name() + ", " + size + " bytes";
        return new Result(new Comparison(title.toLowerCase(Locale.ROOT), rows), work.isInflating() ? 0 : most);
    }

    private static int most(Pair pair, MessageWork work, Sample sample, int size) throws IOException {
        String[] jdk = sizes(pair, Variant.JDK, work, sample, size);
        String[] own = sizes(pair, Variant.BALANCED, work, sample, size);
        int most = Integer.MIN_VALUE;
        for (int i = 0; i < jdk.length; i++) {
            most = Math.max(most, Integer.parseInt(own[i]) - Integer.parseInt(jdk[i]));
        }
        return most;
    }

    private static String[] sizes(Pair pair, Variant who, MessageWork work, Sample sample, int size)
            throws IOException {
        return pair.ask(
                who,
                "sizes",
                work.name(),
                sample.messages(size, false).toString(),
                sample.messages(size, true).toString());
    }

    private static String[] question(MessageWork work, long millis, Sample sample, int size) throws IOException {
        return new String[] {
            "message",
            work.name(),
            Long.toString(millis),
            sample.messages(size, false).toString(),
            sample.messages(size, true).toString()
        };
    }
}
