// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.soft;

import java.nio.ByteBuffer;

/**
 * Finds the last block of a raw DEFLATE stream (RFC 1951) by walking over its Huffman codes, and turns the stream into
 * one that another can be appended to: clears BFINAL and closes with an empty stored block, as Z_SYNC_FLUSH does.
 *
 * <p>libdeflate says how many bytes it wrote but neither where its last block begins nor in which bit it ends.
 *
 * <p>Not safe for use by several threads at once.
 */
final class FinalBlock {
    private final BlockHeader header = new BlockHeader();
    private final BlockWalk walk = new BlockWalk();

    private ByteBuffer data;
    private long position;
    private long limit;

    /**
     * Makes {@code length} bytes of raw DEFLATE data at {@code offset} appendable.
     *
     * @param buffer little-endian, with at least 13 bytes of room after the data
     * @return the new length, at most 5 more, or -1 if the data is not what it should be; it is then unchanged
     */
    int open(ByteBuffer buffer, int offset, int length) {
        data = buffer;
        position = 8L * offset;
        limit = 8L * (offset + length);
        long lastHeader;
        do {
            lastHeader = position;
            if (header.read(data, position, limit) != BlockHeader.Outcome.COMPLETE) {
                return -1;
            }
            position = header.end();
            if (!walkBody() || position > limit) {
                return -1;
            }
        } while (!header.isLast());
        if ((position + 7) >>> 3 != offset + length) {
            return -1;
        }
        int headerByte = (int) (lastHeader >>> 3);
        data.put(headerByte, (byte) (data.get(headerByte) & ~(1 << (lastHeader & 7))));
        return appendEmptyStoredBlock() - offset;
    }

    /** The bits after the end are zero already, so a header of three zero bits is only a matter of room. */
    private int appendEmptyStoredBlock() {
        int end = (int) ((position + 3 + 7) >>> 3);
        if (end > (position + 7) >>> 3) {
            data.put(end - 1, (byte) 0);
        }
        data.putInt(end, 0xffff_0000);
        return end + 4;
    }

    private boolean walkBody() {
        if (header.type() == BlockHeader.Type.STORED) {
            position += 8L * header.storedLength();
            return true;
        }
        walk.use(header.literals(), header.distances());
        position = walk.end(data, position, limit);
        return position != BlockWalk.NO_END;
    }
}
