// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.queue;

/**
 * How a device would serve a stream that java.util.zip would compress at some level: what a device knows about itself
 * and the layers above need not.
 *
 * @param inPlace whether the device does it better {@linkplain InPlace in place}, as long as one thread is to do it
 * @param effort the device's own knob, to be handed back in {@link ZipRequest#effort}; meaningless to anybody else, but in
 *     place it is the level to begin with
 * @param blockSize bytes of input in a full block, at least 1
 * @param historySize bytes before a block that the device can refer back to, 0 or 32768
 * @param outputPercent room for output that the device wants, in hundredths of the block; 256 bytes more are always given
 * @param minimumInput bytes of input below which zlib is faster than the device, measured
 * @param minimumBlock bytes of input below which a block cut by a flush is better left to zlib; 0 if any size will do
 */
public record DeflatePlan(
        boolean inPlace,
        int effort,
        int blockSize,
        int historySize,
        int outputPercent,
        int minimumInput,
        int minimumBlock) {

    /**
     * The same with blocks of another size.
     *
     * @param size bytes of input in a full block, at least 1
     * @return a plan that differs in that alone
     */
    public DeflatePlan withBlockSize(int size) {
        return new DeflatePlan(inPlace, effort, size, historySize, outputPercent, minimumInput, minimumBlock);
    }
}
