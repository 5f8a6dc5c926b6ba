// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.hisi.driver;

import io.warpdrive.queue.ZipRequest;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** From the sender to whoever takes up the completion: the request and what is in it. */
@JCStressTest
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "not sent yet")
@Outcome(id = "1, 42", expect = Expect.ACCEPTABLE, desc = "sent, and whole")
@Outcome(expect = Expect.FORBIDDEN, desc = "sent, but empty")
@State
public class PushStress {
    private final InFlight inFlight = new InFlight(2);

    @Actor
    public void sender() {
        inFlight.push(new ZipRequest().effort(42));
    }

    @Actor
    public void taker(II_Result seen) {
        if (inFlight.tail() > inFlight.head()) {
            ZipRequest request = inFlight.oldest();
            seen.r1 = request == null ? -1 : 1;
            seen.r2 = request == null ? -1 : request.effort();
        }
    }
}
