// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import java.util.Arrays;
import java.util.zip.Adler32;

/** A stream's input for as long as it is too little to tell who serves the stream. Less than a block. */
final class GatheredInput {
    /** What a stream has that is served from its first input on: most never gather any. Nothing is ever put into it. */
    static final GatheredInput NONE = new GatheredInput();

    private byte[] bytes = {};
    private int length;

    /** What was gathered, from index 0 on. */
    byte[] bytes() {
        return bytes;
    }

    /** How much was. */
    int length() {
        return length;
    }

    /** Takes all of the input. */
    void gather(InputCursor input) {
        if (this == NONE) {
            throw new IllegalStateException("many share it");
        }
        int count = input.remaining();
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + count, 2 * bytes.length));
        }
        input.copyTo(bytes, length, count);
        input.advance(count);
        length += count;
    }

    int adler() {
        Adler32 adler = new Adler32();
        adler.update(bytes, 0, length);
        return (int) adler.getValue();
    }

    /** It is another's by now, or nobody's any more. The memory is kept for the next stream. */
    void clear() {
        // nothing is written to what many share
        if (length > 0) {
            length = 0;
        }
    }
}
