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

/** A leader leaves, with its own request complete, while another thread goes to sleep: somebody has to lead on. */
@JCStressTest
@Outcome(id = "false", expect = Expect.ACCEPTABLE, desc = "awake")
@Outcome(id = "true", expect = Expect.FORBIDDEN, desc = "asleep, and nobody leads")
@State
public class LeaderStress {
    private static final long LONG = TimeUnit.SECONDS.toNanos(2);

    private final InFlight inFlight = new InFlight(4);
    private final ZipRequest request = new ZipRequest();
    private volatile boolean led = true;

    public LeaderStress() {
        request.sent();
        inFlight.push(request);
    }

    @Actor
    public void leader() {
        // in this order, as Waiting does
        led = false;
        inFlight.wakeAny();
    }

    @Actor
    public void follower(Z_Result late) {
        long start = System.nanoTime();
        inFlight.sleep(request, LONG, sent -> sent.status() == ZipStatus.SENT && led);
        late.r1 = System.nanoTime() - start > LONG / 2;
    }
}
