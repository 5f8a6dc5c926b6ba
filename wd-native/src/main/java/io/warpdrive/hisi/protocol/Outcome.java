// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.hisi.protocol;

import io.warpdrive.queue.ZipFlush;
import io.warpdrive.queue.ZipOperation;
import io.warpdrive.queue.ZipRequest;
import io.warpdrive.queue.ZipStatus;

/**
 * What a completed entry means for its request. A device is not trusted: figures that can't be, and output that can't be
 * joined to the next block, make the request fail, and zlib does the block again.
 */
public final class Outcome {
    /** The end of an empty stored block: LEN and NLEN, on a byte border. */
    private static final int SYNC_MARK = 0xffff0000;

    private Outcome() {}

    /** Completes {@code request} from what was read of its entry: the four dwords that tell how it ended. */
    public static void apply(ZipRequest request, int consumed, int produced, int statusWord, int context0) {
        if (consumed < 0
                || consumed > request.sourceLength()
                || produced < 0
                || produced > request.destinationLength()) {
            request.complete(ZipStatus.FAILED, 0, 0);
            return;
        }
        SqeStatus status = SqeStatus.of(Sqe.status(statusWord));
        if (request.operation() == ZipOperation.DEFLATE) {
            deflated(request, status, consumed, Sqe.cachedBits(context0) == 0 ? produced : 0);
        } else {
            StreamState state = StreamState.of(Sqe.streamState(context0));
            boolean last = Sqe.lastBlockSeen(statusWord);
            inflated(request, status, state, last, consumed, produced);
        }
    }

    private static void deflated(ZipRequest request, SqeStatus status, int consumed, int produced) {
        switch (status) {
            case OK, GREW -> {
                if (consumed != request.sourceLength() || produced == 0 || !endsOnBorder(request, produced)) {
                    request.complete(ZipStatus.FAILED, 0, 0);
                } else {
                    request.complete(ZipStatus.OK, consumed, produced);
                }
            }
            case OUTPUT_TOO_SMALL -> request.complete(ZipStatus.OUTPUT_FULL, 0, 0);
            default -> request.complete(ZipStatus.FAILED, 0, 0);
        }
    }

    /** Without this mark the next block would begin in the middle of a byte, and the stream be lost. */
    private static boolean endsOnBorder(ZipRequest request, int produced) {
        if (request.flush() == ZipFlush.FINISH) {
            return true;
        }
        int mark = request.destinationOffset() + produced - Integer.BYTES;
        return produced >= Integer.BYTES && request.destination().buffer().getInt(mark) == SYNC_MARK;
    }

    private static void inflated(
            ZipRequest request, SqeStatus status, StreamState state, boolean last, int consumed, int produced) {
        switch (status) {
            case END_OF_STREAM -> request.complete(ZipStatus.END_OF_STREAM, consumed, produced);
            case OK -> {
                if (state == StreamState.ENDED_WITHOUT_CHECKSUM || (state == StreamState.NONE && last)) {
                    request.complete(ZipStatus.END_OF_STREAM, consumed, produced);
                } else if (state == StreamState.LAST_BLOCK_NO_SPACE || state == StreamState.IN_BLOCK_NO_SPACE) {
                    request.complete(ZipStatus.OUTPUT_FULL, 0, 0);
                } else {
                    // stateless: the source has to hold the stream to its end
                    request.complete(ZipStatus.BAD_DATA, 0, 0);
                }
            }
            case OUTPUT_TOO_SMALL -> request.complete(ZipStatus.OUTPUT_FULL, 0, 0);
            // whether the data or the device is to blame, zlib will tell
            default -> request.complete(ZipStatus.FAILED, 0, 0);
        }
    }
}
