// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import java.util.Arrays;
import java.util.zip.Deflater;

/**
 * What a stream has made of the input that was gathered before anybody knew who would serve it: whoever does takes that first,
 * before the caller's next input can take its place, and what comes of it is handed out first. Guarded by the deflater's
 * lock.
 */
final class EarlyOutput {
    /** How much is asked of the stream at a time. */
    private static final int ROOM = 1024;

    private final byte[] gathered;
    private final int length;
    private final int headerSent;

    private byte[] bytes;
    private int position;
    private int limit;

    /** Takes memory: where there is none, all stays as it was. */
    EarlyOutput(UndecidedStream undecided) {
        gathered = undecided.bytes();
        length = undecided.length();
        headerSent = undecided.headerSent();
        bytes = new byte[length + length / Byte.SIZE + ROOM];
    }

    /**
     * Has the stream take what was gathered.
     *
     * @param input the stream's, which is the caller's again afterwards
     */
    void make(ServedStream stream, InputCursor input) {
        InputCursor callers = new InputCursor();
        callers.set(input);
        input.set(gathered, 0, length);
        stream.inputSet();
        do {
            if (limit + ROOM > bytes.length) {
                bytes = Arrays.copyOf(bytes, 2 * bytes.length);
            }
            limit += stream.deflate(bytes, limit, ROOM, Deflater.NO_FLUSH, false);
            // a call that is a change of parameters makes nothing else
        } while (!stream.needsInput() || limit < headerSent);
        position = headerSent;
        input.set(callers);
        stream.inputSet();
    }

    int remaining() {
        return limit - position;
    }

    /** @param output an array or a direct buffer, whose position stays */
    int take(Object output, int off, int len) {
        int count = Math.min(len, remaining());
        Buffers.put(output, off, bytes, position, count);
        position += count;
        return count;
    }
}
