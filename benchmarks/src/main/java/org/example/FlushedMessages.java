// SPDX-License-Identifier: Apache-2.0
package org.example;

import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Messages of one connection that never ends: raw DEFLATE, level 6, SYNC_FLUSH after each part, one Deflater and one Inflater
 * that keep their context. Both are asked until nothing more comes, as Netty and OkHttp do.
 */
final class FlushedMessages implements MessageCodec {
    /** What a SYNC_FLUSH ends with. */
    private static final byte[] TAIL = {0, 0, -1, -1};

    private final int part;
    private final boolean dropsTail;
    private final Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    private final Inflater inflater = new Inflater(true);

    /**
     * @param part bytes between flushes
     * @param dropsTail whether the end of a message's last flush is left out, as RFC 7692 wants it for WebSocket
     */
    FlushedMessages(int part, boolean dropsTail) {
        this.part = part;
        this.dropsTail = dropsTail;
    }

    @Override
    public int write(byte[] message, byte[] out) {
        int size = 0;
        for (int at = 0; at < message.length; at += part) {
            deflater.setInput(message, at, Math.min(part, message.length - at));
            int count = deflater.deflate(out, size, out.length - size, Deflater.SYNC_FLUSH);
            while (count > 0) {
                size += count;
                count = deflater.deflate(out, size, out.length - size, Deflater.SYNC_FLUSH);
            }
        }
        return dropsTail ? size - TAIL.length : size;
    }

    @Override
    public int read(byte[] packed, int length, byte[] out) throws DataFormatException {
        inflater.setInput(packed, 0, length);
        int size = readAll(out, 0);
        if (dropsTail) {
            inflater.setInput(TAIL);
            size = readAll(out, size);
        }
        return size;
    }

    private int readAll(byte[] out, int from) throws DataFormatException {
        int size = from;
        int count = inflater.inflate(out, size, out.length - size);
        while (count > 0) {
            size += count;
            count = inflater.inflate(out, size, out.length - size);
        }
        return size;
    }

    @Override
    public void end() {
        deflater.end();
        inflater.end();
    }
}
