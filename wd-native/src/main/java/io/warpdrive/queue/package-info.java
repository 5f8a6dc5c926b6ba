// SPDX-License-Identifier: Apache-2.0
/**
 * What a caller holds: devices, queues, requests, the memory they work on, and engines that work in place. Knows no device
 * and no stream; depends on the settings and, for memory, on JNA. What a device has to implement beyond that is in
 * {@link io.warpdrive.queue.spi}, which only {@link io.warpdrive.queue.WdDevices} looks into, to find the devices.
 *
 * <p>The words are those of Linux's WarpDrive: a process <em>requests</em> a queue of a device, <em>sends</em> requests,
 * <em>receives</em> their completions and <em>releases</em> the queue by closing it.
 */
package io.warpdrive.queue;
