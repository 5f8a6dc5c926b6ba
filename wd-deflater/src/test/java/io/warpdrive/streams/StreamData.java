// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.streams;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Data for stream tests, made the same on every run, and the JDK's view of it. */
final class StreamData {
    /** Sizes that reach every path: nothing, a byte, less than a buffer, many blocks. */
    static final int[] SIZES = {0, 1, 511, 70_000, 1_000_000};

    static final int HEADER_LENGTH = 10;
    static final int TRAILER_LENGTH = 8;

    private static final String[] WORDS = {"queue", "device", "request", "block", "deflate", "stream", "region", "door"
    };

    private StreamData() {}

    /** Text that compresses about four to one, from a fixed seed. */
    static byte[] text(int size) {
        Random random = new Random(size);
        StringBuilder text = new StringBuilder(size + 32);
        while (text.length() < size) {
            text.append(WORDS[random.nextInt(WORDS.length)]).append(' ').append(random.nextInt(1000));
            text.append(random.nextInt(9) == 0 ? '\n' : ' ');
        }
        return text.substring(0, size).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Bytes that do not compress. */
    static byte[] noise(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    static byte[] gzip(byte[] data) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(data);
        }
        return out.toByteArray();
    }

    static byte[] gunzip(byte[] data) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(data))) {
            return in.readAllBytes();
        }
    }

    static byte[] zlib(byte[] data) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream zlib = new DeflaterOutputStream(out)) {
            zlib.write(data);
        }
        return out.toByteArray();
    }

    static byte[] deflate(byte[] data) {
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        deflater.setInput(data);
        deflater.finish();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        while (!deflater.finished()) {
            out.write(buffer, 0, deflater.deflate(buffer));
        }
        deflater.end();
        return out.toByteArray();
    }

    static byte[] concatenate(byte[]... pieces) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            out.writeBytes(piece);
        }
        return out.toByteArray();
    }

    /** The little-endian trailer of a gzip member (RFC 1952, 2.3.1). */
    static byte[] trailer(byte[] data) {
        CRC32 crc = new CRC32();
        crc.update(data);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (long value : new long[] {crc.getValue(), data.length}) {
            for (int shift = 0; shift < 32; shift += 8) {
                out.write((int) (value >>> shift));
            }
        }
        return out.toByteArray();
    }
}
