// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.hisi.protocol;

import java.nio.ByteBuffer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** The phase: who sees it flipped sees the completion and the results in the submission entry. */
@JCStressTest
@Outcome(id = "0, 0, 0", expect = Expect.ACCEPTABLE, desc = "not complete yet")
@Outcome(id = "7, 500, 1000", expect = Expect.ACCEPTABLE, desc = "complete, with its results")
@Outcome(expect = Expect.FORBIDDEN, desc = "complete, but results of before")
@State
public class CompletionStress {
    private static final int COMPLETION = Sqe.SIZE;

    private final ByteBuffer ring = Arena.take();

    @Actor
    public void device() {
        ring.putInt(Sqe.PRODUCED, 500);
        ring.putInt(Sqe.CONSUMED, 1000);
        Cqe.writeRelease(ring, COMPLETION, 7, 0, 1);
    }

    @Actor
    public void driver(III_Result seen) {
        if (Cqe.phaseAcquire(ring, COMPLETION) == 1) {
            seen.r1 = Cqe.sqHead(ring, COMPLETION);
            seen.r2 = ring.getInt(Sqe.PRODUCED);
            seen.r3 = ring.getInt(Sqe.CONSUMED);
        }
    }
}
