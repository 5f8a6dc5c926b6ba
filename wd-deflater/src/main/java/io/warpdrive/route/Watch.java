// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.route;

import io.warpdrive.queue.ZipOperation;

/** Who is told of what devices do. */
public final class Watch {
    /** In place of nobody. */
    private static final Watcher NOBODY = new Watcher() {
        @Override
        public void fellBack(ZipOperation operation, String device) {
            // there is nobody to be told
        }

        @Override
        public void deviceChanged(String device, DeviceState state, String why) {
            // there is nobody to be told
        }
    };

    /** Volatile: set once, by whoever begins to watch; asked when something goes wrong only. */
    private static volatile Watcher watcher = NOBODY;

    private Watch() {}

    /**
     * Somebody watches from now on.
     *
     * @return who has watched so far
     */
    public static Watcher by(Watcher one) {
        Watcher before = watcher;
        watcher = one;
        return before;
    }

    static Watcher watcher() {
        return watcher;
    }
}
