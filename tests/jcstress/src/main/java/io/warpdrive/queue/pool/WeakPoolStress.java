// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.queue.pool;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** What is given to the pool, with what was done to it, is whole for who takes it, and one of two takers has it. */
@JCStressTest
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "given too late")
@Outcome(
        id = {"42, 0", "0, 42"},
        expect = Expect.ACCEPTABLE,
        desc = "one has it")
@Outcome(expect = Expect.FORBIDDEN, desc = "both have it, or it is not whole")
@State
public class WeakPoolStress {
    private final WeakPool pool = new WeakPool(2);
    /** Keeps it from the garbage collector. */
    private final Thing thing = new Thing(this);

    private static final class Thing extends WeakPool.Element {
        int value = 1;

        Thing(Object owner) {
            super(owner);
        }

        @Override
        public void close() {
            value = -1;
        }
    }

    private int taken() {
        return pool.take(this).map(element -> ((Thing) element).value).orElse(0);
    }

    @Actor
    public void giver() {
        thing.value = 42;
        pool.give(thing);
    }

    @Actor
    public void first(II_Result seen) {
        seen.r1 = taken();
    }

    @Actor
    public void second(II_Result seen) {
        seen.r2 = taken();
    }
}
