// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.queue;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** A request that one thread completes and another one waits for: who sees it done sees its results. */
@JCStressTest
@Outcome(id = "0, 0, 0", expect = Expect.ACCEPTABLE, desc = "not done yet")
@Outcome(id = "1, 1000, 500", expect = Expect.ACCEPTABLE, desc = "done, with its results")
@Outcome(expect = Expect.FORBIDDEN, desc = "done, with results of before")
@State
public class RequestStress {
    private final ZipRequest request = new ZipRequest();

    @Actor
    public void taker() {
        request.complete(ZipStatus.OK, 1000, 500);
    }

    @Actor
    public void waiter(III_Result seen) {
        if (request.status() == ZipStatus.OK) {
            seen.r1 = 1;
            seen.r2 = request.consumed();
            seen.r3 = request.produced();
        }
    }
}
