// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.route;

import io.warpdrive.queue.ContextReader;
import io.warpdrive.queue.WdMemory;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The memory in which a device finds its input, which keeps the compressed input of the last while, and the state in
 * which the device was at its beginning. A ring of parts: when one is full, the oldest is filled anew.
 *
 * <p>At least 64 KiB lie before whatever the device finds wrong, as soon as that much was read: more than a block of
 * zlib's, which has no more than 16383 symbols.
 */
final class InflateLog implements AutoCloseable {
    /** Most bytes of input that are handed over at once. */
    static final int PIECE = 16 * 1024;

    private static final int PARTS = 3;
    private static final int PART = 40 * 1024;
    /** Room at the end of a part that is not worth a request. */
    private static final int TOO_SMALL = 4 * 1024;

    /** Bytes of memory. */
    static final int SIZE = PARTS * PART;

    private final WdMemory memory;
    private final Optional<ContextReader> reader;
    private final Part[] parts = new Part[PARTS];
    private int newest;
    /** How many parts hold input of this stream. */
    private int count;
    /** Whether the log begins with the stream. */
    private boolean isWhole;

    /** Input that was used one piece after the other. */
    private static final class Part {
        final int offset;
        int length;
        /** The device's state at the beginning. */
        byte[] checkpoint = {};

        /** Bytes of output that the device had made at the beginning. */
        long output;

        Part(int offset) {
            this.offset = offset;
        }

        void begin(long outputBefore) {
            output = outputBefore;
            length = 0;
        }
    }

    /**
     * @param memory {@link #SIZE} bytes; {@link #PIECE} bytes are enough for streams that are no more than a piece
     * @param reader of the device; nothing can be made of its state without one
     */
    InflateLog(WdMemory memory, Optional<ContextReader> reader) {
        this.memory = memory;
        this.reader = reader;
        for (int i = 0; i < PARTS; i++) {
            parts[i] = new Part(i * PART);
        }
        begin();
    }

    WdMemory memory() {
        return memory;
    }

    /** Forgets everything: a stream begins. */
    void begin() {
        newest = 0;
        count = 1;
        isWhole = true;
        parts[0].begin(0);
    }

    /**
     * Copies a piece of input behind what was used; {@link #end} is where it lies.
     *
     * @param in the input, if it is an array; otherwise {@code buffer} is
     * @param context the device's state
     * @param output bytes of output that the device has made
     * @return how many of the {@code length} bytes were copied
     */
    int put(byte[] in, ByteBuffer buffer, int offset, int length, WdMemory context, long output) {
        if (PART - parts[newest].length < Math.min(length, TOO_SMALL)) {
            turn(context, output);
        }
        int piece = Math.min(Math.min(length, PIECE), PART - parts[newest].length);
        if (in != null) {
            memory.buffer().put(end(), in, offset, piece);
        } else {
            memory.buffer().put(end(), buffer, offset, piece);
        }
        return piece;
    }

    private void turn(WdMemory context, long output) {
        newest = (newest + 1) % PARTS;
        isWhole &= count < PARTS;
        count = Math.min(count + 1, PARTS);
        Part part = parts[newest];
        part.begin(output);
        if (reader.isPresent()) {
            int state = reader.get().length(context);
            if (part.checkpoint.length < state) {
                part.checkpoint = new byte[state];
            }
            context.buffer().get(0, part.checkpoint, 0, state);
        }
    }

    /** Where in memory what was used ends. */
    int end() {
        return parts[newest].offset + parts[newest].length;
    }

    /** The device has used {@code bytes} bytes from {@link #end} on; less than 0 if it gives some back. */
    void use(int bytes) {
        parts[newest].length += bytes;
    }

    /** Bytes of input since the beginning of the log. */
    int length() {
        int length = 0;
        for (int i = 0; i < count; i++) {
            length += part(i).length;
        }
        return length;
    }

    /** The part that is the {@code index}th of those in use, from the oldest on. */
    private Part part(int index) {
        return parts[(newest + PARTS + 1 - count + index) % PARTS];
    }

    /** Where in memory the byte {@code index} bytes after the beginning of the log lies. */
    int position(int index) {
        int left = index;
        int i = 0;
        while (i < count - 1 && left >= part(i).length) {
            left -= part(i).length;
            i++;
        }
        return part(i).offset + left;
    }

    /** The bytes from {@code from} up to {@code to} bytes after the beginning of the log. */
    void copy(int from, int to, byte[] out, int offset) {
        for (int i = from; i < to; i++) {
            out[offset + i - from] = memory.buffer().get(position(i));
        }
    }

    boolean isWhole() {
        return isWhole;
    }

    /** The device's state at the beginning of the log; only when that is not the stream's. */
    byte[] checkpoint() {
        return part(0).checkpoint;
    }

    /** Bytes of output that the device had made at the beginning of the log. */
    long output() {
        return part(0).output;
    }

    @Override
    public void close() {
        memory.close();
    }
}
