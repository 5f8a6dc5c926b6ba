// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.queue;

/**
 * How a device would inflate.
 *
 * @param contextSize bytes of memory that keep the state of a stream between requests; 0 if the device inflates whole
 *     messages only: the source must hold the stream to its end and the destination must have room for all of it
 * @param keepsOutput whether output may be left in the context, see {@link ZipRequest#destinationInContext}
 * @param minimumInput bytes of input at hand below which zlib is faster than the device, measured
 * @param minimumMessage the same for a stream whose first block is its last, so that the input is likely all of it
 */
public record InflatePlan(int contextSize, boolean keepsOutput, int minimumInput, int minimumMessage) {

    /** Whether a stream may be handed over piece by piece. */
    public boolean isStateful() {
        return contextSize > 0;
    }
}
