// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.hisi.fleet;

import io.warpdrive.settings.WdConfiguration;
import io.warpdrive.uacce.NumaTopology;
import io.warpdrive.uacce.UacceDevice;
import java.util.List;

/**
 * What the devices of a machine have in common, and know of each other through.
 *
 * @param found all that uacce has registered
 */
record HisiMachine(List<UacceDevice> found, NumaTopology topology, WdConfiguration configuration) {

    HisiMachine {
        found = List.copyOf(found);
    }

    List<HisiDevice> devices() {
        return found.stream().map(device -> new HisiDevice(device, this)).toList();
    }
}
