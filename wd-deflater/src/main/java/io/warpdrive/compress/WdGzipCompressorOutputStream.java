// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.compress;

import io.warpdrive.zip.HwDeflater;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.apache.commons.compress.compressors.CompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;

/**
 * Writes a gzip member as Commons Compress' {@link GzipCompressorOutputStream} does, with a {@link HwDeflater}: level,
 * strategy, buffer size, file name, comment, time, operating system, extra field and header checksum come from
 * {@link GzipParameters}. The header is Commons Compress' own, byte for byte. Not thread-safe.
 */
@SuppressWarnings("exports") // whoever uses it requires Commons Compress too
public final class WdGzipCompressorOutputStream extends CompressorOutputStream<OutputStream> {
    private static final int TRAILER_SIZE = 8;

    private final Deflater deflater;
    private final byte[] buffer;
    private final CRC32 checksum = new CRC32();

    /**
     * Writes a member without metadata, at the default level, to {@code out}.
     *
     * @param out where the compressed bytes go
     * @throws IOException when the header can't be written
     */
    public WdGzipCompressorOutputStream(OutputStream out) throws IOException {
        this(out, new GzipParameters());
    }

    /**
     * Writes a member as {@code parameters} describe it to {@code out}.
     *
     * @param out where the compressed bytes go
     * @param parameters level, strategy, buffer size, and what the header says
     * @throws IOException when the header can't be written
     */
    public WdGzipCompressorOutputStream(OutputStream out, GzipParameters parameters) throws IOException {
        super(out);
        out.write(header(parameters));
        this.buffer = new byte[parameters.getBufferSize()];
        this.deflater = new HwDeflater(parameters.getCompressionLevel(), true);
        deflater.setStrategy(parameters.getDeflateStrategy());
    }

    /** Commons Compress writes the header in the constructor and keeps its writer private: this takes just that part. */
    private static byte[] header(GzipParameters parameters) throws IOException {
        ByteArrayOutputStream member = new ByteArrayOutputStream();
        try (OutputStream writer = new GzipCompressorOutputStream(member, parameters)) {
            writer.flush();
            return member.toByteArray();
        }
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] source) throws IOException {
        write(source, 0, source.length);
    }

    /** @throws IOException if the stream is closed or finished, or the one below fails */
    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        checkOpen();
        if (isFinished()) {
            throw new IOException("Cannot write more data, the end of the compressed data stream has been reached.");
        }
        if (length > 0) {
            deflater.setInput(source, offset, length);
            while (!deflater.needsInput()) {
                deflate();
            }
            checksum.update(source, offset, length);
        }
    }

    /** Ends the member and leaves the stream below open. A second call does nothing. */
    @Override
    public void finish() throws IOException {
        if (!isFinished()) {
            deflater.finish();
            while (!deflater.finished()) {
                deflate();
            }
            ByteBuffer trailer = ByteBuffer.allocate(TRAILER_SIZE).order(ByteOrder.LITTLE_ENDIAN);
            trailer.putInt((int) checksum.getValue()).putInt((int) deflater.getBytesRead());
            out.write(trailer.array());
            super.finish();
        }
    }

    private void deflate() throws IOException {
        int length = deflater.deflate(buffer, 0, buffer.length);
        if (length > 0) {
            out.write(buffer, 0, length);
        }
    }

    @Override
    public void close() throws IOException {
        if (!isClosed()) {
            try {
                finish();
            } finally {
                deflater.end();
                super.close();
            }
        }
    }
}
