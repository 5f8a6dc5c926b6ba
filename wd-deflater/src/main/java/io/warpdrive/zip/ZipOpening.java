// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import io.warpdrive.queue.ZipOperation;
import io.warpdrive.route.Router;
import io.warpdrive.support.WdHost;

/**
 * Whether drop-ins of one direction do without parents as the JDK makes them. That takes {@code java.util.zip} open to us, and
 * handles to what is private in it, for which the JDK links lambdas: 20 to 35 milliseconds of processor time, so it has to pay. Safe
 * for use by many threads.
 */
final class ZipOpening {
    static final ZipOpening FOR_DEFLATERS = new ZipOpening(ZipOperation.DEFLATE);
    static final ZipOpening FOR_INFLATERS = new ZipOpening(ZipOperation.INFLATE);

    /** Times that it has to have been of use. Each would have saved a microsecond, or some memory. */
    private static final int PRICE = 16 * 1024;

    private final ZipOperation operation;
    /** Plain: a time that is not counted means one more. */
    private int times;
    /** Whether a thread makes the handles, or has. Volatile: written under the lock, read without. */
    private volatile boolean begun;
    /**
     * Whether there are handles. Volatile, and set for good: once a parent has given its memory back there is no other way. Only
     * then are the classes touched that hold them, as who waits for their initialization may be loading what it needs.
     */
    private volatile boolean earned;

    private ZipOpening(ZipOperation operation) {
        this.operation = operation;
    }

    /** Counts one time more. */
    boolean isEarned() {
        if (!earned && !begun) {
            times++;
            // not where other agents work: the JDK loads much for it
            if ((times >= PRICE || Router.isEager()) && !WdHost.isTransforming() && begins()) {
                makeHandles();
            }
        }
        return earned;
    }

    private synchronized boolean begins() {
        boolean first = !begun;
        begun = true;
        return first;
    }

    private void makeHandles() {
        try {
            if (operation == ZipOperation.DEFLATE) {
                HwDeflater.makeHandles();
            } else {
                HwInflater.makeHandles();
            }
            earned = true;
        } catch (LinkageError | VirtualMachineError e) {
            // memory or stack are short just here: with parents all is as it was
        }
    }
}
