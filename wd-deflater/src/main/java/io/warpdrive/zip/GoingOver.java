// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import io.warpdrive.route.DeflateService;

/**
 * The way of a stream that zlib serves for the time being to an engine that goes on with it, once there is one: zlib hands out
 * all it has with a {@code SYNC_FLUSH}, and the engine gets the last of the input, to which it refers back. Guarded by the
 * deflater's lock.
 */
final class GoingOver {
    /** Room in which zlib ends a flush for certain, sooner or later: in a few bytes it might repeat it for ever. */
    private static final int SEAM = 32;
    /** RFC 1951's window: nobody refers further back. */
    private static final int WINDOW = 32 * 1024;
    /** Most streams are shorter, and never go over. */
    private static final int WORTH_KEEPING = 16 * 1024;

    private final ZlibDeflate zlib;
    private final InputCursor input;

    /** The last input. Twice the window, so that it is moved once in a window's length; null before there was much input. */
    private byte[] recent;

    private int length;
    private int passed;

    GoingOver(ZlibDeflate zlib, InputCursor input) {
        this.zlib = zlib;
        this.input = input;
    }

    /**
     * Zlib has taken the next {@code count} bytes of input: of an array the cursor does not know yet, of a buffer it does.
     */
    void zlibTook(int count) {
        int from = input.isArray() ? input.position() : input.buffer().position() - count;
        if (input.isArray()) {
            input.advance(count);
        }
        if (recent == null) {
            passed += count;
            if (passed <= WORTH_KEEPING) {
                return;
            }
            recent = new byte[2 * WINDOW];
        }
        keep(from, count);
    }

    private void keep(int from, int count) {
        int kept = Math.min(count, WINDOW);
        if (length + kept > recent.length) {
            int stays = Math.min(length, WINDOW - kept);
            System.arraycopy(recent, length - stays, recent, 0, stays);
            length = stays;
        }
        if (input.isArray()) {
            System.arraycopy(input.array(), from + count - kept, recent, length, kept);
        } else {
            input.buffer().get(from + count - kept, recent, length, kept);
        }
        length += kept;
    }

    /** Whether there is room for the seam. */
    static boolean fits(int room) {
        return room >= SEAM;
    }

    /**
     * Has zlib hand out all it has.
     *
     * @return bytes handed out; if they are {@code len}, there may be more
     */
    int seam(Object output, int off, int len) {
        return zlib.flush(output, off, len);
    }

    /** Behind the seam: false if there is no memory for the engine. */
    boolean resume(InPlaceStream engine, DeflateService service, int level, int strategy) {
        int kept = Math.min(length, WINDOW);
        byte[] window = recent == null ? JdkDeflater.NOTHING : recent;
        return engine.resume(service, level, strategy, zlib, window, length - kept, kept);
    }
}
