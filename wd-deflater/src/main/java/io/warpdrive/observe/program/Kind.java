// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.observe.program;

import io.warpdrive.queue.ZipOperation;

/**
 * Streams that are alike: one line of the report.
 *
 * @param site who makes them
 * @param operation their direction
 * @param level 0 to 9, or -1; inflating always 0
 * @param size what goes through one, or between two flushes of one
 * @param flushed whether output is asked for in the midst of it
 */
public record Kind(CallSite site, ZipOperation operation, int level, SizeClass size, boolean flushed) {}
