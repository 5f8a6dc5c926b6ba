// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.observe.program;

import io.warpdrive.observe.trial.Piece;
import io.warpdrive.queue.ZipOperation;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The JDK's inflater: every method is its parent's, and what it did is told. */
final class ObservedInflater extends Inflater {
    /** Its monitor guards all of this object. */
    private final ObservedStream stream;

    private boolean over;
    private int pending;

    ObservedInflater(Program program, Site site, boolean nowrap) {
        super(nowrap);
        stream = new ObservedStream(program, site, ZipOperation.INFLATE, 0, nowrap);
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
    public int inflate(byte[] output, int off, int len) throws DataFormatException {
        synchronized (stream) {
            stream.timer().begin(pending);
            return told(super.inflate(output, off, len), len);
        }
    }

    @Override
    public int inflate(ByteBuffer output) throws DataFormatException {
        synchronized (stream) {
            int room = output.remaining();
            stream.timer().begin(pending);
            return told(super.inflate(output), room);
        }
    }

    private int told(int written, int room) {
        stream.timer().end();
        pending = 0;
        // what is asked for behind the end says nothing
        if (!over) {
            over = super.finished();
            stream.called(Piece.Ask.NOTHING, room, written, super.getBytesRead(), over);
        }
        return written;
    }

    @Override
    public void reset() {
        synchronized (stream) {
            stream.timer().begin(0);
            super.reset();
            stream.timer().end();
            stream.over();
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
