// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.route;

/** A queue in use, and what is needed to use it. */
interface DeviceService {
    DeviceHealth health();
}
