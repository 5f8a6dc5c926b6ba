// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.hisi.fleet;

import io.warpdrive.queue.WdDevice;
import io.warpdrive.queue.spi.WdDeviceProvider;
import io.warpdrive.settings.WdConfiguration;
import io.warpdrive.uacce.NumaTopology;
import io.warpdrive.uacce.UacceDevice;
import io.warpdrive.uacce.UacceDevices;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Offers the devices that uacce has registered. Of several, the one with the highest priority comes first, then the
 * nearest to the asking thread, then the one with most free queues, then by name.
 */
public final class HisiDeviceProvider implements WdDeviceProvider {
    private static final int RANK = 100;

    @Override
    public List<WdDevice> discover(WdConfiguration configuration) {
        List<UacceDevice> registered = UacceDevices.list(configuration.root());
        if (registered.isEmpty()) {
            // most machines: there is no need to know their topology
            return List.of();
        }
        HisiMachine machine = new HisiMachine(registered, NumaTopology.read(configuration.root()), configuration);
        List<HisiDevice> devices = new ArrayList<>(machine.devices());
        if (devices.size() > 1) {
            // only now: it loads native code
            int here = machine.topology().currentNode();
            devices.sort(Comparator.comparingInt(HisiDevice::priority)
                    .reversed()
                    .thenComparingInt(device -> machine.topology().distance(here, device.numaNode()))
                    .thenComparing(HisiDevice.MOST_FREE_QUEUES)
                    .thenComparing(HisiDevice::name));
        }
        return List.copyOf(devices);
    }

    @Override
    public int rank() {
        return RANK;
    }
}
