// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import static io.warpdrive.zip.Memory.check;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The same streams, whole, cut, damaged or with something behind them, through the JDK's Inflater and the drop-in. */
@Tag("contract")
final class InflateDifferentialTest {
    /** A decoder that reads several symbols at once may want to see some input behind those before it hands them out. */
    private static final int HELD_BACK = 300;

    /** Without it some damage, or some cut, that nobody thought of is told differently, or delivers other bytes. */
    @Test
    void randomStreamsDoTheSameOnBoth() {
        int[] streams = {0};
        Sequences.forEach("InflateDifferentialTest", (random, log) -> {
            sequence(random, log);
            streams[0]++;
        });
        assertThat(streams[0]).isPositive();
    }

    private static void sequence(SplittableRandom random, List<String> log) {
        Format format = Sequences.oneOf(random, Format.ALL);
        log.add("new Inflater(" + format.nowrap() + ")");
        InflateRun jdk = new InflateRun(Implementation.JDK.inflater(format));
        InflateRun dropIn = new InflateRun(Implementation.WARPDRIVE.inflater(format));
        try {
            int streams = random.nextInt(4) == 0 ? 2 : 1;
            for (int i = 0; i < streams; i++) {
                if (i > 0) {
                    log.add("reset()");
                    jdk.reset();
                    dropIn.reset();
                }
                stream(random, format, log, jdk, dropIn);
            }
        } finally {
            jdk.end();
            dropIn.end();
        }
    }

    private static void stream(
            SplittableRandom random, Format format, List<String> log, InflateRun jdk, InflateRun dropIn) {
        InflateCase stream = InflateCase.random(random, format, log);
        // one caller in ten does not know the dictionary
        byte[] dictionary = random.nextInt(10) == 0 ? new byte[stream.dictionary.length] : stream.dictionary;
        agree(jdk.start(format, dictionary), dropIn.start(format, dictionary));
        int size = random.nextBoolean() ? Math.max(1, stream.packed.length) : 1 + Sequences.size(random);
        int at = 0;
        // a device may want to see more of a block's header before it calls it damaged
        boolean late = false;
        do {
            int length = Math.min(stream.packed.length - at, random.nextInt(3) == 0 ? 1 + random.nextInt(size) : size);
            byte[] piece = Arrays.copyOfRange(stream.packed, at, at + length);
            int room = 1 + (random.nextInt(8) == 0 ? random.nextInt(20) : Sequences.size(random));
            Memory from = Sequences.oneOf(random, Memory.ALL);
            Memory to = Sequences.oneOf(random, Memory.WRITABLE);
            log.add("bytes " + at + " to " + (at + length) + " from " + from + ", room for " + room + " in " + to);
            InflateRun.Seen seen = dropIn.feed(piece, from, room, to, dictionary);
            if (!jdk.hasFailed()) {
                InflateRun.Seen expected = jdk.feed(piece, from, room, to, dictionary);
                late = jdk.hasFailed() && seen.isWaiting();
                if (!late) {
                    agree(expected, seen);
                }
            }
            check(!late || !seen.finished(), "damage that the JDK reports is never noticed");
            at += length;
        } while (at < stream.packed.length && !dropIn.isOver());
        if (!late) {
            log.add("inflate() once more");
            agree(jdk.again(), dropIn.again());
        }
    }

    private static void agree(InflateRun.Seen expected, InflateRun.Seen seen) {
        boolean same = expected.isWaiting()
                ? seen.withoutOutput().equals(expected.withoutOutput())
                        && seen.written() <= expected.written()
                        && seen.written() >= expected.written() - HELD_BACK
                : seen.equals(expected);
        check(same, "the JDK's: " + expected + ", the drop-in: " + seen);
    }
}
