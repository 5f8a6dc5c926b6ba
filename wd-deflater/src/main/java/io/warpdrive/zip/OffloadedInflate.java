// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import io.warpdrive.queue.ZipStatus;
import io.warpdrive.route.BlockInflater;
import io.warpdrive.route.ResumePoint;
import io.warpdrive.route.Router;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.Adler32;
import java.util.zip.DataFormatException;

/**
 * The offloaded streams of one {@link HwInflater}: the format around the raw data (RFC 1950), what is handed out and how
 * far the input is used. Guarded by the inflater's lock.
 */
final class OffloadedInflate {
    static final int HEADER = 2;
    private static final int TRAILER_LENGTH = 4;

    /** Where a stream is. */
    private enum Phase {
        BODY,
        TRAILER,
        DONE,
        FAILED,
        /** The body is zlib's from here on. */
        TAIL
    }

    private final InputCursor input;
    private final boolean wrapped;
    private final StreamAccount account;
    /** Of the output handed out; of no use when the data is raw. */
    private final Adler32 adler = new Adler32();

    /** Null before a stream, after its end and when zlib has taken over. */
    private BlockInflater blocks;
    /** Null unless zlib has taken over. */
    private ZlibTail tail;

    private Phase phase = Phase.BODY;
    /** Whether the device may have more output without more input. */
    private boolean outputFull;

    private String failure = "";
    private int trailer;
    private int trailerLength;
    private long bytesRead;
    private long bytesWritten;
    private int delivered;

    OffloadedInflate(InputCursor input, boolean wrapped, StreamAccount account) {
        this.account = account;
        this.input = input;
        this.wrapped = wrapped;
    }

    /**
     * Begins a stream if the device can serve it.
     *
     * @param room bytes of output that the caller has room for
     */
    boolean begin(Router router, int room) {
        boolean whole = !router.inflatesStreams();
        if (!hasPlainHeader() || (whole && !BlockInflater.fitsWhole(input.remaining(), room))) {
            return false;
        }
        blocks = router.takeInflater();
        if (blocks == null) {
            return false;
        }
        blocks.begin();
        int header = wrapped ? HEADER : 0;
        if (whole && input.inflate(blocks, header) != ZipStatus.END_OF_STREAM) {
            release();
            return false;
        }
        phase = Phase.BODY;
        outputFull = false;
        trailer = 0;
        trailerLength = 0;
        bytesRead = 0;
        bytesWritten = 0;
        adler.reset();
        use(header);
        if (whole) {
            use(blocks.consumed());
            endBody();
        }
        return true;
    }

    /** RFC 1950: deflate, window of 32 KiB, right check bits, no dictionary. Whatever else it may be is zlib's to judge. */
    private boolean hasPlainHeader() {
        if (!wrapped) {
            return true;
        }
        if (input.remaining() < HEADER) {
            return false;
        }
        int flags = input.peek(1);
        return input.peek(0) == 0x78 && (flags & 0x20) == 0 && ((0x78 << 8) + flags) % 31 == 0;
    }

    /**
     * Makes output and hands it out until it or the input is used up. {@link #delivered} tells how much, also when it
     * throws.
     *
     * @param array where to, or null if it is {@code buffer}
     * @throws DataFormatException as {@link java.util.zip.Inflater#inflate}
     */
    void inflate(byte[] array, ByteBuffer buffer, int off, int len) throws DataFormatException {
        delivered = 0;
        do {
            if (tail != null) {
                deliverTail(array, buffer, off + delivered, len - delivered);
            } else if (blocks != null) {
                deliver(array, buffer, off + delivered, len - delivered);
                if (blocks.pending() > 0) {
                    break;
                }
            }
        } while (makeOutput());
        if (delivered < len && phase == Phase.BODY && blocks.pending() == 0) {
            blocks.completeOutput();
            if (blocks.pending() > 0) {
                deliver(array, buffer, off + delivered, len - delivered);
            }
        }
    }

    private void deliver(byte[] array, ByteBuffer buffer, int off, int len) {
        int taken = array != null ? blocks.take(array, off, len) : blocks.take(buffer, off, len);
        if (wrapped) {
            blocks.sum(adler, taken);
        }
        delivered += taken;
        bytesWritten += taken;
    }

    private void deliverTail(byte[] array, ByteBuffer buffer, int off, int len) throws DataFormatException {
        try {
            tail.inflate(array, buffer, off, len);
        } finally {
            int count = tail.delivered();
            if (wrapped) {
                ZlibTail.sum(adler, array, buffer, off, count);
            }
            delivered += count;
            bytesWritten += count;
            bytesRead = tail.bytesRead();
        }
        if (tail.isFinished()) {
            input.advance(-tail.unused());
            tail.end();
            tail = null;
            endBody();
        }
    }

