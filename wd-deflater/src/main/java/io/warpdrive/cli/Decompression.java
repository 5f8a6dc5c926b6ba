// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.cli;

import io.warpdrive.zip.HwInflater;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Decompresses a whole input. Not over GZIPInputStream: that one takes an input which has nothing ready for its end, and
 * a broken further member for garbage; a command has to tell these apart.
 */
final class Decompression implements AutoCloseable {
    private final Format format;
    private final Source source;
    private final Inflater inflater;
    private final CRC32 crc = new CRC32();
    private final byte[] output = new byte[Format.BUFFER];

    Decompression(Format format, InputStream in) {
        this.format = format;
        this.source = new Source(in);
        this.inflater = new HwInflater(format != Format.ZLIB);
    }

    /**
     * Writes all that {@code in} holds to {@code out}.
     *
     * @return what the user should know although the data is fine
     */
    Optional<String> to(OutputStream out) throws IOException {
        if (format == Format.GZIP) {
            do {
                member(out);
            } while (GzipHeader.isNext(source));
        } else {
            deflated(out);
        }
        return hasGarbage() ? Optional.of("decompressed, trailing garbage ignored") : Optional.empty();
    }

    private void member(OutputStream out) throws IOException {
        GzipHeader.skip(source);
        inflater.reset();
        crc.reset();
        deflated(out);
        if (source.nextNumber(4) != crc.getValue()) {
            throw new CorruptDataException("corrupt data: checksum error");
        }
        if (source.nextNumber(4) != (inflater.getBytesWritten() & 0xffffffffL)) {
            throw new CorruptDataException("corrupt data: length error");
        }
    }

    private void deflated(OutputStream out) throws IOException {
        inflater.setInput(source.buffer(), source.position(), source.remaining());
        while (!inflater.finished()) {
            int count = inflate();
            if (format == Format.GZIP) {
                crc.update(output, 0, count);
            }
            out.write(output, 0, count);
            if (inflater.needsDictionary()) {
                throw new CorruptDataException("needs a dictionary");
            }
            if (count == 0 && inflater.needsInput() && !inflater.finished()) {
                source.leave(0);
                if (!source.has(1)) {
                    throw new EOFException();
                }
                inflater.setInput(source.buffer(), source.position(), source.remaining());
            }
        }
        source.leave(inflater.getRemaining());
    }

    private int inflate() throws CorruptDataException {
        try {
            return inflater.inflate(output);
        } catch (DataFormatException e) {
            throw new CorruptDataException("corrupt data: " + e.getMessage());
        }
    }

    /** As gzip does, zero bytes are taken for the padding of a tape or a disk. */
    private boolean hasGarbage() throws IOException {
        while (source.has(1)) {
            if (source.next() != 0) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        inflater.end();
    }
}
