// SPDX-License-Identifier: Apache-2.0
/**
 * The user driver of HiSilicon's ZIP engine (Kunpeng, Hi1620 and later): descriptors, rings and doorbells over a queue
 * file of {@code io.warpdrive.uacce}. Only stateless raw-DEFLATE requests are sent: every block stands for itself, so any
 * of them can be done again by zlib. Knows no stream; may touch {@code queue} and {@code uacce}.
 *
 * <p>The protocol was gathered from the public kernel driver and from UADK. It has been run against this project's
 * emulator only, never on real hardware.
 */
package io.warpdrive.hisi;
