// SPDX-License-Identifier: Apache-2.0
package java.util.zip;

import java.nio.ByteBuffer;

/**
 * Stands between {@link Deflater} and classes of an application that extend it, and hands everything to a drop-in. The agent
 * defines it beside the bridge. What is not overridden here calls what is, as the parent's methods do, so that whatever a
 * subclass of a subclass overrides is called as it would be. As safe for use by many threads as the drop-in is.
 */
public class WarpDriveDeflater extends Deflater {
    /** Null: the parent's own it is. Never changes once an object has been constructed. */
    private final Deflater dropIn;

    /** As {@link Deflater#Deflater()}. */
    public WarpDriveDeflater() {
        this(DEFAULT_COMPRESSION, false);
    }

    /** As {@link Deflater#Deflater(int)}. */
    public WarpDriveDeflater(int level) {
        this(level, false);
    }

    /** As {@link Deflater#Deflater(int, boolean)}. */
    public WarpDriveDeflater(int level, boolean nowrap) {
        super(level, nowrap);
        dropIn = WarpDrive.dropInDeflater(level, nowrap);
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
    public void setStrategy(int strategy) {
        if (dropIn == null) {
            super.setStrategy(strategy);
        } else {
            dropIn.setStrategy(strategy);
        }
    }

    @Override
    public void setLevel(int level) {
        if (dropIn == null) {
            super.setLevel(level);
        } else {
            dropIn.setLevel(level);
        }
    }

    @Override
    public boolean needsInput() {
        return dropIn == null ? super.needsInput() : dropIn.needsInput();
    }

    @Override
    public void finish() {
        if (dropIn == null) {
            super.finish();
        } else {
            dropIn.finish();
        }
    }

    @Override
    public boolean finished() {
        return dropIn == null ? super.finished() : dropIn.finished();
    }

    @Override
    public int deflate(byte[] output, int off, int len, int flush) {
        return dropIn == null ? super.deflate(output, off, len, flush) : dropIn.deflate(output, off, len, flush);
    }

    @Override
    public int deflate(ByteBuffer output, int flush) {
        return dropIn == null ? super.deflate(output, flush) : dropIn.deflate(output, flush);
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
