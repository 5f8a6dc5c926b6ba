// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import io.warpdrive.route.Router;
import io.warpdrive.support.WdHost;

/**
 * Whether it pays to have {@code java.util.zip} open to us, and handles to what is private in it: to make them takes the JDK 20 to
 * 35 milliseconds of processor time, in which it links lambdas. Until then drop-ins have parents as the JDK makes them.
 */
final class ZipOpening {
    /** Times that it has to have been of use. Each would have saved a microsecond, or some memory. */
    private static final int PRICE = 16 * 1024;

    /** Plain: a time that is not counted means one more. */
    private static int times;
    /** Volatile, and set for good: once a parent has given its memory back there is no way but by the handles. */
    private static volatile boolean earned;

    private ZipOpening() {}

    /** Counts one time more. */
    static boolean isEarned() {
        if (!earned) {
            times++;
            // not where other agents work: the JDK loads much for it
            if ((times >= PRICE || Router.isEager()) && !WdHost.isTransforming()) {
                earned = true;
            }
        }
        return earned;
    }
}
