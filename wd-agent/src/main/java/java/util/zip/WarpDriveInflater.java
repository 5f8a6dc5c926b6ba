// SPDX-License-Identifier: Apache-2.0
package java.util.zip;

import java.nio.ByteBuffer;

/**
 * Stands between {@link Inflater} and classes of an application that extend it, and hands everything to a drop-in. The agent
 * defines it beside the bridge. What is not overridden here calls what is, as the parent's methods do, so that whatever a
 * subclass of a subclass overrides is called as it would be. As safe for use by many threads as the drop-in is.
 */
public class WarpDriveInflater extends Inflater {
    /** Null: the parent's own it is. Never changes once an object has been constructed. */
    private final Inflater dropIn;

    /** As {@link Inflater#Inflater()}. */
    public WarpDriveInflater() {
        this(false);
    }

    /** As {@link Inflater#Inflater(boolean)}. */
    public WarpDriveInflater(boolean nowrap) {
        super(nowrap);
        dropIn = WarpDrive.dropInInflater(nowrap);
        if (dropIn != null) {
            super.end(); // its memory is not needed twice
        }
    }

    @Override
    public void setInput(byte[] input, int off, int len) {
        if (dropIn == null) {
            super.setInput(input, off, len);
        } else {
            dropIn.setInput(input, off, len);
        }
    }

    @Override
    public void setInput(ByteBuffer input) {
        if (dropIn == null) {
            super.setInput(input);
        } else {
            dropIn.setInput(input);
        }
    }

    @Override
    public void setDictionary(byte[] dictionary, int off, int len) {
        if (dropIn == null) {
            super.setDictionary(dictionary, off, len);
        } else {
            dropIn.setDictionary(dictionary, off, len);
        }
    }

    @Override
    public void setDictionary(ByteBuffer dictionary) {
        if (dropIn == null) {
            super.setDictionary(dictionary);
        } else {
            dropIn.setDictionary(dictionary);
        }
    }

    @Override
    public int getRemaining() {
        return dropIn == null ? super.getRemaining() : dropIn.getRemaining();
    }

    @Override
    public boolean needsInput() {
        return dropIn == null ? super.needsInput() : dropIn.needsInput();
    }

    @Override
    public boolean needsDictionary() {
        return dropIn == null ? super.needsDictionary() : dropIn.needsDictionary();
    }

    @Override
    public boolean finished() {
        return dropIn == null ? super.finished() : dropIn.finished();
    }

    @Override
    public int inflate(byte[] output, int off, int len) throws DataFormatException {
        return dropIn == null ? super.inflate(output, off, len) : dropIn.inflate(output, off, len);
    }

    @Override
    public int inflate(ByteBuffer output) throws DataFormatException {
        return dropIn == null ? super.inflate(output) : dropIn.inflate(output);
    }

    @Override
    public int getAdler() {
        return dropIn == null ? super.getAdler() : dropIn.getAdler();
    }

    @Override
    public long getBytesRead() {
        return dropIn == null ? super.getBytesRead() : dropIn.getBytesRead();
    }

    @Override
    public long getBytesWritten() {
        return dropIn == null ? super.getBytesWritten() : dropIn.getBytesWritten();
    }

    @Override
    public void reset() {
        if (dropIn == null) {
            super.reset();
        } else {
            dropIn.reset();
        }
    }

    @Override
    public void end() {
        if (dropIn == null) {
            super.end();
        } else {
            dropIn.end();
        }
    }
}
