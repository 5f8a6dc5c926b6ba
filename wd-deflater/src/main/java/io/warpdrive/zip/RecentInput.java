// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

/**
 * The last input of a stream that zlib serves for the time being: an engine that goes on with the stream refers back to it.
 * Guarded by the deflater's lock.
 */
final class RecentInput {
    /** RFC 1951's window: nobody refers further back. */
    private static final int WINDOW = 32 * 1024;
    /** Most streams are shorter, and never go over. */
    private static final int WORTH_KEEPING = 16 * 1024;

    /** Twice the window, so that it is moved once in a window's length; null before there was much input. */
    private byte[] bytes;

    private int length;
    private int passed;

    /**
     * The parent has taken the next {@code count} bytes of input: of an array the cursor does not know yet, of a buffer it
     * does.
     */
    void add(InputCursor input, int count) {
        int from = input.isArray() ? input.position() : input.buffer().position() - count;
        if (input.isArray()) {
            input.advance(count);
        }
        if (bytes == null) {
            passed += count;
            if (passed <= WORTH_KEEPING) {
                return;
            }
            bytes = new byte[2 * WINDOW];
        }
        int kept = Math.min(count, WINDOW);
        if (length + kept > bytes.length) {
            int stays = Math.min(length, WINDOW - kept);
            System.arraycopy(bytes, length - stays, bytes, 0, stays);
            length = stays;
        }
        if (input.isArray()) {
            System.arraycopy(input.array(), from + count - kept, bytes, length, kept);
        } else {
            input.buffer().get(from + count - kept, bytes, length, kept);
        }
        length += kept;
    }

    /** What was kept begins at {@link #offset}. */
    byte[] bytes() {
        return bytes == null ? new byte[0] : bytes;
    }

    int offset() {
        return Math.max(0, length - WINDOW);
    }

    int length() {
        return Math.min(length, WINDOW);
    }
}
