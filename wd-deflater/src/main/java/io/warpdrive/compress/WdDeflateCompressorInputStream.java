// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.compress;

import static java.util.Objects.requireNonNull;

import io.warpdrive.zip.HwInflater;
import io.warpdrive.zip.HwInflaterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.Inflater;
import org.apache.commons.compress.compressors.CompressorInputStream;
import org.apache.commons.compress.compressors.deflate.DeflateParameters;
import org.apache.commons.compress.utils.InputStreamStatistics;

/**
 * Decompresses as Commons Compress' {@code DeflateCompressorInputStream} does, with a {@link HwInflater}: with a zlib
 * header (RFC 1950) or without (RFC 1951), as the parameters say. Reads up to 8 KB beyond the end of the compressed
 * data. Not thread-safe.
 */
@SuppressWarnings("exports") // whoever uses it requires Commons Compress too
public final class WdDeflateCompressorInputStream extends CompressorInputStream implements InputStreamStatistics {
    private static final int BUFFER_SIZE = 8192;

    private final Inflater inflater;
    private final CountingInputStream compressed;
    private final InputStream in;

    /**
     * Decompresses {@code in}, which has a zlib header.
     *
     * @param in where the compressed bytes come from
     */
    public WdDeflateCompressorInputStream(InputStream in) {
        this(in, new DeflateParameters());
    }

    /**
     * Decompresses {@code in}, which has a zlib header if {@code parameters} say so.
     *
     * @param in where the compressed bytes come from
     * @param parameters whether there is zlib's header
     */
    public WdDeflateCompressorInputStream(InputStream in, DeflateParameters parameters) {
        // first: an inflater that nobody gets is one that nobody ends
        this.compressed = new CountingInputStream(requireNonNull(in, "in is null"));
        this.inflater = new HwInflater(!parameters.withZlibHeader());
        this.in = new HwInflaterInputStream(compressed, inflater, BUFFER_SIZE);
    }

    @Override
    public int read() throws IOException {
        int read = in.read();
        count(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int read = in.read(target, offset, length);
        count(read);
        return read;
    }

    @Override
    public int available() throws IOException {
        return in.available();
    }

    /** Bytes read from the stream below so far. */
    @Override
    public long getCompressedCount() {
        return compressed.count();
    }

    @Override
    public void close() throws IOException {
        try {
            in.close();
        } finally {
            inflater.end();
        }
    }
}
