// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.hisi;

import io.warpdrive.queue.WdConfiguration;
import io.warpdrive.queue.WdDevice;
import io.warpdrive.queue.WdDeviceProvider;
import io.warpdrive.uacce.NumaDistance;
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
        NumaDistance distance = NumaDistance.ofThisThread(configuration.root());
        List<HisiDevice> devices = new ArrayList<>();
        UacceDevices.list(configuration.root()).forEach(found -> devices.add(new HisiDevice(found, configuration)));
        devices.sort(Comparator.comparingInt(HisiDevice::priority)
                .reversed()
                .thenComparingInt(device -> distance.to(device.numaNode()))
                .thenComparing(Comparator.comparingInt(
                                (HisiDevice device) -> device.freeQueues().orElse(0))
                        .reversed())
                .thenComparing(HisiDevice::name));
        return List.copyOf(devices);
    }

    @Override
    public int rank() {
        return RANK;
    }
}
