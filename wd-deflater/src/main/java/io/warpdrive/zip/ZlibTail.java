// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import io.warpdrive.route.ResumePoint;
import java.nio.ByteBuffer;
import java.util.zip.Checksum;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The rest of a raw stream, which zlib inflates where a device began it: what zlib says about bad data, how far it reads
 * and what it hands out before are zlib's own.
 */
final class ZlibTail {
    private static final int DISCARD = 16 * 1024;

    private final Inflater zlib = new Inflater(true);
    private final InputCursor input;
    private final ResumePoint point;
    /** Bytes of the stream before {@link ResumePoint#input}, less what in there is not the stream's. */
    private final long base;

    private int leadPosition;
    /** Bytes that zlib makes once more, although they were handed out. */
    private long toSkip;
    /** Whether zlib still has input of the point; it comes before the caller's. */
    private boolean ownInput = true;

    private int delivered;

    /**
     * @param input where the point's input ends
     * @param bytesRead bytes of the stream before that
     * @param bytesWritten bytes of output that were handed out
     */
    ZlibTail(InputCursor input, ResumePoint point, long bytesRead, long bytesWritten) {
        this.input = input;
        this.point = point;
        this.base = bytesRead - point.input().length;
        this.toSkip = Math.max(0, bytesWritten - point.output());
        if (point.window().length > 0) {
            zlib.setDictionary(point.window());
        }
        zlib.setInput(point.input());
    }

    /**
     * Inflates as {@link Inflater#inflate} does; {@link #delivered} tells how much, also when it throws.
     *
     * @param array where to, or null if it is {@code buffer}
     */
    void inflate(byte[] array, ByteBuffer buffer, int off, int len) throws DataFormatException {
        ByteBuffer out = array != null ? ByteBuffer.wrap(array) : buffer.duplicate();
        out.limit(off + len).position(off);
        delivered = 0;
        try {
            int count = Math.min(len, point.lead().length - leadPosition);
            out.put(point.lead(), leadPosition, count);
            leadPosition += count;
            if (leadPosition == point.lead().length && skip()) {
                make(out);
            }
        } finally {
            delivered = out.position() - off;
        }
    }

    /** Makes what was handed out once more; false if that takes more input. */
    boolean skip() throws DataFormatException {
        ByteBuffer discarded = ByteBuffer.allocate((int) Math.min(toSkip, DISCARD));
        while (toSkip > 0) {
            discarded.clear().limit((int) Math.min(toSkip, DISCARD));
            make(discarded);
            toSkip -= discarded.position();
            if (discarded.position() == 0) {
                return false;
            }
        }
        return true;
    }

    private void make(ByteBuffer out) throws DataFormatException {
        if (ownInput) {
            zlib.inflate(out);
            if (!zlib.needsInput()) {
                return;
            }
            ownInput = false;
        }
        input.lendTo(zlib::setInput, zlib::setInput);
        long before = zlib.getBytesRead();
        try {
            zlib.inflate(out);
        } finally {
            input.lentUsed((int) (zlib.getBytesRead() - before));
        }
    }

    void setDictionary(ByteBuffer dictionary) {
        zlib.setDictionary(dictionary);
    }

    /** Bytes handed out by the last call of {@link #inflate}. */
    int delivered() {
        return delivered;
    }

    /** Adds what the last call of {@link #inflate} handed out. */
    static void sum(Checksum checksum, byte[] array, ByteBuffer buffer, int off, int count) {
        if (array != null) {
            checksum.update(array, off, count);
        } else {
            checksum.update(buffer.duplicate().limit(off + count).position(off));
        }
    }

    /** Whether zlib has more input than the caller's. */
    boolean hasInput() {
        return ownInput && (!zlib.needsInput() || leadPosition < point.lead().length);
    }

    boolean isFinished() {
        return zlib.finished();
    }

    /** Bytes of the point's input that zlib has not used: the device had them. */
    int unused() {
        return ownInput ? (int) (point.input().length - Math.max(point.prefix(), zlib.getBytesRead())) : 0;
    }

    /** Bytes of the stream that zlib has used. */
    long bytesRead() {
        return base + Math.max(point.prefix(), zlib.getBytesRead());
    }

    void end() {
        zlib.end();
    }
}
