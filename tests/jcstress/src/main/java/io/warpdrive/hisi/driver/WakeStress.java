// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.hisi.driver;

import io.warpdrive.queue.ZipRequest;
import io.warpdrive.queue.ZipStatus;
import java.util.concurrent.TimeUnit;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.Z_Result;

/** One goes to sleep while its request is taken up: it is woken, or never sleeps. */
@JCStressTest
@Outcome(id = "false", expect = Expect.ACCEPTABLE, desc = "in time")
@Outcome(id = "true", expect = Expect.FORBIDDEN, desc = "the wake-up was lost")
@State
public class WakeStress {
    private static final long LONG = TimeUnit.SECONDS.toNanos(2);

    private final InFlight inFlight = new InFlight(4);
    private final ZipRequest request = new ZipRequest();

    public WakeStress() {
        request.sent();
        inFlight.push(request);
    }

    @Actor
    public void sleeper(Z_Result late) {
        long start = System.nanoTime();
        inFlight.sleep(request, LONG, sent -> sent.status() == ZipStatus.SENT);
        late.r1 = System.nanoTime() - start > LONG / 2;
    }

    @Actor
    public void taker() {
        inFlight.oldest().complete(ZipStatus.OK, 1, 1);
        inFlight.pop();
    }
}
