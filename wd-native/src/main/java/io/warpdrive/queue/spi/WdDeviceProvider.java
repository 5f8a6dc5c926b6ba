// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.queue.spi;

import io.warpdrive.queue.WdDevice;
import io.warpdrive.settings.WdConfiguration;
import java.util.List;

/** How devices are found: one provider for each kind, through {@link java.util.ServiceLoader}. */
public interface WdDeviceProvider {

    /**
     * All devices of this kind, usable or not, in the order of preference. Never throws: a device that can't be used says
     * why in {@link WdDevice#unusable}.
     *
     * @param configuration where to look
     * @return unmodifiable; empty where there are none of this kind
     */
    List<WdDevice> discover(WdConfiguration configuration);

    /**
     * Kinds with a higher rank are preferred: hardware 100, software 0.
     *
     * @return the same for the life of the process
     */
    int rank();
}
