// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.route;

/** A queue in use, and what is needed to use it. */
interface DeviceService {
    DeviceHealth health();

    /** Gives a queue that is dead back, so that another one may be had. Streams that still use it go on with zlib. */
    void retire();
}
