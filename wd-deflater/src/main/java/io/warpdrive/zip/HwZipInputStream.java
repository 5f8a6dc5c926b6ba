// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipInputStream;

/**
 * A {@link ZipInputStream} that decompresses its entries with one {@link HwInflater}, reset between them.
 *
 * <p>The archive's format and the life cycle are the parent's, of the JDK it runs on. The parent's own inflater is ended
 * and replaced in the constructor, and {@link #close()} ends the replacement as it would have ended the parent's own.
 * The parent pushes back what an entry left unread of its 512-byte buffer: the inflater must know the exact end.
 * Not thread-safe, as the parent.
 */
public class HwZipInputStream extends ZipInputStream {

    /**
     * As {@link ZipInputStream#ZipInputStream(InputStream)}.
     *
     * @param in where the archive comes from
     */
    public HwZipInputStream(InputStream in) {
        this(in, StandardCharsets.UTF_8);
    }

    /**
     * As {@link ZipInputStream#ZipInputStream(InputStream, Charset)}.
     *
     * @param in where the archive comes from
     * @param charset what names are encoded in where an entry does not say UTF-8
     */
    public HwZipInputStream(InputStream in, Charset charset) {
        super(in, charset);
        inf.end();
        inf = new HwInflater(true);
    }
}
