// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.hisi.driver;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** The ring's ends: one thread at a time, and each sees what the one before has done. */
@JCStressTest
@Outcome(id = "2", expect = Expect.ACCEPTABLE, desc = "nobody was disturbed")
@Outcome(expect = Expect.FORBIDDEN, desc = "two at a time")
@State
public class SpinLockStress {
    private final SpinLock lock = new SpinLock();
    private int count;

    private void enter() {
        lock.lock();
        count++;
        lock.unlock();
    }

    @Actor
    public void first() {
        enter();
    }

    @Actor
    public void second() {
        enter();
    }

    @Arbiter
    public void look(I_Result seen) {
        seen.r1 = count;
    }
}
