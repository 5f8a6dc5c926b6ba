// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * A {@link DeflaterOutputStream} that compresses with a {@link HwDeflater} unless it is given another deflater.
 *
 * <p>Everything else is the parent's. Its default {@code def} is ended and replaced as soon as it exists, so the stream
 * ends the replacement where it would have ended the default: in {@link #close()}, and when {@link #finish()} fails. The
 * price is one unused {@link Deflater} for a moment (3 µs); the parent offers no other way to have its own ended.
 *
 * <p>The default buffer is the parent's 512 bytes; over an unbuffered file or socket a larger one is faster.
 * Not thread-safe, as the parent.
 */
public class HwDeflaterOutputStream extends DeflaterOutputStream {

    /** As {@link DeflaterOutputStream#DeflaterOutputStream(OutputStream)}. */
    public HwDeflaterOutputStream(OutputStream out) {
        this(out, false);
    }

    /** As {@link DeflaterOutputStream#DeflaterOutputStream(OutputStream, boolean)}. */
    public HwDeflaterOutputStream(OutputStream out, boolean syncFlush) {
        super(out, syncFlush);
        def.end();
        def = new HwDeflater();
    }

    /** As {@link DeflaterOutputStream#DeflaterOutputStream(OutputStream, Deflater)}; the caller ends {@code def}. */
    public HwDeflaterOutputStream(OutputStream out, Deflater def) {
        super(out, def);
    }

    /** As {@link DeflaterOutputStream#DeflaterOutputStream(OutputStream, Deflater, boolean)}. */
    public HwDeflaterOutputStream(OutputStream out, Deflater def, boolean syncFlush) {
        super(out, def, syncFlush);
    }

    /** As {@link DeflaterOutputStream#DeflaterOutputStream(OutputStream, Deflater, int)}. */
    public HwDeflaterOutputStream(OutputStream out, Deflater def, int size) {
        super(out, def, size);
    }

    /** As {@link DeflaterOutputStream#DeflaterOutputStream(OutputStream, Deflater, int, boolean)}. */
    public HwDeflaterOutputStream(OutputStream out, Deflater def, int size, boolean syncFlush) {
        super(out, def, size, syncFlush);
    }
}
