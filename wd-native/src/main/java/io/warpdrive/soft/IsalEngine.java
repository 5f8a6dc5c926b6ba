// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.soft;

import io.warpdrive.queue.WdException;
import io.warpdrive.queue.WdMemory;
import io.warpdrive.queue.WdResource;
import io.warpdrive.queue.ZipFlush;
import io.warpdrive.queue.ZipRequest;
import io.warpdrive.queue.ZipStatus;
import io.warpdrive.queue.pool.WdPool;
import java.nio.ByteBuffer;

/** Requests served by ISA-L: blocks with history at levels 0 to 3. Safe for use by many threads. */
final class IsalEngine {
    private final WdPool<Compressor> compressors = new WdPool<>(Compressor::new);

    /** The lowest and the highest level that a plan names. */
    private static final int[] LEVELS = {1, 2};

    /**
     * Tries the library that {@link Isal} is bound to.
     *
     * @throws IllegalStateException if it does not work
     */
    IsalEngine() {
        for (int level : LEVELS) {
            SelfTest.run(request -> deflate(request, level));
        }
    }

    /** A {@code struct isal_zstream} and its level buffer, good for any block. */
    private static final class Compressor implements WdResource {
        final WdMemory stream;
        final WdMemory levelBuffer;

        Compressor() throws WdException {
            stream = WdMemory.allocate(Isal.Z_SIZE);
            try {
                levelBuffer = WdMemory.allocate(Isal.LEVEL_BUFFER_SIZE);
            } catch (WdException e) {
                stream.close();
                throw e;
            }
            Isal.isal_deflate_init(stream.address());
        }

        @Override
        public void close() {
            stream.close();
            levelBuffer.close();
        }
    }

    void deflate(ZipRequest request, int level) {
        try {
            Compressor compressor = compressors.take();
            deflate(request, level, compressor);
            compressors.give(compressor);
        } catch (WdException e) {
            request.complete(ZipStatus.FAILED, 0, 0);
        }
    }

    private static void deflate(ZipRequest request, int level, Compressor compressor) {
        long address = compressor.stream.address();
        ByteBuffer stream = compressor.stream.buffer();
        Isal.isal_deflate_reset(address);
        stream.putInt(Isal.Z_LEVEL, level);
        stream.putInt(Isal.Z_LEVEL_BUF_SIZE, Isal.LEVEL_BUFFER_SIZE);
        stream.putLong(Isal.Z_LEVEL_BUF, compressor.levelBuffer.address());
        int history = request.historyLength();
        if (history > 0 && Isal.isal_deflate_set_dict(address, request.sourceAddress() - history, history) != Isal.OK) {
            request.complete(ZipStatus.FAILED, 0, 0);
            return;
        }
        stream.putLong(Isal.Z_NEXT_IN, request.sourceAddress());
        stream.putInt(Isal.Z_AVAIL_IN, request.sourceLength());
        stream.putLong(Isal.Z_NEXT_OUT, request.destinationAddress());
        stream.putInt(Isal.Z_AVAIL_OUT, request.destinationLength());
        stream.putShort(Isal.Z_END_OF_STREAM, (short) (request.flush() == ZipFlush.FINISH ? 1 : 0));
        stream.putShort(Isal.Z_FLUSH, (short) Isal.SYNC_FLUSH);
        int result = Isal.isal_deflate(address);
        int left = stream.getInt(Isal.Z_AVAIL_OUT);
        if (result != Isal.OK) {
            request.complete(ZipStatus.FAILED, 0, 0);
        } else if (left == 0 || stream.getInt(Isal.Z_AVAIL_IN) != 0) {
            request.complete(ZipStatus.OUTPUT_FULL, 0, 0);
        } else {
            request.complete(ZipStatus.OK, request.sourceLength(), request.destinationLength() - left);
        }
    }
}
