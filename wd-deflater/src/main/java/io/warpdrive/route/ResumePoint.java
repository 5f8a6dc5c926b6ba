// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.route;

import java.util.Arrays;

/**
 * Where zlib can take a raw stream over from a device: a place at which a block begins, not later than what the device
 * has done.
 *
 * @param window the output before, as far as matches can refer to it
 * @param output bytes of the stream's output up to here
 * @param lead output between what was handed out and {@code output}; empty if {@code output} is not beyond it
 * @param input blocks without content, then the stream from here on
 * @param prefix bytes of {@code input} before the first one that is the stream's, be it in part
 * @param ahead bytes at the end of {@code input} that the device had not used yet
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record ResumePoint(byte[] window, long output, byte[] lead, byte[] input, int prefix, int ahead) {

    /** The beginning of a stream of which everything is logged. */
    static ResumePoint atBeginning(InflateLog log) {
        return at(log, 0, new byte[0], 0, new byte[0]);
    }

    /** @param bits of input between the beginning of the log and the point */
    static ResumePoint at(InflateLog log, int bits, byte[] window, long output, byte[] lead) {
        int first = bits / Byte.SIZE;
        int bit = bits % Byte.SIZE;
        byte[] blocks = EmptyBlocks.endingAt(bit);
        int prefix = bit == 0 ? blocks.length : blocks.length - 1;
        int end = Math.max(log.length(), bit == 0 ? first : first + 1);
        byte[] input = Arrays.copyOf(blocks, prefix + end - first);
        log.copy(first, end, input, prefix);
        if (bit != 0) {
            // the byte in which the blocks end and the stream goes on
            input[prefix] = (byte) ((input[prefix] & (-1 << bit)) | blocks[prefix]);
        }
        return new ResumePoint(window, output, lead, input, prefix, end - log.length());
    }
}
