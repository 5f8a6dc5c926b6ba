// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.route;

import io.warpdrive.queue.ZipOperation;

/** Told of what devices do, where somebody wants to know. Must not throw; no lock is held when it is asked. */
public interface Watcher {
    /** What becomes of a device. */
    enum DeviceState {
        /** It serves streams from now on. */
        IN_USE,
        /** It could not do something, and zlib does it. */
        FAULT,
        /** It is left alone for a while. */
        SET_ASIDE,
        /** It may be asked again. */
        TRIED_AGAIN
    }

    /**
     * A block of a stream that was offloaded is done by zlib.
     *
     * @param device that should have done it
     */
    void fellBack(ZipOperation operation, String device);

    /**
     * A device has come to another state.
     *
     * @param why one line for people; may be empty
     */
    void deviceChanged(String device, DeviceState state, String why);
}