    /**
     * Nothing is pending.
     *
     * @return false when there is nothing to do before more input comes
     */
    private boolean makeOutput() throws DataFormatException {
        return switch (phase) {
            case BODY -> inflateBody();
            case TRAILER -> readTrailer();
            case FAILED -> throw new DataFormatException(failure);
            case DONE -> {
                release();
                yield false;
            }
            case TAIL -> false;
        };
    }

    private boolean inflateBody() {
        if (input.remaining() == 0 && !outputFull) {
            return false;
        }
        ZipStatus status = input.inflate(blocks, 0);
        int used = blocks.consumed();
        boolean stuck = status == ZipStatus.OK && used == 0 && blocks.pending() == 0 && input.remaining() > 0;
        if (!status.isDone() || stuck) {
            return fail(status);
        }
        use(used);
        outputFull = status == ZipStatus.OUTPUT_FULL;
        if (status == ZipStatus.END_OF_STREAM) {
            endBody();
        } else if (blocks.endsInBadHeader()) {
            return fail(ZipStatus.BAD_BLOCK);
        }
        return true;
    }

    private void endBody() {
        phase = wrapped ? Phase.TRAILER : Phase.DONE;
    }

    /** RFC 1950: Adler-32 of the output, high byte first. */
    private boolean readTrailer() {
        while (trailerLength < TRAILER_LENGTH) {
            if (input.remaining() == 0) {
                return false;
            }
            trailer = trailer << 8 | input.peek(0);
            trailerLength++;
            use(1);
        }
        if (trailer == (int) adler.getValue()) {
            phase = Phase.DONE;
        } else {
            phase = Phase.FAILED;
            failure = "incorrect data check";
        }
        return true;
    }

    /** If zlib can go on with the stream it does; if not, what was good is handed out first. */
    private boolean fail(ZipStatus status) {
        if (handOver()) {
            return true;
        }
        use(Math.min(blocks.consumed(), input.remaining()));
        phase = Phase.FAILED;
        failure = switch (status) {
            case BAD_BLOCK -> "invalid block type";
            case BAD_SYMBOL -> "invalid distance code";
            case BAD_DISTANCE -> "invalid distance too far back";
            default -> "invalid data";
        };
        return true;
    }

    /** Whether zlib goes on with the body from here on. */
    private boolean handOver() {
        Optional<ResumePoint> point = blocks.handOver(bytesWritten);
        if (point.isEmpty()) {
            return false;
        }
        account.fellBack();
        use(point.get().ahead());
        tail = new ZlibTail(input, point.get(), bytesRead, bytesWritten);
        phase = Phase.TAIL;
        releaseBlocks();
        return true;
    }

    /**
     * As {@link java.util.zip.Inflater#setDictionary(ByteBuffer)} in the midst of a stream: zlib takes one at any time when
     * the data is raw.
     */
    void setDictionary(ByteBuffer dictionary) {
        if (wrapped || phase == Phase.FAILED || (blocks != null && !handOver())) {
            throw new IllegalArgumentException();
        }
        if (tail != null) {
            try {
                tail.skip();
            } catch (DataFormatException e) {
                throw new IllegalArgumentException(e);
            }
            tail.setDictionary(dictionary);
        }
    }

    private void use(int count) {
        input.advance(count);
        bytesRead += count;
    }

    /** Bytes of input that are not used. */
    int remaining() {
        return input.remaining() + (tail == null ? 0 : tail.unused());
    }

    boolean needsInput() {
        boolean hasMore = tail != null ? tail.hasInput() : blocks != null && (blocks.pending() > 0 || outputFull);
        return input.remaining() == 0 && !hasMore;
    }

    boolean isFinished() {
        return phase == Phase.DONE && blocks == null;
    }

    int adler() {
        return (int) adler.getValue();
    }

    long bytesRead() {
        return bytesRead;
    }

    long bytesWritten() {
        return bytesWritten;
    }

    /** Bytes handed out by the last call of {@link #inflate}. */
    int delivered() {
        return delivered;
    }

    /** Gives everything back. */
    void release() {
        releaseBlocks();
        if (tail != null) {
            tail.end();
            tail = null;
        }
    }

    private void releaseBlocks() {
        if (blocks != null) {
            Router.get().release(blocks);
            blocks = null;
        }
    }
}
