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
                    agree(jdk.reset(), dropIn.reset());
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
        if (dictionary.length > 0 && (format == Format.RAW || random.nextInt(10) == 0)) {
            agree(jdk.setDictionary(dictionary), dropIn.setDictionary(dictionary));
        }
        int size = random.nextBoolean() ? Math.max(1, stream.packed.length) : 1 + Sequences.size(random);
        int at = 0;
        InflateRun.Seen seen;
        do {
            int length = Math.min(stream.packed.length - at, random.nextInt(3) == 0 ? 1 + random.nextInt(size) : size);
            byte[] piece = Arrays.copyOfRange(stream.packed, at, at + length);
            int room = random.nextInt(8) == 0 ? random.nextInt(20) : 1 + Sequences.size(random);
            Memory from = Sequences.oneOf(random, Memory.ALL);
            Memory to = Sequences.oneOf(random, Memory.WRITABLE);
            log.add("bytes " + at + " to " + (at + length) + " from " + from + ", room for " + room + " in " + to);
            agree(jdk.setInput(piece, from), dropIn.setInput(piece, from));
            seen = take(room, to, dictionary, jdk, dropIn);
            at += length;
            // one caller in thirty gives up in the middle
        } while (at < stream.packed.length && isOpen(seen) && random.nextInt(30) > 0);
        log.add("inflate() once more");
        int room = random.nextInt(3);
        agree(jdk.inflate(room, Memory.ARRAY), dropIn.inflate(room, Memory.ARRAY));
    }

    /** Calls until nothing more comes of the piece, and compares after each. */
    private static InflateRun.Seen take(int room, Memory to, byte[] dictionary, InflateRun jdk, InflateRun dropIn) {
        int idle = 0;
        while (true) {
            InflateRun.Seen seen = dropIn.inflate(room, to);
            agree(jdk.inflate(room, to), seen);
            if (seen.needsDictionary() && dictionary.length > 0) {
                seen = dropIn.setDictionary(dictionary);
                agree(jdk.setDictionary(dictionary), seen);
            }
            idle = seen.outcome().equals("returns 0") ? idle + 1 : 0;
            if (!isOpen(seen) || idle > 1 || seen.needsDictionary()) {
                return seen;
            }
        }
    }

    private static boolean isOpen(InflateRun.Seen seen) {
        return !seen.finished() && !seen.outcome().contains("Exception");
    }

    private static void agree(InflateRun.Seen expected, InflateRun.Seen seen) {
        check(seen.equals(expected), () -> "the JDK's: " + expected + ", the drop-in: " + seen);
    }
}
