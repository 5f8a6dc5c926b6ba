// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.uacce;

import io.warpdrive.queue.WdMemory;

/**
 * Memory that the device can address.
 *
 * @param memory as this process sees it
 * @param deviceAddress where the device sees its first byte
 */
public record ReservedMemory(WdMemory memory, long deviceAddress) {}
