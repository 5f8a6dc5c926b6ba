// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

/** A stream of a {@link HwInflater} before its first input and its dictionary, which decide who serves it. */
enum UndecidedInflation implements ServedInflation {
    RAW,
    ZLIB;

    static UndecidedInflation of(boolean nowrap) {
        return nowrap ? RAW : ZLIB;
    }

    @Override
    public int inflate(Object output, int off, int len) {
        return 0;
    }

    @Override
    public boolean needsDictionary() {
        return false;
    }

    @Override
    public void setDictionary(Object dictionary, int off, int len) {
        throw new IllegalStateException("nobody serves the stream");
    }

    @Override
    public boolean isFinished() {
        return false;
    }

    /** Of nothing; for raw data nobody counts. */
    @Override
    public int adler() {
        return this == RAW ? 0 : 1;
    }

    @Override
    public long bytesRead() {
        return 0;
    }

    @Override
    public long bytesWritten() {
        return 0;
    }

    @Override
    public void release() {
        // nothing is held
    }
}
