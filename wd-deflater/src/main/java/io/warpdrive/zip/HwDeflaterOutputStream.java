// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * A {@link DeflaterOutputStream} that compresses with a {@link HwDeflater} unless it is given another deflater.
 *
 * <p>Everything else is the parent's. The parent is given the {@code HwDeflater}, rather than left to make a deflater for
 * nothing, so this class ends it where the parent would have ended its own: in {@link #close()}, and when
 * {@link #finish()} fails.
 *
 * <p>The default buffer is the parent's 512 bytes; over an unbuffered file or socket a larger one is faster.
 * Not thread-safe, as the parent.
 */
public class HwDeflaterOutputStream extends DeflaterOutputStream {
    private static final int DEFAULT_SIZE = 512;

    private final boolean usesDefaultDeflater;

    /**
     * As {@link DeflaterOutputStream#DeflaterOutputStream(OutputStream)}.
     *
     * @param out where the compressed bytes go
     */
    public HwDeflaterOutputStream(OutputStream out) {
        this(out, false);
    }

    /**
     * As {@link DeflaterOutputStream#DeflaterOutputStream(OutputStream, boolean)}.
     *
     * @param out where the compressed bytes go
     * @param syncFlush whether {@code flush} writes out all input so far
     */
    public HwDeflaterOutputStream(OutputStream out, boolean syncFlush) {
        super(out, out == null ? null : new HwDeflater(), DEFAULT_SIZE, syncFlush);
        usesDefaultDeflater = true;
    }

    /**
     * As {@link DeflaterOutputStream#DeflaterOutputStream(OutputStream, Deflater)}; the caller ends {@code def}.
     *
     * @param out where the compressed bytes go
     * @param def what compresses; it stays the caller's to end
     */
    public HwDeflaterOutputStream(OutputStream out, Deflater def) {
        super(out, def);
        usesDefaultDeflater = false;
    }

    /**
     * As {@link DeflaterOutputStream#DeflaterOutputStream(OutputStream, Deflater, boolean)}.
     *
     * @param out where the compressed bytes go
     * @param def what compresses; it stays the caller's to end
     * @param syncFlush whether {@code flush} writes out all input so far
     */
    public HwDeflaterOutputStream(OutputStream out, Deflater def, boolean syncFlush) {
        super(out, def, syncFlush);
        usesDefaultDeflater = false;
    }

    /**
     * As {@link DeflaterOutputStream#DeflaterOutputStream(OutputStream, Deflater, int)}.
     *
     * @param out where the compressed bytes go
     * @param def what compresses; it stays the caller's to end
     * @param size bytes of output that are gathered before they are written, 1 or more
     */
    public HwDeflaterOutputStream(OutputStream out, Deflater def, int size) {
        super(out, def, size);
        usesDefaultDeflater = false;
    }

    /**
     * As {@link DeflaterOutputStream#DeflaterOutputStream(OutputStream, Deflater, int, boolean)}.
     *
     * @param out where the compressed bytes go
     * @param def what compresses; it stays the caller's to end
     * @param size bytes of output that are gathered before they are written, 1 or more
     * @param syncFlush whether {@code flush} writes out all input so far
     */
    public HwDeflaterOutputStream(OutputStream out, Deflater def, int size, boolean syncFlush) {
        super(out, def, size, syncFlush);
        usesDefaultDeflater = false;
    }

    @Override
    public void finish() throws IOException {
        try {
            super.finish();
        } catch (IOException e) {
            endDefaultDeflater();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            super.close();
        } finally {
            endDefaultDeflater();
        }
    }

    private void endDefaultDeflater() {
        if (usesDefaultDeflater) {
            def.end();
        }
    }
}
