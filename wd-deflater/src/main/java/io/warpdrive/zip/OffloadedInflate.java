// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import io.warpdrive.queue.ZipStatus;
import io.warpdrive.route.BlockInflater;
import io.warpdrive.route.InflateService;
import java.nio.ByteBuffer;
import java.util.zip.Adler32;
import java.util.zip.DataFormatException;

/**
 * The offloaded streams of one {@link HwInflater}: the format around the raw data (RFC 1950), what is handed out and how
 * far the input is used. Guarded by the inflater's lock.
 */
final class OffloadedInflate {
    private static final int TRAILER_LENGTH = 4;

    /** Where a stream is. */
    private enum Phase {
        BODY,
        TRAILER,
        DONE,
        FAILED,
        /** As FAILED, once there is room for output. */
        FAILED_WITH_ROOM
    }

    private final InputCursor input;
    private final boolean wrapped;
    /** Of the output handed out; of no use when the data is raw. */
    private final Adler32 adler = new Adler32();

    /** Null before a stream and after its end. */
    private BlockInflater blocks;

    private Phase phase = Phase.BODY;
    /** Whether the device may have more output without more input. */
    private boolean outputFull;

    private boolean failedToBegin;
    private String failure = "";
    private int trailer;
    private int trailerLength;
    private long bytesRead;
    private long bytesWritten;
    private int delivered;

    OffloadedInflate(InputCursor input, boolean wrapped) {
        this.input = input;
        this.wrapped = wrapped;
    }

    /**
     * Begins a stream if the device can serve it.
     *
     * @param room bytes of output that the caller has room for
     */
    boolean begin(InflateService service, int room) {
        boolean whole = !service.servesStreams();
        failedToBegin = false;
        int header = wrapped ? InputCursor.HEADER : 0;
        boolean plain = !wrapped || input.hasPlainHeader();
        if (!plain || (whole && !BlockInflater.fitsWhole(input.remaining() - header, room))) {
            return false;
        }
        blocks = service.take();
        if (blocks == null) {
            return false;
        }
        ZipStatus status = null;
        boolean served = false;
        try {
            blocks.begin();
            status = input.inflate(blocks, header, room);
            served = whole
                    ? status == ZipStatus.END_OF_STREAM && isChecked(header + blocks.consumed())
                    : status.isDone() || status.isBad();
            failedToBegin = status == ZipStatus.FAILED;
        } finally {
            if (!served) {
                release();
            }
        }
        if (!served) {
            return false;
        }
        phase = Phase.BODY;
        trailer = 0;
        trailerLength = 0;
        bytesRead = 0;
        bytesWritten = 0;
        adler.reset();
        use(header);
        take(status);
        return true;
    }

    /** Whether {@link #begin} came to nothing because the device failed, at whatever fault. */
    boolean failedToBegin() {
        return failedToBegin;
    }

    /** Whether a whole message is what its checksum says, if that is at hand: a device is not trusted. */
    private boolean isChecked(int trailerPosition) {
        if (!wrapped || input.remaining() - trailerPosition < TRAILER_LENGTH) {
            return true;
        }
        int expected = 0;
        for (int i = 0; i < TRAILER_LENGTH; i++) {
            expected = expected << 8 | input.peek(trailerPosition + i);
        }
        adler.reset();
        blocks.sumAll(adler);
        if (expected != (int) adler.getValue()) {
            blocks.rejectOutput();
            return false;
        }
        return true;
    }

    /**
     * Makes output and hands it out until it or the input is used up. {@link #delivered} tells how much, also when it
     * throws.
     *
     * @param array where to, or null if it is {@code buffer}
     * @return bytes handed out
     * @throws DataFormatException as {@link java.util.zip.Inflater#inflate}
     */
    int inflate(byte[] array, ByteBuffer buffer, int off, int len) throws DataFormatException {
        delivered = 0;
        do {
            if (blocks != null) {
                deliver(array, buffer, off + delivered, len - delivered);
                if (blocks.pending() > 0) {
                    break;
                }
            }
        } while (makeOutput(len - delivered));
        return delivered;
    }

    private void deliver(byte[] array, ByteBuffer buffer, int off, int len) {
        int taken = array != null ? blocks.take(array, off, len) : blocks.take(buffer, off, len);
        if (wrapped) {
            blocks.sum(adler, taken);
        }
        delivered += taken;
        bytesWritten += taken;
    }

    /**
     * Nothing is pending.
     *
     * @param room bytes of output that the caller still has room for
     * @return false when there is nothing to do before more input comes
     */
    private boolean makeOutput(int room) throws DataFormatException {
        // not in the switch: the compiler leaves a switch's rare cases out, and starts anew when one comes
        return phase == Phase.BODY ? inflateBody(room) : goOn(room);
    }

    /** Behind the body. */
    private boolean goOn(int room) throws DataFormatException {
        return switch (phase) {
            case BODY -> throw new IllegalStateException("in the body");
            case TRAILER -> readTrailer();
            case FAILED -> throw new DataFormatException(failure);
            case FAILED_WITH_ROOM -> {
                if (room > 0) {
                    throw new DataFormatException(failure);
                }
                yield false;
            }
            case DONE -> {
                release();
                yield false;
            }
        };
    }

    private boolean inflateBody(int room) {
        if (input.remaining() == 0 && !outputFull) {
            return false;
        }
        take(input.inflate(blocks, 0, room));
        return true;
    }

    /** Takes up what came of a piece of input. */
    private void take(ZipStatus status) {
        outputFull = status == ZipStatus.OUTPUT_FULL;
        if (status.isDone() || status.isBad()) {
            use(blocks.consumed());
        }
        if (status == ZipStatus.END_OF_STREAM) {
            endBody();
        } else if (!status.isDone()) {
            phase = status == ZipStatus.BAD_DISTANCE ? Phase.FAILED_WITH_ROOM : Phase.FAILED;
            failure = status.isBad() ? blocks.message() : "the device failed: " + status;
        }
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

    private void use(int count) {
        input.advance(count);
        bytesRead += count;
    }

    /**
     * Puts a dictionary in force as zlib does for raw data, whose output must not be ahead of what was handed out.
     *
     * @return whether it is
     */
    boolean useDictionary(ByteBuffer dictionary) {
        boolean abreast = phase == Phase.BODY && input.remaining() == 0 && blocks.pending() == 0 && !outputFull;
        return !wrapped && abreast && blocks.useDictionary(dictionary);
    }

    boolean needsInput() {
        return input.remaining() == 0 && (blocks == null || (blocks.pending() == 0 && !outputFull));
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
        BlockInflater left = blocks;
        if (left != null) {
            blocks = null;
            left.release();
        }
    }
}
