// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.emulator;

import io.warpdrive.hisi.protocol.Sqe;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.Adler32;
import java.util.zip.CRC32;

/** Checksum and length of a stream's plain data, and the trailer made of them. */
final class Checksum {
    private final Sqe.Algorithm algorithm;
    private final CRC32 crc = new CRC32();
    private final Adler32 adler = new Adler32();
    /** Of the pieces before. */
    private final int sumBefore;

    private final int lengthBefore;
    private int length;

    Checksum(Sqe.Algorithm algorithm) {
        this(algorithm, algorithm == Sqe.Algorithm.ZLIB ? 1 : 0, 0);
    }

    /** Goes on where another one has stood: at its {@link #value} and {@link #length}. */
    Checksum(Sqe.Algorithm algorithm, int sumBefore, int lengthBefore) {
        this.algorithm = algorithm;
        this.sumBefore = sumBefore;
        this.lengthBefore = lengthBefore;
    }

    void update(ByteBuffer plain) {
        length += plain.remaining();
        switch (algorithm) {
            case RAW_DEFLATE -> {}
            case ZLIB -> adler.update(plain);
            case GZIP -> crc.update(plain);
        }
    }

    /** Bytes of plain data, modulo 2^32. */
    int length() {
        return lengthBefore + length;
    }

    /** Adler-32 or CRC-32 as RFC 1950 and 1952 have them; 0 for raw data. */
    int value() {
        return switch (algorithm) {
            case RAW_DEFLATE -> 0;
            case ZLIB -> Combine.adler32(sumBefore, (int) adler.getValue(), length);
            case GZIP -> Combine.crc32(sumBefore, (int) crc.getValue(), length);
        };
    }

    /**
     * What the engine puts into the checksum dword: Adler-32 as it is, but the register of a CRC-32 that shifts the other
     * way and is not inverted at the end. Software reverses its bits and inverts them.
     */
    int engineValue() {
        return switch (algorithm) {
            case RAW_DEFLATE -> 0;
            case ZLIB -> value();
            case GZIP -> ~Integer.reverse(value());
        };
    }

    /** RFC 1950: Adler-32, high byte first. RFC 1952: CRC-32 and length, low byte first. Raw data has none. */
    byte[] trailer() {
        return switch (algorithm) {
            case RAW_DEFLATE -> new byte[0];
            case ZLIB -> ByteBuffer.allocate(4).putInt(value()).array();
            case GZIP ->
                ByteBuffer.allocate(8)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(value())
                        .putInt(length())
                        .array();
        };
    }
}
