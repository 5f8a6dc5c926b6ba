// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import java.nio.ByteBuffer;
import java.util.zip.Deflater;

/**
 * Zlib, as the JDK drives it: a {@link Deflater} whose own methods can be had under another name, whatever a subclass makes of
 * them. Safe for use by several threads.
 */
class JdkDeflater extends Deflater {
    static final byte[] NOTHING = {};

    /** Whether the memory was given back, or there never was any. Of several threads only those that hold the lock of a subclass ask. */
    private boolean ended;

    JdkDeflater(int level, boolean nowrap) {
        super(level, nowrap);
    }

    final void zlibInput(InputCursor input) {
        if (input.isArray()) {
            super.setInput(input.array(), input.position(), input.remaining());
        } else {
            super.setInput(input.buffer());
        }
    }

    final void zlibNoInput() {
        super.setInput(NOTHING, 0, 0);
    }

    /** @param output an array, or a direct buffer whose limit is {@code off + len}; its position moves */
    final int zlibDeflate(Object output, int off, int len, int flush) {
        return output instanceof byte[] array
                ? super.deflate(array, off, len, flush)
                : super.deflate(((ByteBuffer) output).position(off), flush);
    }

    /** Takes a change of parameters, where there is nothing to compress. */
    final void zlibTakeParameters() {
        super.deflate(NOTHING, 0, 0, NO_FLUSH);
    }

    final void zlibLevel(int level) {
        super.setLevel(level);
    }

    final void zlibStrategy(int strategy) {
        super.setStrategy(strategy);
    }

    /** @param dictionary an array, or a direct buffer */
    final void zlibDictionary(Object dictionary, int off, int len) {
        if (dictionary instanceof byte[] array) {
            super.setDictionary(array, off, len);
        } else {
            super.setDictionary(Buffers.of(dictionary, off, len));
        }
    }

    final boolean zlibNeedsInput() {
        return super.needsInput();
    }

    final void zlibFinish() {
        super.finish();
    }

    final boolean zlibFinished() {
        return super.finished();
    }

    final int zlibAdler() {
        return super.getAdler();
    }

    final long zlibRead() {
        return super.getBytesRead();
    }

    final long zlibWritten() {
        return super.getBytesWritten();
    }

    final void zlibReset() {
        super.reset();
    }

    /** Instead of the constructor: {@link EndedAtBirth}. */
    final void zlibHasEnded() {
        ended = true;
    }

    final boolean zlibIsEnded() {
        return ended;
    }

    final void zlibEnd() {
        if (!ended) {
            ended = true;
            super.end();
        }
    }
}
