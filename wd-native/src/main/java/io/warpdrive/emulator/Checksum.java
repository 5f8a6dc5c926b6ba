// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.emulator;

import io.warpdrive.hisi.Sqe;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.Adler32;
import java.util.zip.CRC32;

/** Checksum and length of a stream's plain data, and the trailer made of them. */
final class Checksum {
    private final Sqe.Algorithm algorithm;
    private final CRC32 crc = new CRC32();
    private final Adler32 adler = new Adler32();
    private int length;

    Checksum(Sqe.Algorithm algorithm) {
        this.algorithm = algorithm;
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
        return length;
    }

    /**
     * What the engine puts into the checksum dword: Adler-32 as it is, but the register of a CRC-32 that shifts the other
     * way and is not inverted at the end. Software reverses its bits and inverts them.
     */
    int engineValue() {
        return switch (algorithm) {
            case RAW_DEFLATE -> 0;
            case ZLIB -> (int) adler.getValue();
            case GZIP -> ~Integer.reverse((int) crc.getValue());
        };
    }

    /** RFC 1950: Adler-32, high byte first. RFC 1952: CRC-32 and length, low byte first. Raw data has none. */
    byte[] trailer() {
        return switch (algorithm) {
            case RAW_DEFLATE -> new byte[0];
            case ZLIB -> ByteBuffer.allocate(4).putInt((int) adler.getValue()).array();
            case GZIP ->
                ByteBuffer.allocate(8)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt((int) crc.getValue())
                        .putInt(length)
                        .array();
        };
    }
}
