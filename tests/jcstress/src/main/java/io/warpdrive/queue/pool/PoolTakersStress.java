// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.queue.pool;

import io.warpdrive.queue.WdException;
import io.warpdrive.queue.WdResource;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** One idle element and two takers: one of them gets it, the other a new one. */
@JCStressTest
@Outcome(
        id = {"42, 0", "0, 42"},
        expect = Expect.ACCEPTABLE,
        desc = "one has it")
@Outcome(expect = Expect.FORBIDDEN, desc = "both have it, or nobody")
@State
public class PoolTakersStress {
    private final WdPool<Thing> pool = new WdPool<>(Thing::new);

    /** Zero when it is new. */
    private static final class Thing implements WdResource {
        int value;

        @Override
        public void close() {
            value = -1;
        }
    }

    public PoolTakersStress() {
        Thing thing = new Thing();
        thing.value = 42;
        pool.give(thing);
    }

    private int taken() {
        try {
            return pool.take().value;
        } catch (WdException e) {
            return -2;
        }
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
