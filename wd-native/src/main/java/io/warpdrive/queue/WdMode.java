// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.queue;

/** How a device sees the memory that requests point to. */
public enum WdMode {
    /** No kernel is involved: the device is a library in this process. */
    SOFTWARE,
    /** Shared virtual addressing: any address of this process is valid to the device (uacce {@code flags} bit 0). */
    SVA,
    /** Only memory from {@link WdQueue#reserveMemory} is valid to the device, and one process at a time may use it. */
    SHARE_DOMAIN,
    /** Physical addresses without any protection; for testing only. */
    NOIOMMU
}
