// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.benchmarks.measure;

import io.warpdrive.benchmarks.data.Sample;
import java.io.IOException;
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

    /**
     * Measures.
     *
     * @param part bytes of a message's parts; 0 where the work has none
     */
    public Result compare(MessageWork work, int part, int size) throws IOException {
        Effort effort = laboratory.effort();
        List<Sample> samples = laboratory.corpus().samples();
        Comparison.Builder comparison = new Comparison.Builder();
        int most = work.isReading() ? 0 : Integer.MIN_VALUE;
        try (Contest contest = Contest.start(laboratory, Variant.BALANCED, limits(work))) {
            contest.compare(1, question(work, part, effort.warmUpMillis(), samples.get(0), size));
            long millis = effort.messageMillis(contest.contenders(), samples.size());
            for (Sample sample : samples) {
                String[] jdk = contest.ask(Variant.JDK, sizes(work, part, sample, size));
                comparison.add(
                        sample.name(),
                        (long) jdk.length * (size - work.stored(part)),
                        contest.compare(effort.messageRounds(), question(work, part, millis, sample, size)));
                if (!work.isReading()) {
                    most = Math.max(most, most(jdk, contest.ask(Variant.BALANCED, sizes(work, part, sample, size))));
                }
            }
        }
        String parts = part == 0 ? "" : " in parts of " + part;
        String title = work.name() + ", " + size + " bytes" + parts;
        return new Result(comparison.build(title.toLowerCase(Locale.ROOT), Variant.BALANCED), most);
    }

    /** One object in C stands for reused and new ones; libdeflate has neither flushes nor dictionaries. */
    private static List<Variant> limits(MessageWork work) {
        return switch (work) {
            case DEFLATE_REUSED, INFLATE_REUSED -> Variant.LIMITS;
            case DEFLATE_NEW, INFLATE_NEW -> List.of();
            case FLUSH_NEW, FLUSH_KEPT, WEB_SOCKET, DICTIONARY_DEFLATE, DICTIONARY_INFLATE -> List.of(Variant.ISAL);
        };
    }

    private static int most(String[] jdk, String[] own) {
        int most = Integer.MIN_VALUE;
        for (int i = 0; i < jdk.length; i++) {
            most = Math.max(most, Integer.parseInt(own[i]) - Integer.parseInt(jdk[i]));
        }
        return most;
    }

    private static String[] sizes(MessageWork work, int part, Sample sample, int size) throws IOException {
        return new String[] {
            "sizes",
            work.name(),
            Integer.toString(part),
            sample.messages(size).toString(),
            packed(work, part, sample, size)
        };
    }

    private static String[] question(MessageWork work, int part, long millis, Sample sample, int size)
            throws IOException {
        return new String[] {
            "message",
            work.name(),
            Integer.toString(part),
            Long.toString(millis),
            sample.messages(size).toString(),
            packed(work, part, sample, size)
        };
    }

    private static String packed(MessageWork work, int part, Sample sample, int size) throws IOException {
        return work.isReading() ? sample.packedMessages(work, part, size).toString() : "";
    }
}
