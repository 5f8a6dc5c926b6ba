// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import io.warpdrive.queue.InPlace;
import io.warpdrive.queue.InPlaceDeflate;
import io.warpdrive.route.DeflateService;
import java.util.zip.Deflater;

/** The streams of one {@link HwDeflater} that an engine compresses in place. Guarded by the deflater's lock. */
final class InPlaceStream implements ServedStream {
    /** Bytes of input in one call of the engine: as long as it is in there, memory can't be moved. */
    private static final int PIECE = 64 * 1024;

    private final InputCursor input;
    private final boolean nowrap;

    private DeflateService service;
    /** Null before a stream and after its end. */
    private InPlaceDeflate state;

    private boolean changing;
    private boolean finished;
    private int lastAdler;
    private long bytesRead;
    private long bytesWritten;

    InPlaceStream(InputCursor input, boolean nowrap) {
        this.input = input;
        this.nowrap = nowrap;
    }

    /** Begins a stream; false if there is no memory for it. */
    boolean begin(DeflateService service, int level, int strategy) {
        state = service.takeState();
        if (state == null) {
            return false;
        }
        this.service = service;
        state.begin(service.levelInPlace(level), strategy, nowrap);
        changing = false;
        finished = false;
        bytesRead = 0;
        bytesWritten = 0;
        return true;
    }

    /**
     * Goes on with a stream that zlib has brought to a {@code SYNC_FLUSH}; false if there is no memory for it.
     *
     * @param zlib how far it is
     * @param recent the last of its input so far, from {@code off} on
     */
    boolean resume(
            DeflateService service, int level, int strategy, ServedStream zlib, byte[] recent, int off, int len) {
        if (!begin(service, level, strategy)) {
            return false;
        }
        state.setDictionary(recent, off, len);
        state.resume(zlib.adler());
        bytesRead = zlib.bytesRead();
        bytesWritten = zlib.bytesWritten();
        return true;
    }

    @Override
    public boolean needsInput() {
        return input.remaining() == 0;
    }

    @Override
    public int deflate(Object output, int off, int len, int flush, boolean finish) {
        int wanted = finish ? InPlaceDeflate.FINISH : flush;
        int written = 0;
        boolean more = state != null;
        while (more) {
            int given = Math.min(input.length(), PIECE);
            boolean all = given == input.remaining();
            long result = state.deflate(
                    input.memory(),
                    input.offset(),
                    given,
                    output,
                    off + written,
                    len - written,
                    all ? wanted : Deflater.NO_FLUSH);
            written += used(result);
            more = !all && InPlace.consumed(result) == given && written < len;
        }
        return written;
    }

    /** Takes account of a call's input and output, and of the stream's end. */
    private int used(long result) {
        int produced = moved(result);
        if (InPlace.status(result) == InPlace.STREAM_END) {
            finished = true;
            release();
        }
        return produced;
    }

    /** Takes account of a call's input and output; returns the bytes of output. */
    private int moved(long result) {
        int produced = InPlace.produced(result);
        input.advance(InPlace.consumed(result));
        bytesRead += InPlace.consumed(result);
        bytesWritten += produced;
        return produced;
    }

    @Override
    public int setParameters(Object output, int off, int len, int level, int strategy) {
        changing = false;
        if (state == null) {
            return 0;
        }
        // all at once: where the method stays none of it is taken
        long result = state.setParameters(
                input.wholeMemory(),
                input.offset(),
                input.remaining(),
                output,
                off,
                len,
                service.levelInPlace(level),
                strategy);
        changing = InPlace.status(result) != InPlace.OK;
        return moved(result);
    }

    @Override
    public boolean isChanging() {
        return changing;
    }

    /** Zlib's change is over as soon as it has taken the input, wherever the output is. */
    @Override
    public boolean isChangeTaken() {
        return changing && input.remaining() == 0;
    }

    @Override
    public void setDictionary(Object dictionary, int off, int len) {
        // behind the end zlib takes it to no effect
        if (state != null && !state.setDictionary(dictionary, off, len)) {
            throw new IllegalArgumentException();
        }
    }

    @Override
    public boolean isFinished() {
        return finished;
    }

    @Override
    public int adler() {
        return state == null ? lastAdler : state.adler();
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
        InPlaceDeflate left = state;
        if (left != null) {
            lastAdler = nowrap ? 1 : left.adler();
            state = null;
            service.release(left);
        }
    }
}
