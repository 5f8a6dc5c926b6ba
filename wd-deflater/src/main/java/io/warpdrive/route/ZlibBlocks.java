// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.route;

import java.nio.ByteBuffer;
import java.util.zip.Deflater;

/**
 * The rest of an offloaded stream, done by zlib: raw blocks with the byte boundaries that a device's blocks have. Keeps
 * its own history from the first block on.
 */
final class ZlibBlocks implements AutoCloseable {
    private final Deflater deflater;

    /** @param level 0 to 9, or -1 */
    ZlibBlocks(int level, int strategy) {
        deflater = new Deflater(level, true);
        deflater.setStrategy(strategy);
    }

    void setParameters(int level, int strategy) {
        deflater.setLevel(level);
        deflater.setStrategy(strategy);
    }

    /** What the stream may refer back to; only before the first block or right after a flush. */
    void setDictionary(ByteBuffer dictionary) {
        deflater.setDictionary(dictionary);
    }

    /**
     * Compresses one block.
     *
     * @param flush {@link Deflater#SYNC_FLUSH} or {@link Deflater#FULL_FLUSH}
     * @param finish whether the stream ends with this block; {@code flush} then means nothing
     * @param output has room for deflateBound and a flush
     */
    void compress(ByteBuffer input, int flush, boolean finish, PendingOutput output) {
        ByteBuffer buffer = output.buffer();
        buffer.position(output.limit());
        try {
            compress(input, flush, finish, buffer);
            output.limit(buffer.position());
        } finally {
            buffer.clear();
        }
    }

    private void compress(ByteBuffer input, int flush, boolean finish, ByteBuffer output) {
        deflater.setInput(input);
        if (finish) {
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
