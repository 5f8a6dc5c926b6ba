// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.hisi.driver;

import io.warpdrive.queue.ZipRequest;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** A slot that is given free and used again at once: the taker must not clear what the sender has put there. */
@JCStressTest
@Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "the ring was still full")
@Outcome(id = "43", expect = Expect.ACCEPTABLE, desc = "the new request is in the slot")
@Outcome(expect = Expect.FORBIDDEN, desc = "the new request is lost")
@State
public class ReuseStress {
    /** One usable slot at a time, and two requests later the same one. */
    private final InFlight inFlight = new InFlight(2);

    private boolean pushed;

    public ReuseStress() {
        inFlight.push(new ZipRequest().effort(1));
        inFlight.pop();
        inFlight.push(new ZipRequest().effort(2));
    }

    @Actor
    public void taker() {
        inFlight.pop();
    }

    @Actor
    public void sender() {
        if (!inFlight.isFull()) {
            inFlight.push(new ZipRequest().effort(43));
            pushed = true;
        }
    }

    @Arbiter
    public void look(I_Result seen) {
        ZipRequest oldest = inFlight.oldest();
        seen.r1 = !pushed ? 0 : oldest == null ? -1 : oldest.effort();
    }
}
