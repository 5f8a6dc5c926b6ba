// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.uacce;

import io.warpdrive.queue.WdMode;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A device as its attributes under {@code /sys/class/uacce} describe it. What can change while a process runs,
 * {@link #freeQueues} and {@link #isolated}, is read anew at each call.
 *
 * @param name such as {@code hisi_zip-0}
 * @param node its queue file, such as {@code /dev/hisi_zip-0}
 * @param directory its attributes
 * @param api name of the queue's interface
 * @param mode how it sees memory
 * @param algorithms what it does
 * @param mmioSize bytes of {@link Region#MMIO}
 * @param dusSize bytes of {@link Region#DUS}
 * @param numaNode -1 when unknown
 * @param priority bigger is preferred; 0 when the kernel has none
 * @param damage why the attributes can't be relied on, in one line; empty when they can
 */
public record UacceDevice(
        String name,
        Path node,
        Path directory,
        String api,
        WdMode mode,
        Set<String> algorithms,
        long mmioSize,
        long dusSize,
        int numaNode,
        int priority,
        Optional<String> damage) {

    public UacceDevice {
        algorithms = Set.copyOf(algorithms);
    }

    /** Queues that could be requested now; empty when that can't be read. */
    public OptionalInt freeQueues() {
        return new Attributes(directory).freeQueues();
    }

    /** Whether the kernel has taken the device out of service. Kernels before 6.3 don't say: then it hasn't. */
    public boolean isolated() {
        return new Attributes(directory).isolated();
    }
}
