// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.queue;

import java.util.List;

/**
 * How a device would serve a stream that java.util.zip would compress at some level: what a device knows about itself
 * and the layers above need not.
 *
 * @param effort the device's own knob, to be handed back in {@link ZipRequest#effort}; meaningless to anybody else
 * @param quicker efforts that are quicker and on some data hardly larger, the quickest first; may be empty. A long stream
 *     has a sample compressed with each, and mixes them so that {@code tolerance} is kept
 * @param tolerance how much larger than with {@code effort} alone a stream may become: 0.01 is 1 %
 * @param blockSize bytes of input in a full block, at least 1
 * @param historySize bytes before a block that the device can refer back to, 0 or 32768
 * @param outputPercent room for output that the device wants, in hundredths of the block; 256 bytes more are always given
 * @param minimumInput bytes of input below which zlib is faster than the device, measured
 * @param minimumBlock bytes of input below which a block cut by a flush is better left to zlib; 0 if any size will do
 */
public record DeflatePlan(
        int effort,
        List<Integer> quicker,
        double tolerance,
        int blockSize,
        int historySize,
        int outputPercent,
        int minimumInput,
        int minimumBlock) {

    public DeflatePlan {
        quicker = List.copyOf(quicker);
    }

    /** The same with blocks of another size. */
    public DeflatePlan withBlockSize(int size) {
        return new DeflatePlan(
                effort, quicker, tolerance, size, historySize, outputPercent, minimumInput, minimumBlock);
    }
}
