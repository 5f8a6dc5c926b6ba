// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.hisi.driver;

import io.warpdrive.hisi.protocol.Sqe;
import io.warpdrive.support.WdLog;

/**
 * SIGBUS in Java. When a device is pulled out, whoever touches its mapping gets the signal, and HotSpot makes an
 * {@link InternalError} of it. Compiled code goes on, with nothing read, and the error comes later: on Java 17 when the
 * thread next calls into the runtime, which left alone is somewhere in the application; on newer ones at its next
 * safepoint poll, which may be the return from any method, a setter of ours too. So every section that touches a mapping
 * ends with a look at something whose value is known ({@link Sqe#isIntact}), and calls {@link #deliver} when it is not
 * there; and until that look no two steps may belong together, for the error may come between them.
 */
final class MappingFault {
    /** Not a constant: compiled code has to ask the runtime for an array of two dimensions. */
    private static volatile int none;

    private MappingFault() {}

    /**
     * Throws the error of an access by this thread that has failed, if there was one. Allocates: not for every request.
     *
     * @return nothing of interest
     */
    static int deliver() {
        // native methods do not throw it on return, and neither do polls; this always enters the runtime
        return new int[none][none].length;
    }

    /** The same for whoever knows of the fault already. */
    static void discard() {
        try {
            deliver();
        } catch (InternalError e) {
            WdLog.debug(e.getMessage());
        }
    }
}
