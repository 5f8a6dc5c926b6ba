// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.faults;

import io.warpdrive.zip.HwDeflater;
import io.warpdrive.zip.HwGZIPOutputStream;
import io.warpdrive.zip.HwInflater;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;

/** What goes through a device and back, with the JDK on the other side each time. Throws when a byte is not the same. */
final class RoundTrips {
    private static final byte[] LONG = data(3_000_000);
    private static final byte[] SHORT = data(30_000);

    private RoundTrips() {}

    /** Half text, half noise. */
    private static byte[] data(int size) {
        Random random = new Random(size);
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) (i / 1000 % 2 == 0 ? random.nextInt(256) : "etaoin shrdlu".charAt(random.nextInt(13)));
        }
        return bytes;
    }

    /** A stream of many blocks. */
    static void gzip() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream stream = new HwGZIPOutputStream(out, 8192)) {
            stream.write(LONG);
        }
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(out.toByteArray()))) {
            same(LONG, in.readAllBytes());
        }
    }

    /** A message that is one block. */
    static void deflate() throws DataFormatException {
        byte[] packed = new byte[SHORT.length + 100];
        Deflater deflater = new HwDeflater();
        int length = deflate(deflater, packed);
        deflater.end();
        inflate(new Inflater(), packed, length);
    }

    /** The other way round. */
    static void inflate() throws DataFormatException {
        byte[] packed = new byte[SHORT.length + 100];
        Deflater deflater = new Deflater(1);
        byte[] half = Arrays.copyOf(SHORT, 15_000);
        deflater.setInput(half);
        deflater.finish();
        int length = deflater.deflate(packed);
        deflater.end();
        byte[] inflated = new byte[20_000];
        Inflater inflater = new HwInflater();
        inflater.setInput(packed, 0, length);
        same(half, Arrays.copyOf(inflated, inflater.inflate(inflated)));
        inflater.end();
    }

    private static int deflate(Deflater deflater, byte[] packed) {
        deflater.setInput(SHORT);
        deflater.finish();
        return deflater.deflate(packed);
    }

    private static void inflate(Inflater inflater, byte[] packed, int length) throws DataFormatException {
        byte[] inflated = new byte[SHORT.length + 1];
        inflater.setInput(packed, 0, length);
        same(SHORT, Arrays.copyOf(inflated, inflater.inflate(inflated)));
        inflater.end();
    }

    private static void same(byte[] expected, byte[] seen) {
        if (!Arrays.equals(expected, seen)) {
            throw new AssertionError("not what went in, first at " + Arrays.mismatch(expected, seen));
        }
    }
}
