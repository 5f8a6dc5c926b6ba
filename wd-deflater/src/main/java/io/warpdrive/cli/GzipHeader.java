// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.cli;

import java.io.IOException;
import java.util.zip.CRC32;

/** The header of a gzip member (RFC 1952, 2.3): read, checked and passed over. */
final class GzipHeader {
    private static final int ID1 = 0x1f;
    private static final int ID2 = 0x8b;
    private static final int CM_DEFLATE = 8;
    private static final int FHCRC = 1 << 1;
    private static final int FEXTRA = 1 << 2;
    private static final int FNAME = 1 << 3;
    private static final int FCOMMENT = 1 << 4;
    private static final int RESERVED = 0xe0;

    private final Source source;
    private final CRC32 crc = new CRC32();

    private GzipHeader(Source source) {
        this.source = source;
    }

    /** Whether a member begins here. */
    static boolean isNext(Source source) throws IOException {
        return source.has(2) && source.peek(0) == ID1 && source.peek(1) == ID2;
    }

    /** Reads a header; the source is at the deflate data afterwards. */
    static void skip(Source source) throws IOException {
        new GzipHeader(source).skip();
    }

    private void skip() throws IOException {
        if (source.has(2) && !isNext(source)) {
            throw new CorruptDataException("not in gzip format");
        }
        next(2);
        if (next(1) != CM_DEFLATE) {
            throw new CorruptDataException("unknown compression method");
        }
        int flags = (int) next(1);
        if ((flags & RESERVED) != 0) {
            throw new CorruptDataException("reserved header flags are set");
        }
        // MTIME, XFL, OS
        next(6);
        if ((flags & FEXTRA) != 0) {
            for (long left = next(2); left > 0; left--) {
                next(1);
            }
        }
        skipText(flags & FNAME);
        skipText(flags & FCOMMENT);
        if ((flags & FHCRC) != 0) {
            long expected = crc.getValue() & 0xffff;
            if (source.nextNumber(2) != expected) {
                throw new CorruptDataException("header checksum error");
            }
        }
    }

    private void skipText(int flag) throws IOException {
        if (flag != 0) {
            while (next(1) != 0) {
                // up to the zero byte that ends it
            }
        }
    }

    private long next(int bytes) throws IOException {
        long number = 0;
        for (int i = 0; i < bytes; i++) {
            int value = source.next();
            crc.update(value);
            number |= (long) value << (8 * i);
        }
        return number;
    }
}
