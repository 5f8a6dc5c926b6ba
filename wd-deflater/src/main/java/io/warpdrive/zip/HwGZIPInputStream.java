// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/**
 * A {@link GZIPInputStream} that decompresses with a {@link HwInflater}.
 *
 * <p>Headers, trailers, concatenated members and life cycle are the parent's, of the JDK it runs on. The parent reads
 * the first header in its constructor without its inflater, which is then ended and replaced; {@link #close()} ends the
 * replacement as it would have ended the parent's own.
 *
 * <p>The default buffer is the parent's 512 bytes, and {@link #fill()} takes what one {@code read} gives: a socket never
 * blocks this stream for longer than its parent. Over files a larger buffer is faster. Not thread-safe, as the parent.
 */
public class HwGZIPInputStream extends GZIPInputStream {

    /**
     * As {@link GZIPInputStream#GZIPInputStream(InputStream)}.
     *
     * @param in where the compressed bytes come from
     * @throws IOException when there is no valid header, or it can't be read
     */
    public HwGZIPInputStream(InputStream in) throws IOException {
        super(in);
        replaceInflater();
    }

    /**
     * As {@link GZIPInputStream#GZIPInputStream(InputStream, int)}.
     *
     * @param in where the compressed bytes come from
     * @param size bytes of input that are read at a time, 1 or more
     * @throws IOException when there is no valid header, or it can't be read
     */
    public HwGZIPInputStream(InputStream in, int size) throws IOException {
        super(in, size);
        replaceInflater();
    }

    private void replaceInflater() {
        inf.end();
        inf = new HwInflater(true);
    }
}
