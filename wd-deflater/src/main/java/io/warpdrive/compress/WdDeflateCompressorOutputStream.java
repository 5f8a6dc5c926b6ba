// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.compress;

import static java.util.Objects.requireNonNull;

import io.warpdrive.zip.HwDeflater;
import io.warpdrive.zip.HwDeflaterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.apache.commons.compress.compressors.CompressorOutputStream;
import org.apache.commons.compress.compressors.deflate.DeflateParameters;

/**
 * Compresses as Commons Compress' {@code DeflateCompressorOutputStream} does, with a {@link HwDeflater}: with a zlib
 * header (RFC 1950) or without (RFC 1951), as the parameters say. Not thread-safe.
 */
@SuppressWarnings("exports") // whoever uses it requires Commons Compress too
public final class WdDeflateCompressorOutputStream extends CompressorOutputStream<DeflaterOutputStream> {
    private static final int BUFFER_SIZE = 8192;

    private final Deflater deflater;

    /**
     * Compresses to {@code out} with a zlib header at the default level.
     *
     * @param out where the compressed bytes go
     */
    public WdDeflateCompressorOutputStream(OutputStream out) {
        this(out, new DeflateParameters());
    }

    /**
     * Compresses to {@code out} with the level and header that {@code parameters} ask for.
     *
     * @param out where the compressed bytes go
     * @param parameters the level, and whether there is zlib's header
     */
    public WdDeflateCompressorOutputStream(OutputStream out, DeflateParameters parameters) {
        // first: a deflater that nobody gets is one that nobody ends
        this(
                requireNonNull(out, "out is null"),
                new HwDeflater(parameters.getCompressionLevel(), !parameters.withZlibHeader()));
    }

    private WdDeflateCompressorOutputStream(OutputStream out, Deflater deflater) {
        super(new HwDeflaterOutputStream(out, deflater, BUFFER_SIZE));
        this.deflater = deflater;
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        out.write(source, offset, length);
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    /** Ends the compressed data and leaves the stream below open. */
    @Override
    public void finish() throws IOException {
        out().finish();
        super.finish();
    }

    @Override
    public void close() throws IOException {
        try {
            super.close();
        } finally {
            deflater.end();
        }
    }
}
