// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.route;

import java.util.function.LongSupplier;

/** {@link System#nanoTime()}. A class, as the JVM takes longer to make one of a method reference. */
final class SystemClock implements LongSupplier {
    @Override
    public long getAsLong() {
        return System.nanoTime();
    }
}
