// SPDX-License-Identifier: Apache-2.0
package org.example;

/** What an application does with a file through a stream. */
public enum StreamWork {
    GZIP_1(false, true, 1, 8192),
    GZIP_1_WRITES_512(false, true, 1, 512),
    GZIP_6(false, true, 6, 8192),
    GZIP_6_WRITES_512(false, true, 6, 512),
    GZIP_9(false, true, 9, 8192),
    GZIP_9_WRITES_512(false, true, 9, 512),
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
     * @param gzip GZIPOutputStream and GZIPInputStream, else InflaterInputStream
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

    public int level() {
        return level;
    }

    /** Whether what is written is less than a buffer at a time. */
    public boolean isWritingLittle() {
        return !reading && piece == 512;
    }

    int piece() {
        return piece;
    }
}
