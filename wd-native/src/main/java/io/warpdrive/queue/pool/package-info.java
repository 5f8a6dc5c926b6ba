// SPDX-License-Identifier: Apache-2.0
/** Idle things that are dear to make, kept for the next thread. Depends on {@code queue} alone. Not exported. */
package io.warpdrive.queue.pool;
