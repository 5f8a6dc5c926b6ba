// SPDX-License-Identifier: Apache-2.0
/**
 * The device side of {@code io.warpdrive.hisi}, for machines without a ZIP engine: attributes as files, a socket in place
 * of each queue file, and a thread for each queue that does what the engine would. A client is not trusted: whatever its
 * entries say, only memory that it has given is read or written. May touch {@code hisi}, {@code uacce}, {@code queue} and
 * the software device.
 */
package io.warpdrive.emulator;
