// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.streams;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Gzip members with the optional fields of RFC 1952, section 2.3, which the JDK can read and not write. */
final class GzipHeaders {
    static final int FTEXT = 1;
    static final int FHCRC = 2;
    static final int FEXTRA = 4;
    static final int FNAME = 8;
    static final int FCOMMENT = 16;

    private GzipHeaders() {}

    static byte[] withEveryField(byte[] data) {
        return withFields(FTEXT | FHCRC | FEXTRA | FNAME | FCOMMENT, data);
    }

    static byte[] withFields(int flags, byte[] data) {
        return StreamData.concatenate(header(flags), StreamData.deflate(data), StreamData.trailer(data));
    }

    static byte[] header(int flags) {
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        header.writeBytes(new byte[] {0x1f, (byte) 0x8b, 8, (byte) flags, 1, 2, 3, 4, 2, 3});
        if ((flags & FEXTRA) != 0) {
            header.writeBytes(new byte[] {0x2c, 0x01});
            header.writeBytes(new byte[300]);
        }
        if ((flags & FNAME) != 0) {
            header.writeBytes("n\u00e4me.txt\0".getBytes(StandardCharsets.ISO_8859_1));
        }
        if ((flags & FCOMMENT) != 0) {
            header.writeBytes("a comment\0".getBytes(StandardCharsets.ISO_8859_1));
        }
        if ((flags & FHCRC) != 0) {
            CRC32 crc = new CRC32();
            crc.update(header.toByteArray());
            header.write((int) crc.getValue());
            header.write((int) crc.getValue() >>> 8);
        }
        return header.toByteArray();
    }
}
