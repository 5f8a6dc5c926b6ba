// SPDX-License-Identifier: Apache-2.0
/**
 * The bytes and bits of HiSilicon's ZIP engine (Kunpeng, Hi1620 and later): descriptors, rings and doorbells, and what a
 * completed descriptor means for its request. The driver and the emulator both stand on it. Depends on the words of
 * {@code queue} alone; waits for nothing and opens nothing.
 *
 * <p>It was gathered from the public kernel driver and from UADK, and has been run against this project's emulator only,
 * never on real hardware.
 */
package io.warpdrive.hisi.protocol;
