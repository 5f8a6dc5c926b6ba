// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import io.warpdrive.settings.WdConfiguration;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * A {@link GZIPOutputStream} that compresses with a {@link HwDeflater}.
 *
 * <p>Header, trailer and life cycle are the parent's, of the JDK it runs on. The parent makes a {@link Deflater} in each
 * of its constructors; it is ended and replaced before the first byte, so nothing of it outlives the constructor, and
 * the parent ends the replacement where it would have ended its own.
 *
 * <p>The default buffer is the parent's 512 bytes; over an unbuffered file or socket a larger one is faster.
 */
public class HwGZIPOutputStream extends GZIPOutputStream {

    /**
     * As {@link GZIPOutputStream#GZIPOutputStream(OutputStream)}.
     *
     * @param out where the compressed bytes go
     * @throws IOException when the header can't be written
     */
    public HwGZIPOutputStream(OutputStream out) throws IOException {
        super(out);
        replaceDeflater();
    }

    /**
     * As {@link GZIPOutputStream#GZIPOutputStream(OutputStream, int)}.
     *
     * @param out where the compressed bytes go
     * @param size bytes of output that are gathered before they are written, 1 or more
     * @throws IOException when the header can't be written
     */
    public HwGZIPOutputStream(OutputStream out, int size) throws IOException {
        super(out, size);
        replaceDeflater();
    }

    /**
     * As {@link GZIPOutputStream#GZIPOutputStream(OutputStream, boolean)}.
     *
     * @param out where the compressed bytes go
     * @param syncFlush whether {@code flush} writes out all input so far
     * @throws IOException when the header can't be written
     */
    public HwGZIPOutputStream(OutputStream out, boolean syncFlush) throws IOException {
        super(out, syncFlush);
        replaceDeflater();
    }

    /**
     * As {@link GZIPOutputStream#GZIPOutputStream(OutputStream, int, boolean)}.
     *
     * @param out where the compressed bytes go
     * @param size bytes of output that are gathered before they are written, 1 or more
     * @param syncFlush whether {@code flush} writes out all input so far
     * @throws IOException when the header can't be written
     */
    public HwGZIPOutputStream(OutputStream out, int size, boolean syncFlush) throws IOException {
        super(out, size, syncFlush);
        replaceDeflater();
    }

    /**
     * As {@link GZIPOutputStream#GZIPOutputStream(OutputStream, int, boolean)}, with several threads.
     *
     * @param out where the compressed bytes go
     * @param size bytes of output that are gathered before they are written, 1 or more
     * @param syncFlush whether {@code flush} writes out all input so far
     * @param threads threads that may compress this stream on the software device, the writing one included; 1 or
     *     more,
     *     see {@link HwDeflater#HwDeflater(int, boolean, int)}
     * @throws IllegalArgumentException if {@code size} or {@code threads} is less than 1; nothing is written then
     * @throws IOException when the header can't be written
     */
    public HwGZIPOutputStream(OutputStream out, int size, boolean syncFlush, int threads) throws IOException {
        super(out, checkedSize(size, threads), syncFlush);
        replaceDeflater(threads);
    }

    /** The parent writes the header in its constructor, so what it does not know has to be looked at before. */
    private static int checkedSize(int size, int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads < 1");
        }
        return size;
    }

    private void replaceDeflater() {
        replaceDeflater(WdConfiguration.current().threads());
    }

    private void replaceDeflater(int threads) {
        def.end();
        def = new HwDeflater(Deflater.DEFAULT_COMPRESSION, true, threads);
    }
}
