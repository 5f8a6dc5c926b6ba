// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.emulator;

import io.warpdrive.hisi.protocol.HisiApi;
import io.warpdrive.queue.WdMode;
import java.nio.file.Path;
import java.util.List;

/**
 * What to emulate.
 *
 * @param root directory in place of {@code /}
 * @param devices how many; they are called {@code hisi_zip-0} and so on
 * @param queues of each device
 * @param mode {@link WdMode#SVA} or {@link WdMode#SHARE_DOMAIN}
 * @param api name of the queue's interface, such as {@code hisi_qm_v2}
 * @param faults what to get wrong, {@code KIND[:RATE]} each
 */
public record EmulatorOptions(Path root, int devices, int queues, WdMode mode, String api, List<String> faults) {
    /** As many as a queue number in a doorbell can tell apart. */
    private static final int QUEUE_LIMIT = 1024;

    /** @throws IllegalArgumentException with a message for people when something can't be */
    public EmulatorOptions {
        faults = List.copyOf(faults);
        require(devices >= 1 && devices <= 16, "1 to 16 devices, not " + devices);
        require(queues >= 1 && queues <= QUEUE_LIMIT, "1 to " + QUEUE_LIMIT + " queues, not " + queues);
        require(mode == WdMode.SVA || mode == WdMode.SHARE_DOMAIN, "mode is sva or share-domain, not " + mode);
        require(HisiApi.parse(api).isPresent(), "api is hisi_qm_v2 or hisi_qm_v3, not " + api);
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }

    /** One device with 16 queues, shared virtual addressing, interface version 2 and no faults. */
    public static EmulatorOptions of(Path root) {
        return new EmulatorOptions(root, 1, 16, WdMode.SVA, "hisi_qm_v2", List.of());
    }

    public EmulatorOptions withDevices(int number) {
        return new EmulatorOptions(root, number, queues, mode, api, faults);
    }

    public EmulatorOptions withQueues(int number) {
        return new EmulatorOptions(root, devices, number, mode, api, faults);
    }

    public EmulatorOptions withMode(WdMode other) {
        return new EmulatorOptions(root, devices, queues, other, api, faults);
    }

    public EmulatorOptions withApi(String name) {
        return new EmulatorOptions(root, devices, queues, mode, name, faults);
    }

    public EmulatorOptions withFaults(String... kinds) {
        return new EmulatorOptions(root, devices, queues, mode, api, List.of(kinds));
    }
}
