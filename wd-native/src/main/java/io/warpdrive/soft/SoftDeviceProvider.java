// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.soft;

import io.warpdrive.queue.WdDevice;
import io.warpdrive.queue.spi.WdDeviceProvider;
import io.warpdrive.settings.WdConfiguration;
import java.util.List;

/** Offers the one software device. Its engine is loaded once in the life of the class loader. */
public final class SoftDeviceProvider implements WdDeviceProvider {
    private static WdDevice device;

    @Override
    public List<WdDevice> discover(WdConfiguration configuration) {
        synchronized (SoftDeviceProvider.class) {
            if (device == null) {
                device = new SoftDevice(WdzLibrary.failure(), new LazyIsal(configuration.libraries()));
            }
            return List.of(device);
        }
    }

    @Override
    public int rank() {
        return 0;
    }
}
