// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import io.warpdrive.queue.InPlace;
import io.warpdrive.queue.InPlaceInflate;
import io.warpdrive.route.InflateService;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;

/** The streams of one {@link HwInflater} that an engine inflates in place. Guarded by the inflater's lock. */
final class InPlaceInflation {
    /** Bytes of input, and of output, in one call of the engine: as long as it is in there, memory can't be moved. */
    private static final int PIECE = 64 * 1024;

    private static final int ROOM = 1024 * 1024;

    private final InputCursor input;
    private final boolean nowrap;

    private InflateService service;
    /** Null when there is no stream. */
    private InPlaceInflate state;

    private boolean needsDictionary;
    private boolean finished;
    private long bytesRead;
    private long bytesWritten;

    InPlaceInflation(InputCursor input, boolean nowrap) {
        this.input = input;
        this.nowrap = nowrap;
    }

    /** Begins a stream; false if there is no memory for it. */
    boolean begin(InflateService service) {
        state = service.takeState();
        if (state == null) {
            return false;
        }
        this.service = service;
        state.begin(nowrap);
        needsDictionary = false;
        finished = false;
        bytesRead = 0;
        bytesWritten = 0;
        return true;
    }

    /**
     * As {@link java.util.zip.Inflater#inflate}; {@link #bytesWritten} tells how much came, also when it throws.
     *
     * @param output a {@code byte[]} or a direct buffer, whose position stays
     */
    int inflate(Object output, int off, int len) throws DataFormatException {
        int written = 0;
        boolean more = state != null && !finished;
        while (more) {
            int given = Math.min(input.length(), PIECE);
            int room = Math.min(len - written, ROOM);
            long result = state.inflate(input.memory(), input.offset(), given, output, off + written, room);
            int consumed = InPlace.consumed(result);
            int produced = InPlace.produced(result);
            input.advance(consumed);
            bytesRead += consumed;
            bytesWritten += produced;
            written += produced;
            // where a piece or a room was cut; without room zlib still reads on to the next symbol
            more = InPlace.status(result) == InPlace.OK
                    && ((consumed == given && input.remaining() > 0) || (produced == room && written < len));
            take(InPlace.status(result));
        }
        return written;
    }

    private void take(int status) throws DataFormatException {
        if (status == InPlace.STREAM_END) {
            // the state stays until reset() or end(): few ask for the checksum, which it has
            finished = true;
        } else if (status == InPlace.NEED_DICTIONARY) {
            needsDictionary = true;
        } else if (status == InPlace.DATA_ERROR) {
            throw new DataFormatException(state.message());
        }
    }

    /** Whether the dictionary is taken; its position stays. False where zlib does not take it. */
    boolean setDictionary(ByteBuffer dictionary) {
        InputCursor bytes = new InputCursor();
        bytes.set(dictionary);
        // behind the end of raw data zlib takes it to no effect
        boolean taken = (state == null || finished)
                ? nowrap
                : state.setDictionary(bytes.wholeMemory(), bytes.offset(), dictionary.remaining());
        if (taken) {
            needsDictionary = false;
        }
        return taken;
    }

    /** Zlib's words for what is wrong with the data; null if nothing is. */
    String message() {
        String message = state == null ? "" : state.message();
        return message.isEmpty() ? null : message;
    }

    boolean needsDictionary() {
        return needsDictionary;
    }

    boolean isFinished() {
        return finished;
    }

    int adler() {
        return state.adler();
    }

    long bytesRead() {
        return bytesRead;
    }

    long bytesWritten() {
        return bytesWritten;
    }

    /** Leaves the stream and gives everything back. */
    void release() {
        InPlaceInflate left = state;
        if (left != null) {
            state = null;
            service.release(left);
        }
    }
}
