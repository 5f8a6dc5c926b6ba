// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import io.warpdrive.queue.InPlace;
import io.warpdrive.queue.InPlaceDeflate;
import io.warpdrive.route.DeflateService;
import java.nio.ByteBuffer;
import java.util.zip.Adler32;
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

    /** Input that was taken before anybody knew who would serve the stream. It counts as read. */
    private final InputCursor gathered = new InputCursor();

    private boolean changing;
    private boolean finished;
    private int lastAdler;
    private long bytesRead;
    private long bytesWritten;

    InPlaceStream(InputCursor input, boolean nowrap) {
        this.input = input;
        this.nowrap = nowrap;
    }

    /**
     * Begins a stream; false if there is no memory for it.
     *
     * @param undecided what it has been so far
     */
    boolean begin(DeflateService service, int level, int strategy, UndecidedStream undecided) {
        state = service.takeState();
        if (state == null) {
            return false;
        }
        this.service = service;
        state.begin(service.levelInPlace(level), strategy, nowrap);
        gathered.set(undecided.bytes(), 0, undecided.length());
        changing = false;
        finished = false;
        int headerSent = undecided.headerSent();
        bytesRead = undecided.length();
        bytesWritten = headerSent;
        if (!undecided.isFresh()) {
            // the engine begins as the stream has: a raw one makes nothing of nothing
            byte[] again = new byte[nowrap ? 1 : headerSent];
            state.deflate(again, 0, 0, again, 0, again.length, Deflater.NO_FLUSH);
        }
        return true;
    }

    /**
     * Goes on with a stream that zlib has brought to a {@code SYNC_FLUSH}; false if there is no memory for it.
     *
     * @param adler Adler-32 of its input so far, if it is in zlib format
     * @param recent the last of its input so far
     */
    boolean resume(
            DeflateService service, int level, int strategy, int adler, RecentInput recent, long read, long written) {
        state = service.takeState();
        if (state == null) {
            return false;
        }
        this.service = service;
        state.begin(service.levelInPlace(level), strategy, nowrap);
        state.setDictionary(recent.bytes(), recent.offset(), recent.length());
        state.resume(adler);
        gathered.clear();
        changing = false;
        finished = false;
        bytesRead = read;
        bytesWritten = written;
        return true;
    }

    @Override
    public int deflate(byte[] array, ByteBuffer buffer, int off, int len, int flush, boolean finish) {
        int wanted = finish ? InPlaceDeflate.FINISH : flush;
        Object out = array != null ? array : buffer;
        int written = takeGathered(out, off, len);
        boolean more = state != null && gathered.remaining() == 0;
        while (more) {
            int given = Math.min(input.length(), PIECE);
            boolean all = given == input.remaining();
            long result = state.deflate(
                    input.memory(),
                    input.offset(),
                    given,
                    out,
                    off + written,
                    len - written,
                    all ? wanted : Deflater.NO_FLUSH);
            written += used(result);
            more = !all && InPlace.consumed(result) == given && written < len;
        }
        return written;
    }

    /** What was gathered goes first. */
    private int takeGathered(Object out, int off, int len) {
        int written = 0;
        if (state != null && gathered.remaining() > 0) {
            long result = state.deflate(
                    gathered.memory(), gathered.offset(), gathered.length(), out, off, len, Deflater.NO_FLUSH);
            gathered.advance(InPlace.consumed(result));
            written = InPlace.produced(result);
            bytesWritten += written;
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
    public int setParameters(byte[] array, ByteBuffer buffer, int off, int len, int level, int strategy) {
        Object out = array != null ? array : buffer;
        int written = takeGathered(out, off, len);
        changing = gathered.remaining() > 0;
        if (state != null && !changing) {
            // all at once: where the method stays none of it is taken
            long result = state.setParameters(
                    input.wholeMemory(),
                    input.offset(),
                    input.remaining(),
                    out,
                    off + written,
                    len - written,
                    service.levelInPlace(level),
                    strategy);
            changing = InPlace.status(result) != InPlace.OK;
            written += moved(result);
        }
        return written;
    }

    @Override
    public boolean isChanging() {
        return changing;
    }

    @Override
    public void setDictionary(Object dictionary, int off, int len) {
        // behind the end zlib takes it to no effect
        if (gathered.remaining() > 0 || (state != null && !state.setDictionary(dictionary, off, len))) {
            throw new IllegalArgumentException();
        }
    }

    @Override
    public boolean isFinished() {
        return finished;
    }

    @Override
    public int adler() {
        if (gathered.remaining() > 0 && !nowrap) {
            // the engine has not seen it
            Adler32 adler = new Adler32();
            adler.update(gathered.array(), 0, gathered.limit());
            return (int) adler.getValue();
        }
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
