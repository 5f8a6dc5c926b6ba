// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.benchmarks.peers;

import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Everything that is a {@link Deflater} and an {@link Inflater}; reset between pieces. */
final class ZipCodec implements Codec {
    private final Deflater deflater;
    private final Inflater inflater;

    ZipCodec(Deflater deflater, Inflater inflater) {
        this.deflater = deflater;
        this.inflater = inflater;
    }

    @Override
    public int compress(byte[] in, byte[] out) {
        deflater.reset();
        deflater.setInput(in, 0, in.length);
        deflater.finish();
        int size = 0;
        while (!deflater.finished()) {
            size += deflater.deflate(out, size, out.length - size);
        }
        return size;
    }

    @Override
    public int decompress(byte[] in, byte[] out) throws IOException {
        inflater.reset();
        inflater.setInput(in, 0, in.length);
        int length = 0;
        try {
            while (length < out.length) {
                int count = inflater.inflate(out, length, out.length - length);
                if (count == 0) {
                    throw new IOException("the data ends too early");
                }
                length += count;
            }
        } catch (DataFormatException e) {
            throw new IOException(e);
        }
        return length;
    }
}
