// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * An {@link InflaterInputStream} that decompresses with a {@link HwInflater} unless it is given another inflater.
 *
 * <p>Everything else is the parent's. The parent is given the {@code HwInflater}, rather than left to make an inflater
 * for nothing, so {@link #close()} ends it here where the parent would have ended its own.
 *
 * <p>The default buffer is the parent's 512 bytes, and {@link #fill()} takes what one {@code read} gives: a socket never
 * blocks this stream for longer than its parent. Over files a larger buffer is faster. Not thread-safe, as the parent.
 */
public class HwInflaterInputStream extends InflaterInputStream {

    private final boolean usesDefaultInflater;

    /**
     * As {@link InflaterInputStream#InflaterInputStream(InputStream)}.
     *
     * @param in where the compressed bytes come from
     */
    public HwInflaterInputStream(InputStream in) {
        super(in, in == null ? null : new HwInflater());
        usesDefaultInflater = true;
    }

    /**
     * As {@link InflaterInputStream#InflaterInputStream(InputStream, Inflater)}; the caller ends {@code inf}.
     *
     * @param in where the compressed bytes come from
     * @param inf what decompresses; it stays the caller's to end
     */
    public HwInflaterInputStream(InputStream in, Inflater inf) {
        super(in, inf);
        usesDefaultInflater = false;
    }

    /**
     * As {@link InflaterInputStream#InflaterInputStream(InputStream, Inflater, int)}.
     *
     * @param in where the compressed bytes come from
     * @param inf what decompresses; it stays the caller's to end
     * @param size bytes of input that are read at a time, 1 or more
     */
    public HwInflaterInputStream(InputStream in, Inflater inf, int size) {
        super(in, inf, size);
        usesDefaultInflater = false;
    }

    @Override
    public void close() throws IOException {
        // before the stream below, as in the parent; a second close finds it ended
        if (usesDefaultInflater) {
            inf.end();
        }
        super.close();
    }
}
