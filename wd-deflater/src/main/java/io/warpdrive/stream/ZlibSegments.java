// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.stream;

import java.nio.ByteBuffer;
import java.util.zip.Deflater;

/**
 * Segments that zlib compresses, of a stream that a device has begun: raw, with the byte boundaries that a device's have.
 * Keeps its own history from the first one on.
 */
final class ZlibSegments implements AutoCloseable {
    private final Deflater deflater;

    /**
     * Its first segment may refer to what the stream has had before.
     *
     * @param level 0 to 9, or -1
     * @param input with the history of that segment
     */
    ZlibSegments(int level, int strategy, GatheredInput input) {
        deflater = new Deflater(level, true);
        deflater.setStrategy(strategy);
        if (input.history() > 0) {
            deflater.setDictionary(input.historyBytes());
        }
    }

    void setParameters(int level, int strategy) {
        deflater.setLevel(level);
        deflater.setStrategy(strategy);
    }

    /** What the stream may refer back to; only before the first segment or right after a flush. */
    void setDictionary(ByteBuffer dictionary) {
        deflater.setDictionary(dictionary);
    }

    /**
     * Compresses one segment.
     *
     * @param flush {@link Deflater#SYNC_FLUSH}, {@link Deflater#FULL_FLUSH} or {@link DeflateSegment#FINISH}
     * @param output has room for deflateBound and a flush
     */
    void compress(ByteBuffer input, int flush, PendingOutput output) {
        ByteBuffer buffer = output.buffer();
        buffer.position(output.limit());
        try {
            compress(input, flush, buffer);
            output.limit(buffer.position());
        } finally {
            buffer.clear();
        }
    }

    private void compress(ByteBuffer input, int flush, ByteBuffer output) {
        deflater.setInput(input);
        if (flush == DeflateSegment.FINISH) {
            deflater.finish();
            while (!deflater.finished()) {
                deflater.deflate(output, Deflater.NO_FLUSH);
            }
            return;
        }
        // after a change of parameters the first call does nothing else, whether there is input or not
        do {
            deflater.deflate(output, Deflater.NO_FLUSH);
        } while (!deflater.needsInput());
        deflater.deflate(output, flush);
    }

    @Override
    public void close() {
        deflater.end();
    }
}
