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
            boolean inStep = true;
            for (DeflateCall call : DeflateCall.random(random, format)) {
                log.add(call.toString());
                DeflateRun.Seen expected = jdk.make(call);
                DeflateRun.Seen seen = dropIn.make(call);
                inStep = inStep(inStep, call, expected);
                agree(expected, seen, inStep);
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

    /** After a single deflate() one may have taken more than the other; a drain or a reset brings them together. */
    private static boolean inStep(boolean before, DeflateCall call, DeflateRun.Seen expected) {
        if (call instanceof DeflateCall.Once) {
            return expected.finished() && before;
        }
        if (call instanceof DeflateCall.Reset) {
            return true;
        }
        return call instanceof DeflateCall.Drain || before;
    }

    private static void agree(DeflateRun.Seen expected, DeflateRun.Seen seen, boolean inStep) {
        boolean same = inStep ? seen.equals(expected) : seen.outcomeOnly().equals(expected.outcomeOnly());
        check(same, "the JDK's: " + expected + ", the drop-in: " + seen);
    }
}
