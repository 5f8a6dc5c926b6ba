// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.soft;

import io.warpdrive.queue.ZipRequest;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Tells data that has been compressed or encrypted already from the rest by how often two bytes taken at random are the
 * same: once in 256 times if all values are equally frequent; in text, code and numbers several times as often.
 *
 * <p>Not safe for use by several threads at once.
 */
final class Noise {
    private static final int VALUES = 256;
    /** Few bytes settle it for most data; those that pass for noise are looked at again. */
    private static final int FIRST_SAMPLE = 128;

    private static final int SECOND_SAMPLE = 1024;
    /** Shorter data is compressed before all this pays. */
    private static final int SHORTEST = 4 * SECOND_SAMPLE;
    /** How many times as many pairs as in even noise are let pass: chance alone makes up to 1.5 times as many of few bytes. */
    private static final double FIRST_EXCESS = 1.75;

    private static final double SECOND_EXCESS = 1.2;

    private final short[] counts = new short[VALUES];

    /** Whether the source looks like noise; its parts may repeat each other all the same. */
    boolean isLikely(ZipRequest request) {
        return request.sourceLength() >= SHORTEST
                && isEven(request, FIRST_SAMPLE, FIRST_EXCESS)
                && isEven(request, SECOND_SAMPLE, SECOND_EXCESS);
    }

    private boolean isEven(ZipRequest request, int sample, double excess) {
        Arrays.fill(counts, (short) 0);
        ByteBuffer data = request.source().buffer();
        int step = request.sourceLength() / sample;
        int at = request.sourceOffset();
        int pairs = 0;
        for (int i = 0; i < sample; i++, at += step) {
            pairs += counts[data.get(at) & 0xff]++;
        }
        return pairs < excess * sample * (sample - 1) / (2 * VALUES);
    }
}
