// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.queue.pool;

import io.warpdrive.queue.WdException;
import io.warpdrive.queue.WdResource;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** What is given to the pool, with what was done to it, is whole for who takes it. */
@JCStressTest
@Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "given too late")
@Outcome(id = "42", expect = Expect.ACCEPTABLE, desc = "given and taken")
@Outcome(expect = Expect.FORBIDDEN, desc = "not whole")
@State
public class PoolStress {
    private final WdPool<Thing> pool = new WdPool<>(Thing::new);

    /** Zero when it is new. */
    private static final class Thing implements WdResource {
        int value;

        @Override
        public void close() {
            value = -1;
        }
    }

    private int taken() {
        try {
            return pool.take().value;
        } catch (WdException e) {
            return -2;
        }
    }

    @Actor
    public void giver() {
        Thing thing = new Thing();
        thing.value = 42;
        pool.give(thing);
    }

    @Actor
    public void taker(I_Result seen) {
        seen.r1 = taken();
    }
}
