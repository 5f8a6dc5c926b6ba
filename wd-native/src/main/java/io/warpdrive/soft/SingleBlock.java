// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.soft;

import io.warpdrive.queue.ZipRequest;
import io.warpdrive.queue.ZipStatus;

/**
 * Streams that are one block of dynamic codes and all at hand, as messages are: libdeflate inflates them in one call.
 *
 * <p>libdeflate lets some headers pass that zlib does not, so the header is read here first. Where both codes of a block
 * are complete there is nothing in its body that the one takes and the other refuses.
 *
 * <p>Not safe for use by several threads at once.
 */
final class SingleBlock {
    /** BFINAL and BTYPE, first bit lowest: the last block, of dynamic codes. */
    private static final int LAST_DYNAMIC = 0b101;

    private static final int FIRST_BITS = 0b111;

    private final LibdeflateEngine engine;
    private final BlockHeader header = new BlockHeader();

    SingleBlock(LibdeflateEngine engine) {
        this.engine = engine;
    }

    /**
     * Serves a request that begins a stream if it is such a stream, and there is room for all of it.
     *
     * @param destination where its output goes
     * @param room bytes there
     * @return false if not; nothing is known about the destination then, and the request is as it was
     */
    boolean serve(ZipRequest request, long destination, int room) {
        if (!isPlain(request)) {
            return false;
        }
        engine.inflate(request, destination, room);
        return request.status() == ZipStatus.END_OF_STREAM;
    }

    private boolean isPlain(ZipRequest request) {
        int from = request.sourceOffset();
        int to = from + request.sourceLength();
        return request.isLikelyWhole()
                && request.sourceLength() > 0
                && request.historyLength() == 0
                && (request.source().buffer().get(from) & FIRST_BITS) == LAST_DYNAMIC
                && to + Long.BYTES <= request.source().size()
                && header.read(request.source().buffer(), 8L * from, 8L * to) == BlockHeader.Outcome.COMPLETE
                && header.literals().isComplete()
                && header.distances().isComplete();
    }
}
