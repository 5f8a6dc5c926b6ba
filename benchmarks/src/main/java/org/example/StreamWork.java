// SPDX-License-Identifier: Apache-2.0
package org.example;

/** What an application does with a file through a stream. */
public enum StreamWork {
    DEFLATE_1(false, false, 1, 8192),
    DEFLATE_1_WRITES_512(false, false, 1, 512),
    GZIP(false, true, 6, 8192),
    GZIP_WRITES_512(false, true, 6, 512),
    DEFLATE_9(false, false, 9, 8192),
    DEFLATE_9_WRITES_512(false, false, 9, 512),
    GUNZIP_8192(true, true, 6, 8192),
    GUNZIP_512(true, true, 6, 512),
    INFLATE_8192(true, false, 6, 8192),
    INFLATE_512(true, false, 6, 512);

    private final boolean reading;
    private final boolean gzip;
    private final int level;
    private final int piece;

    /**
     * @param reading whether reading is measured, else writing
     * @param gzip GZIPOutputStream and GZIPInputStream, else DeflaterOutputStream and InflaterInputStream
     * @param piece bytes of a write, or of the buffer of the stream that is read
     */
    StreamWork(boolean reading, boolean gzip, int level, int piece) {
        this.reading = reading;
        this.gzip = gzip;
        this.level = level;
        this.piece = piece;
    }

    public boolean isReading() {
        return reading;
    }

    public boolean isGzip() {
        return gzip;
    }

    int level() {
        return level;
    }

    int piece() {
        return piece;
    }
}
