// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.queue;

/**
 * How a device would inflate.
 *
 * @param inPlace whether streams are inflated {@linkplain InPlace in place}, however they come; if not, the device inflates
 *     whole messages only: the source must hold the stream to its end and the destination must have room for all of it
 * @param minimumInput bytes of input at hand below which zlib is faster than the device, measured
 */
public record InflatePlan(boolean inPlace, int minimumInput) {}
