// SPDX-License-Identifier: Apache-2.0
/**
 * Linux queue files: finding uacce devices, opening a queue, mapping its regions, waiting for it. There are two kinds of
 * queue file, the kernel's character device and the emulator's socket, and one life cycle for both. Knows nothing of what
 * is in the regions; may touch {@code queue} and, through JNA, libc.
 *
 * <p>More than 16 classes: two kinds of queue file, and what each of them speaks to the kernel or to the emulator, stand side
 * by side, so that one life cycle covers both.
 */
package io.warpdrive.uacce;
