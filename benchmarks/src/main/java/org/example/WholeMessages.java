// SPDX-License-Identifier: Apache-2.0
package org.example;

import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Messages on their own, in the zlib format, level 6. */
final class WholeMessages implements MessageCodec {
    private final boolean renewing;
    private final Deflater deflater = new Deflater();
    private final Inflater inflater = new Inflater();

    /** @param renewing whether there is a new object for each message; else one is reset */
    WholeMessages(boolean renewing) {
        this.renewing = renewing;
    }

    @Override
    public int write(byte[] message, byte[] out) {
        Deflater current = renewing ? new Deflater() : deflater;
        current.setInput(message);
        current.finish();
        int size = 0;
        while (!current.finished()) {
            size += current.deflate(out, size, out.length - size);
        }
        if (renewing) {
            current.end();
        } else {
            current.reset();
        }
        return size;
    }

    @Override
    public int read(byte[] packed, int length, byte[] out) throws DataFormatException {
        Inflater current = renewing ? new Inflater() : inflater;
        current.setInput(packed, 0, length);
        int size = 0;
        while (!current.finished()) {
            size += current.inflate(out, size, out.length - size);
        }
        if (renewing) {
            current.end();
        } else {
            current.reset();
        }
        return size;
    }

    @Override
    public void end() {
        deflater.end();
        inflater.end();
    }
}
