// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import static io.warpdrive.zip.Memory.check;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The same random calls on the JDK's Deflater and on the drop-in, side by side. */
@Tag("contract")
final class DeflateDifferentialTest {
    /** One stream in so many is shown to programs outside the JVM, too. */
    private static final int EVERY = 50;

    /** Without it some order of calls that nobody thought of behaves differently, or damages data. */
    @Test
    void randomCallsDoTheSameOnBoth() throws Exception {
        try (OtherReaders readers = new OtherReaders()) {
            Sequences.forEach("DeflateDifferentialTest", (random, log) -> sequence(random, log, readers));
            assertThat(readers.readAll()).isNotNegative();
        }
    }

    private static void sequence(SplittableRandom random, List<String> log, OtherReaders readers) {
        Format format = Sequences.oneOf(random, Format.ALL);
        int level = random.nextInt(11) - 1;
        log.add("new Deflater(" + level + ", " + format.nowrap() + ")");
        DeflateRun jdk = new DeflateRun(Implementation.JDK.deflater(level, format), format);
        DeflateRun dropIn = new DeflateRun(Implementation.WARPDRIVE.deflater(level, format), format);
        try {
            Step step = Step.TOGETHER;
            for (DeflateCall call : DeflateCall.random(random, format)) {
                log.add(call.toString());
                step = step.before(call, jdk.needsInput() && dropIn.needsInput());
                DeflateRun.Seen expected = jdk.make(call);
                DeflateRun.Seen seen = dropIn.make(call);
                step = step.after(expected.full() || seen.full());
                agree(expected, seen, step);
            }
            dropIn.verify();
            jdk.verify();
            if (dropIn.isPlainStream()) {
                readers.libdeflate(format, dropIn.packed(), dropIn.accepted());
                if (random.nextInt(EVERY) == 0) {
                    readers.keep(format, dropIn.packed(), dropIn.accepted());
                }
            }
        } finally {
            jdk.end();
            dropIn.end();
        }
    }

    /** How far what is seen of both can be compared. */
    private enum Step {
        /** Everything has to be the same. */
        TOGETHER,
        /** One ran out of room, and may have taken less than the other. */
        APART,
        /** Input was dropped, of which one had taken more than the other. */
        DIVERGED;

        Step before(DeflateCall call, boolean inputTaken) {
            if (call instanceof DeflateCall.Reset) {
                return TOGETHER;
            }
            if (this == DIVERGED || (call instanceof DeflateCall.Input && this == APART && !inputTaken)) {
                return DIVERGED;
            }
            return call instanceof DeflateCall.Drain ? TOGETHER : this;
        }

        Step after(boolean full) {
            return full && this == TOGETHER ? APART : this;
        }
    }

    private static void agree(DeflateRun.Seen expected, DeflateRun.Seen seen, Step step) {
        boolean same = step == Step.TOGETHER
                ? seen.equals(expected)
                : seen.outcomeOnly().equals(expected.outcomeOnly());
        check(same, () -> "the JDK's: " + expected + ", the drop-in: " + seen);
    }
}
