// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * How many random sequences are tried, and with which seed: {@code -Dsequences.count=N -Dsequences.seed=S}. Sequence
 * {@code i} is made from seed {@code S + i} alone, so that any of them can be run again by itself.
 */
final class Sequences {
    private static final int DEFAULT_COUNT = 20_000;
    private static final long DEFAULT_SEED = 20_260_101;
    /** Failures that are reported before the rest is not tried any more: several show better what they have in common. */
    private static final int ENOUGH = 5;

    /** What sequences take their data from: one kind in each. */
    private static final List<byte[]> DATA =
            List.of(Sample.text(600_000, 1), Sample.random(600_000, 2), new byte[600_000], Sample.mixed(600_000, 3));

    private Sequences() {}

    /** One random sequence. */
    interface Body {
        /** Adds to {@code log} what it is about to do, in words. */
        void run(SplittableRandom random, List<String> log) throws Exception;
    }

    /** Runs half of the sequences; the Deflater's and the Inflater's test have a half each. */
    static void forEach(String test, Body body) {
        int count = Math.max(1, Integer.getInteger("sequences.count", DEFAULT_COUNT) / 2);
        long first = Long.getLong("sequences.seed", DEFAULT_SEED);
        AssertionError failure = new AssertionError("sequences do not do the same on both");
        for (long seed = first; seed < first + count && failure.getSuppressed().length < ENOUGH; seed++) {
            List<String> log = new ArrayList<>();
            try {
                body.run(new SplittableRandom(seed), log);
            } catch (Exception | AssertionError e) {
                failure.addSuppressed(new AssertionError(report(test, seed, log, e), e));
            }
        }
        if (failure.getSuppressed().length > 0) {
            throw failure;
        }
    }

    private static String report(String test, long seed, List<String> log, Throwable failure) {
        return failure + "\nin the sequence of seed " + seed + ":\n    " + String.join("\n    ", log)
                + "\nrun it again with\n    mvn -pl wd-deflater -am verify -Dsurefire.failIfNoSpecifiedTests=false"
                + " -Dtest=" + test + " -Dsequences.count=1 -Dsequences.seed=" + seed
                + (Integer.getInteger("warpdrive.min") == null
                        ? ""
                        : " -Dwarpdrive.min=" + Integer.getInteger("warpdrive.min"));
    }

    /** Mostly small, so that many sequences fit into a minute; now and then beyond every block size. */
    static int size(SplittableRandom random) {
        int kind = random.nextInt(1000);
        if (kind < 450) {
            return random.nextInt(200);
        }
        if (kind < 800) {
            return random.nextInt(3000);
        }
        if (kind < 980) {
            return random.nextInt(30_000);
        }
        return kind < 996 ? random.nextInt(140_000) : random.nextInt(550_000);
    }

    static byte[] data(SplittableRandom random, int size) {
        byte[] kind = DATA.get(random.nextInt(DATA.size()));
        int from = random.nextInt(kind.length - size + 1);
        return Arrays.copyOfRange(kind, from, from + size);
    }

    static <T> T oneOf(SplittableRandom random, List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
