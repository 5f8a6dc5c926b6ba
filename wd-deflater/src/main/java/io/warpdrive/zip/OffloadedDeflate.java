// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import io.warpdrive.queue.DeflatePlan;
import io.warpdrive.route.DeflateService;
import io.warpdrive.stream.CallerBuffers;
import io.warpdrive.stream.DeflateStream;
import java.nio.ByteBuffer;

/** The streams of one {@link HwDeflater} that go through a queue, in segments. Guarded by the deflater's lock. */
final class OffloadedDeflate implements ServedStream, CallerBuffers {
    private final InputCursor input;
    private final DeflateStream stream;
    /** Where the call under way wants its output: an array or a direct buffer. Null between calls. */
    private Object output;

    private int position;
    private int limit;

    /** @param threads that may compress one stream's segments */
    OffloadedDeflate(InputCursor input, boolean wrapped, int threads) {
        this.input = input;
        this.stream = new DeflateStream(wrapped, threads);
    }

    /**
     * Begins a stream with the input that has been gathered; false if there is no memory for it.
     *
     * @param level 1 to 9, or -1
     * @param undecided what it has been so far
     */
    boolean begin(DeflateService service, DeflatePlan plan, int level, UndecidedStream undecided) {
        return stream.begin(service, plan, level, undecided.headerSent(), undecided.bytes(), undecided.length());
    }

    @Override
    public boolean needsInput() {
        return input.remaining() == 0;
    }

    @Override
    public int deflate(Object output, int off, int len, int flush, boolean finish) {
        goesTo(output, off, len);
        try {
            stream.deflate(this, flush, finish);
        } finally {
            goesTo(null, position, 0);
        }
        return position - off;
    }

    @Override
    public int setParameters(Object output, int off, int len, int level, int strategy) {
        goesTo(output, off, len);
        try {
            stream.setParameters(this, level, strategy);
        } finally {
            goesTo(null, position, 0);
        }
        return position - off;
    }

    private void goesTo(Object output, int off, int len) {
        this.output = output;
        position = off;
        limit = off + len;
    }

    @Override
    public int remaining() {
        return input.remaining();
    }

    @Override
    public void moveTo(ByteBuffer target, int index, int count) {
        input.moveTo(target, index, count);
    }

    @Override
    public int room() {
        return limit - position;
    }

    @Override
    public void put(ByteBuffer source, int index, int count) {
        if (output instanceof byte[] array) {
            source.get(index, array, position, count);
        } else {
            ((ByteBuffer) output).put(position, source, index, count);
        }
        position += count;
    }

    @Override
    public void setDictionary(Object dictionary, int off, int len) {
        if (!stream.setDictionary(Buffers.of(dictionary, off, len))) {
            throw new IllegalArgumentException();
        }
    }

    @Override
    public boolean isChanging() {
        return stream.isChanging();
    }

    /** Zlib's change is over as soon as it has taken the input, wherever the output is. */
    @Override
    public boolean isChangeTaken() {
        return stream.isChanging() && input.remaining() == 0;
    }

    @Override
    public boolean isFinished() {
        return stream.isFinished();
    }

    @Override
    public int adler() {
        return stream.adler();
    }

    @Override
    public long bytesRead() {
        return stream.bytesRead();
    }

    @Override
    public long bytesWritten() {
        return stream.bytesWritten();
    }

    @Override
    public void release() {
        stream.release();
    }
}
