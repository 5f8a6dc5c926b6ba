// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import java.util.zip.ZipOutputStream;

/**
 * A {@link ZipOutputStream} that compresses its entries with one {@link HwDeflater}, reset between them.
 *
 * <p>The archive's format and the life cycle are the parent's, of the JDK it runs on. The parent's own deflater is ended
 * and replaced in the constructor, and the parent ends the replacement where it would have ended its own. Entries may
 * come out with other sizes than zlib's: a program that sets {@link java.util.zip.ZipEntry#setCompressedSize} from an
 * earlier run gets the parent's {@code invalid entry compressed size}, as it does when the zlib version changes.
 * Not thread-safe, as the parent.
 */
public class HwZipOutputStream extends ZipOutputStream {

    /**
     * As {@link ZipOutputStream#ZipOutputStream(OutputStream)}.
     *
     * @param out where the archive goes
     */
    public HwZipOutputStream(OutputStream out) {
        this(out, StandardCharsets.UTF_8);
    }

    /**
     * As {@link ZipOutputStream#ZipOutputStream(OutputStream, Charset)}.
     *
     * @param out where the archive goes
     * @param charset what names and comments are encoded in
     */
    public HwZipOutputStream(OutputStream out, Charset charset) {
        super(out, charset);
        def.end();
        def = new HwDeflater(Deflater.DEFAULT_COMPRESSION, true);
    }
}
