// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.stream;

import java.nio.ByteBuffer;

/** Stored blocks (RFC 1951, 3.2.4): what is written when compression would only make the input larger. */
final class StoredBlocks {
    private static final int LONGEST = 0xffff;
    private static final int HEADER = 5;

    private StoredBlocks() {}

    /** Bytes that {@code length} bytes of input take. */
    static int size(int length) {
        return length + HEADER * Math.max(1, (length + LONGEST - 1) / LONGEST);
    }

    /**
     * Writes input as stored blocks; output begins and ends on a byte boundary.
     *
     * @param last whether the last block has BFINAL set
     * @return the position after the output
     */
    static int write(ByteBuffer input, int inputPosition, int length, boolean last, ByteBuffer output, int position) {
        int in = inputPosition;
        int out = position;
        int left = length;
        do {
            int piece = Math.min(left, LONGEST);
            left -= piece;
            output.put(out, (byte) (last && left == 0 ? 1 : 0));
            output.putShort(out + 1, (short) piece);
            output.putShort(out + 3, (short) ~piece);
            output.put(out + HEADER, input, in, piece);
            in += piece;
            out += HEADER + piece;
        } while (left > 0);
        return out;
    }

    /** Adds an empty block, which marks a flush. */
    static void writeMark(PendingOutput output) {
        output.limit(write(output.buffer(), 0, 0, false, output.buffer(), output.limit()));
    }

    /** Adds the shortest block there is: one of fixed codes ends a stream, a stored one marks a flush. */
    static void writeEmpty(boolean last, PendingOutput output) {
        if (last) {
            output.buffer().putShort(output.limit(), (short) 0x0003);
            output.limit(output.limit() + 2);
        } else {
            writeMark(output);
        }
    }
}
