// SPDX-License-Identifier: Apache-2.0
/**
 * The contract between whoever has blocks to compress and whatever compresses them: devices, queues, requests and the
 * memory they work on. Knows no device and no stream; may touch nothing but the JDK and, for memory, JNA.
 *
 * <p>The words are those of Linux's WarpDrive: a process <em>requests</em> a queue of a device, <em>sends</em> requests,
 * <em>receives</em> their completions and <em>releases</em> the queue by closing it.
 */
package io.warpdrive.queue;
