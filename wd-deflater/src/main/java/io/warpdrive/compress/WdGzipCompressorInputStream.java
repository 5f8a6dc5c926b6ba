// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.compress;

import io.warpdrive.zip.HwInflater;
import java.io.BufferedInputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.apache.commons.compress.compressors.CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;
import org.apache.commons.compress.utils.ByteUtils;
import org.apache.commons.compress.utils.InputStreamStatistics;

/**
 * Reads gzip as Commons Compress' {@link GzipCompressorInputStream} does, with a {@link HwInflater}: the header's fields
 * through {@link #getMetaData()}, one member or all that follow each other, the same exceptions. When the stream below
 * supports marks, it is left right behind the last member read. {@link GzipParameters#getTrailerCrc()} and
 * {@link GzipParameters#getTrailerISize()} stay 0: only Commons Compress can set them. Not thread-safe.
 */
@SuppressWarnings("exports") // whoever uses it requires Commons Compress too
public final class WdGzipCompressorInputStream extends CompressorInputStream implements InputStreamStatistics {
    private static final int BUFFER_SIZE = 8192;

    /** What a call to {@code read} does next. */
    private enum State {
        IN_MEMBER,
        AT_END,
        CLOSED
    }

    private final CountingInputStream compressed;
    private final InputStream in;
    private final boolean decompressConcatenated;
    private final Inflater inflater;
    private final CRC32 checksum = new CRC32();
    private final byte[] buffer = new byte[BUFFER_SIZE];
    private final byte[] single = new byte[1];
    private int filled;
    private State state = State.IN_MEMBER;
    private GzipParameters metaData;

    /**
     * Reads the first member of {@code in}.
     *
     * @param in where the compressed bytes come from
     * @throws IOException when there is no valid header, or it can't be read
     */
    public WdGzipCompressorInputStream(InputStream in) throws IOException {
        this(in, false);
    }

    /**
     * Reads the first member of {@code in}, or all of them.
     *
     * @param in where the compressed bytes come from
     * @param decompressConcatenated whether to go on with the member that follows another
     * @throws IOException if the first header can't be read or is none
     * @throws IOException when there is no valid header, or it can't be read
     */
    public WdGzipCompressorInputStream(InputStream in, boolean decompressConcatenated) throws IOException {
        this.compressed = new CountingInputStream(in);
        this.in = in.markSupported() ? compressed : new BufferedInputStream(compressed);
        this.decompressConcatenated = decompressConcatenated;
        this.metaData = readHeader();
        this.inflater = new HwInflater(true);
    }

    /**
     * What the header of the member being read says.
     *
     * @return what the header of the current member says
     */
    public GzipParameters getMetaData() {
        return metaData;
    }

    /** Bytes read from the stream below so far. */
    @Override
    public long getCompressedCount() {
        return compressed.count();
    }

    @Override
    public int read() throws IOException {
        return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (state == State.CLOSED) {
            throw new IOException("Stream closed");
        }
        if (length == 0) {
            return 0;
        }
        int size = 0;
        while (size < length && state == State.IN_MEMBER) {
            int inflated = inflate(target, offset + size, length - size);
            checksum.update(target, offset + size, inflated);
            size += inflated;
            count(inflated);
            if (inflater.finished()) {
                endMember();
            }
        }
        return size == 0 ? -1 : size;
    }

    private int inflate(byte[] target, int offset, int length) throws IOException {
        if (inflater.needsInput()) {
            // the inflater reads beyond the member's end: the mark is the way back
            in.mark(BUFFER_SIZE);
            filled = in.read(buffer);
            if (filled < 0) {
                throw new EOFException();
            }
            inflater.setInput(buffer, 0, filled);
        }
        try {
            return inflater.inflate(target, offset, length);
        } catch (DataFormatException e) {
            throw new IOException("Gzip-compressed data is corrupt.", e);
        }
    }

    private void endMember() throws IOException {
        in.reset();
        in.skipNBytes(filled - inflater.getRemaining());
        DataInput trailer = new DataInputStream(in);
        if (ByteUtils.fromLittleEndian(trailer, 4) != checksum.getValue()) {
            throw new IOException("Gzip-compressed data is corrupt (CRC32 error).");
        }
        if (ByteUtils.fromLittleEndian(trailer, 4) != (inflater.getBytesWritten() & 0xffffffffL)) {
            throw new IOException("Gzip-compressed data is corrupt (uncompressed size mismatch).");
        }
        if (decompressConcatenated && hasFurtherMember()) {
            metaData = readHeader();
            inflater.reset();
            checksum.reset();
        } else {
            state = State.AT_END;
        }
    }

    private boolean hasFurtherMember() throws IOException {
        in.mark(2);
        int first = in.read();
        if (first < 0) {
            return false;
        }
        if (!GzipCompressorInputStream.matches(new byte[] {(byte) first, (byte) in.read()}, 2)) {
            throw new IOException("Unexpected data after a valid .gz stream.");
        }
        in.reset();
        return true;
    }

    /** Commons Compress parses a header in its constructor and, given marks, reads no byte more. */
    private GzipParameters readHeader() throws IOException {
        try (GzipCompressorInputStream header = new GzipCompressorInputStream(new Unclosed(in))) {
            return header.getMetaData();
        }
    }

    @Override
    public void close() throws IOException {
        if (state != State.CLOSED) {
            state = State.CLOSED;
            inflater.end();
            in.close();
        }
    }

    /** Lets the parser of one header be closed without its input. */
    private static final class Unclosed extends FilterInputStream {
        Unclosed(InputStream in) {
            super(in);
        }

        @Override
        public void close() {}
    }
}
