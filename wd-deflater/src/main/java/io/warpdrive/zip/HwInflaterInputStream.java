// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import java.io.InputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * An {@link InflaterInputStream} that decompresses with a {@link HwInflater} unless it is given another inflater.
 *
 * <p>Everything else is the parent's. Its default {@code inf} is ended and replaced as soon as it exists, so
 * {@link #close()} ends the replacement as it would have ended the default.
 *
 * <p>The default buffer is the parent's 512 bytes, and {@link #fill()} takes what one {@code read} gives: a socket never
 * blocks this stream for longer than its parent. Over files a larger buffer is faster. Not thread-safe, as the parent.
 */
public class HwInflaterInputStream extends InflaterInputStream {

    /** As {@link InflaterInputStream#InflaterInputStream(InputStream)}. */
    public HwInflaterInputStream(InputStream in) {
        super(in);
        inf.end();
        inf = new HwInflater();
    }

    /** As {@link InflaterInputStream#InflaterInputStream(InputStream, Inflater)}; the caller ends {@code inf}. */
    public HwInflaterInputStream(InputStream in, Inflater inf) {
        super(in, inf);
    }

    /** As {@link InflaterInputStream#InflaterInputStream(InputStream, Inflater, int)}. */
    public HwInflaterInputStream(InputStream in, Inflater inf, int size) {
        super(in, inf, size);
    }
}
