// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.observe.program;

import io.warpdrive.observe.trial.Piece;
import io.warpdrive.queue.ZipOperation;
import java.nio.ByteBuffer;
import java.util.zip.Deflater;

/** The JDK's deflater: every method is its parent's, and what it did is told. */
final class ObservedDeflater extends Deflater {
    /** Its monitor guards all of this object. */
    private final ObservedStream stream;

    private boolean finish;
    private boolean over;
    private int pending;

    ObservedDeflater(Program program, Site site, int level, boolean nowrap) {
        super(level, nowrap);
        stream = new ObservedStream(program, site, ZipOperation.DEFLATE, level, nowrap);
    }

    /** How long it took to make. */
    void made(long nanos) {
        synchronized (stream) {
            stream.timer().add(nanos);
        }
    }

    @Override
    public void setInput(byte[] input, int off, int len) {
        synchronized (stream) {
            super.setInput(input, off, len);
            stream.input(input, off, len);
            pending = len;
        }
    }

    @Override
    public void setInput(ByteBuffer input) {
        synchronized (stream) {
            super.setInput(input);
            stream.input(input);
            pending = input.remaining();
        }
    }

    @Override
    public void setDictionary(byte[] dictionary, int off, int len) {
        synchronized (stream) {
            super.setDictionary(dictionary, off, len);
            stream.dictionary(dictionary, off, len);
        }
    }

    @Override
    public void setDictionary(ByteBuffer dictionary) {
        synchronized (stream) {
            byte[] copy = new byte[dictionary.remaining()];
            dictionary.duplicate().get(copy);
            super.setDictionary(dictionary);
            stream.dictionary(copy, 0, copy.length);
        }
    }

    @Override
    public void setStrategy(int strategy) {
        synchronized (stream) {
            super.setStrategy(strategy);
            stream.strategy(strategy);
        }
    }

    @Override
    public void setLevel(int level) {
        synchronized (stream) {
            super.setLevel(level);
            stream.level(level);
        }
    }

    @Override
    public void finish() {
        synchronized (stream) {
            super.finish();
            finish = true;
        }
    }

    @Override
    public int deflate(byte[] output, int off, int len, int flush) {
        synchronized (stream) {
            stream.timer().begin(pending);
            return told(super.deflate(output, off, len, flush), len, flush);
        }
    }

    @Override
    public int deflate(ByteBuffer output, int flush) {
        synchronized (stream) {
            int room = output.remaining();
            stream.timer().begin(pending);
            return told(super.deflate(output, flush), room, flush);
        }
    }

    private int told(int written, int room, int flush) {
        stream.timer().end();
        pending = 0;
        // what is asked for behind the end says nothing
        if (!over) {
            over = super.finished();
            stream.called(asked(flush), room, written, super.getBytesRead(), over);
        }
        return written;
    }

    private Piece.Ask asked(int flush) {
        if (finish) {
            return Piece.Ask.FINISH;
        }
        return flush == SYNC_FLUSH
                ? Piece.Ask.SYNC_FLUSH
                : flush == FULL_FLUSH ? Piece.Ask.FULL_FLUSH : Piece.Ask.NOTHING;
    }

    @Override
    public void reset() {
        synchronized (stream) {
            stream.timer().begin(0);
            super.reset();
            stream.timer().end();
            stream.over();
            finish = false;
            over = false;
        }
    }

    @Override
    public void end() {
        synchronized (stream) {
            stream.timer().begin(0);
            super.end();
            stream.timer().end();
            stream.over();
        }
    }
}
