// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.stream;

import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Inflates compressed data with zlib and compares it with what went in: the configuration key {@code verify}. */
final class Verifier implements AutoCloseable {
    private final Inflater inflater = new Inflater(true);
    private final byte[] piece = new byte[16 * 1024];

    /**
     * Whether the output gives the input again.
     *
     * @param source the input at {@code offset}, with {@code history} bytes that it may refer to right before
     * @param output the compressed data and nothing else
     */
    boolean matches(ByteBuffer source, int offset, int length, int history, ByteBuffer output) {
        inflater.reset();
        if (history > 0) {
            inflater.setDictionary(source.slice(offset - history, history));
        }
        inflater.setInput(output);
        int compared = 0;
        try {
            int inflated = inflater.inflate(piece);
            while (inflated > 0) {
                ByteBuffer expected = source.slice(offset + compared, Math.min(inflated, length - compared));
                if (expected.mismatch(ByteBuffer.wrap(piece, 0, inflated)) >= 0) {
                    return false;
                }
                compared += inflated;
                inflated = inflater.inflate(piece);
            }
        } catch (DataFormatException e) {
            return false;
        }
        return compared == length && !output.hasRemaining();
    }

    @Override
    public void close() {
        inflater.end();
    }
}
