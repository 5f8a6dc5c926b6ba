// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import io.warpdrive.queue.InPlace;
import io.warpdrive.queue.InPlaceInflate;
import io.warpdrive.route.InflateService;
import java.util.zip.DataFormatException;

/** The streams of one {@link HwInflater} that an engine inflates in place. Guarded by the inflater's lock. */
final class InPlaceInflation implements ServedInflation {
    /** Bytes of input, and of output, in one call of the engine: as long as it is in there, memory can't be moved. */
    private static final int PIECE = 64 * 1024;

    private static final int ROOM = 1024 * 1024;

    private final InputCursor input;
    private final boolean nowrap;

    private InflateService service;
    /** Null when there is no stream. */
    private InPlaceInflate state;

    /** What the last call has come to: {@link InPlace}'s. */
    private int status;

    /** Whether the last call used up its input, with room left: nothing comes before there is more of it. */
    private boolean waiting;

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
        status = InPlace.OK;
        waiting = false;
        bytesRead = 0;
        bytesWritten = 0;
        return true;
    }

    @Override
    public int inflate(Object output, int off, int len) throws DataFormatException {
        int written = 0;
        // a stream that is read asks after each piece whether there is more of it: the engine need not be
        boolean idle = waiting && input.remaining() == 0;
        boolean more = state != null && status != InPlace.STREAM_END && !idle;
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
            status = InPlace.status(result);
            waiting = status == InPlace.OK && consumed == given && produced < room;
            if (status == InPlace.DATA_ERROR) {
                throw new DataFormatException(state.message());
            }
            // where a piece or a room was cut; without room zlib still reads on to the next symbol
            more = status == InPlace.OK
                    && ((consumed == given && input.remaining() > 0) || (produced == room && written < len));
        }
        return written;
    }

    @Override
    public void setDictionary(Object dictionary, int off, int len) {
        // behind the end of raw data zlib takes it to no effect
        boolean over = state == null || status == InPlace.STREAM_END;
        if (over ? !nowrap : !state.setDictionary(dictionary, off, len)) {
            throw new IllegalArgumentException(message());
        }
        if (!over) {
            status = InPlace.OK;
        }
    }

    /** Zlib's words for what is wrong with the data; null if nothing is. */
    private String message() {
        String message = state == null ? "" : state.message();
        return message.isEmpty() ? null : message;
    }

    @Override
    public boolean needsDictionary() {
        return status == InPlace.NEED_DICTIONARY;
    }

    @Override
    public boolean isFinished() {
        return status == InPlace.STREAM_END;
    }

    /** The state stays until the stream is left: few ask for the checksum, which it has. */
    @Override
    public int adler() {
        return state.adler();
    }

    @Override
    public long bytesRead() {
        return bytesRead;
    }

    @Override
    public long bytesWritten() {
        return bytesWritten;
    }

    @Override
    public void release() {
        InPlaceInflate left = state;
        if (left != null) {
            state = null;
            service.release(left);
        }
    }
}
