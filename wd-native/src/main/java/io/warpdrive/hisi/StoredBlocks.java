// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.hisi;

import io.warpdrive.queue.ZipFlush;
import io.warpdrive.queue.ZipRequest;
import java.nio.ByteBuffer;

/**
 * Data that does not compress, as stored blocks (RFC 1951, 3.2.4). The device may make 9/8 of it; stored, it grows by five
 * bytes for each 65,535.
 */
final class StoredBlocks {
    private static final int HEADER = 5;
    private static final int LIMIT = 0xffff;

    private StoredBlocks() {}

    /** Bytes that {@link #replaceIfSmaller} would write. */
    private static int size(ZipRequest request) {
        int length = request.sourceLength();
        int blocks = (length + LIMIT - 1) / LIMIT;
        return length + HEADER * (blocks + (request.flush() == ZipFlush.SYNC_FLUSH ? 1 : 0));
    }

    /**
     * Writes the source as stored blocks over the destination if that takes fewer bytes than the device has made.
     *
     * @return bytes in the destination now
     */
    static int replaceIfSmaller(ZipRequest request, int produced) {
        if (size(request) >= produced) {
            return produced;
        }
        boolean finish = request.flush() == ZipFlush.FINISH;
        ByteBuffer source = request.source().buffer();
        ByteBuffer destination = request.destination().buffer();
        int from = request.sourceOffset();
        int to = request.destinationOffset();
        int left = request.sourceLength();
        while (left > 0) {
            int length = Math.min(left, LIMIT);
            left -= length;
            to = header(destination, to, length, finish && left == 0);
            destination.put(to, source, from, length);
            from += length;
            to += length;
        }
        if (!finish) {
            to = header(destination, to, 0, false);
        }
        return to - request.destinationOffset();
    }

    private static int header(ByteBuffer destination, int at, int length, boolean last) {
        destination.put(at, (byte) (last ? 1 : 0));
        destination.putShort(at + 1, (short) length);
        destination.putShort(at + 3, (short) ~length);
        return at + HEADER;
    }
}
