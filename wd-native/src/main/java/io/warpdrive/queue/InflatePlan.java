// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.queue;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * How a device would inflate.
 *
 * @param contextSize bytes of memory that keep the state of a stream between requests; 0 if the device inflates whole
 *     messages only: the source must hold the stream to its end and the destination must have room for all of it
 * @param minimumInput bytes of input at hand below which zlib is faster than the device, measured
 * @param contextReader tells where in a stream the device stands, if the device lets anybody know
 */
public record InflatePlan(int contextSize, int minimumInput, Optional<ContextReader> contextReader) {

    public InflatePlan {
        requireNonNull(contextReader, "contextReader is null");
    }

    /** Of a device that tells nobody where in a stream it stands. */
    public InflatePlan(int contextSize, int minimumInput) {
        this(contextSize, minimumInput, Optional.empty());
    }

    /** Whether a stream may be handed over piece by piece. */
    public boolean isStateful() {
        return contextSize > 0;
    }
}
