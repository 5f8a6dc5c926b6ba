// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.hisi.protocol;

import java.nio.ByteBuffer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;

/** A ring's slot, used for the second time: the device sees nothing of the new entry or all of it. */
@JCStressTest
@Outcome(id = "0, 0, 0, 0", expect = Expect.ACCEPTABLE, desc = "the entry is not there yet")
@Outcome(id = "1000, 11, 12, 13", expect = Expect.ACCEPTABLE, desc = "the whole entry")
@Outcome(expect = Expect.FORBIDDEN, desc = "part of an entry")
@State
public class SubmissionStress {
    private final ByteBuffer ring = Arena.take();

    public SubmissionStress() {
        write(999, 1, 2, 3);
        // as the device leaves it
        ring.putInt(Sqe.INPUT_LENGTH, 0);
    }

    private void write(int length, long source, long destination, int tag) {
        Sqe.write(ring, 0, 0, 1, source, length, destination, 200, Sqe.Type.TYPE_3, tag);
    }

    @Actor
    public void driver() {
        write(1000, 11, 12, 13);
    }

    @Actor
    public void device(IIII_Result seen) {
        int length = Sqe.inputLengthAcquire(ring, 0);
        if (length != 0) {
            seen.r1 = length;
            seen.r2 = (int) ring.getLong(Sqe.SOURCE);
            seen.r3 = (int) ring.getLong(Sqe.DESTINATION);
            seen.r4 = Sqe.tag(ring, 0, Sqe.Type.TYPE_3);
        }
    }
}
