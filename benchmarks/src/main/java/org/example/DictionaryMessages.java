// SPDX-License-Identifier: Apache-2.0
package org.example;

import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Blocks of which the first bytes are the preset dictionary for the others, as in Lucene's BEST_COMPRESSION: raw DEFLATE,
 * level 6, one Deflater and one Inflater that are reset. The dictionary stands uncompressed before what is written.
 */
final class DictionaryMessages implements MessageCodec {
    private final int dictionary;
    private final Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    private final Inflater inflater = new Inflater(true);

    /** @param dictionary bytes of it */
    DictionaryMessages(int dictionary) {
        this.dictionary = dictionary;
    }

    @Override
    public int write(byte[] message, byte[] out) {
        System.arraycopy(message, 0, out, 0, dictionary);
        deflater.reset();
        deflater.setDictionary(message, 0, dictionary);
        deflater.setInput(message, dictionary, message.length - dictionary);
        deflater.finish();
        int size = dictionary;
        while (!deflater.finished()) {
            size += deflater.deflate(out, size, out.length - size);
        }
        return size;
    }

    @Override
    public int read(byte[] packed, int length, byte[] out) throws IOException, DataFormatException {
        System.arraycopy(packed, 0, out, 0, dictionary);
        inflater.reset();
        inflater.setDictionary(packed, 0, dictionary);
        inflater.setInput(packed, dictionary, length - dictionary);
        int size = dictionary + inflater.inflate(out, dictionary, out.length - dictionary);
        if (!inflater.finished()) {
            throw new IOException("the block ends too late");
        }
        return size;
    }

    @Override
    public void end() {
        deflater.end();
        inflater.end();
    }
}
