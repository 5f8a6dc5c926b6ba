// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Where a caller keeps its bytes. */
enum Memory {
    ARRAY,
    HEAP,
    DIRECT,
    READ_ONLY;

    static final List<Memory> ALL = List.of(values());
    static final List<Memory> WRITABLE = List.of(ARRAY, ARRAY, HEAP, DIRECT);

    private static final int MARGIN = 5;

    void setInput(Deflater deflater, byte[] bytes) {
        if (this == ARRAY) {
            deflater.setInput(surrounded(bytes), MARGIN, bytes.length);
        } else {
            deflater.setInput(buffer(bytes));
        }
    }

    void setInput(Inflater inflater, byte[] bytes) {
        if (this == ARRAY) {
            inflater.setInput(surrounded(bytes), MARGIN, bytes.length);
        } else {
            inflater.setInput(buffer(bytes));
        }
    }

    private static byte[] surrounded(byte[] bytes) {
        byte[] larger = new byte[bytes.length + 2 * MARGIN];
        System.arraycopy(bytes, 0, larger, MARGIN, bytes.length);
        return larger;
    }

    private ByteBuffer buffer(byte[] bytes) {
        ByteBuffer buffer = this == DIRECT
                ? ByteBuffer.allocateDirect(bytes.length + 2 * MARGIN).put(0, surrounded(bytes))
                : ByteBuffer.wrap(surrounded(bytes));
        buffer.position(MARGIN).limit(MARGIN + bytes.length);
        return this == READ_ONLY ? buffer.asReadOnlyBuffer() : buffer;
    }

    /** What a call left in its output buffer; {@code bytes} beyond {@code count} are not its business. */
    static final class Output {
        private static final ByteBuffer CANARIES = canaries();
        private final ByteBuffer buffer;
        private final Memory memory;
        private final int room;

        Output(Memory memory, int room) {
            this.memory = memory;
            this.room = room;
            buffer = memory == DIRECT
                    ? ByteBuffer.allocateDirect(room + 2 * MARGIN)
                    : ByteBuffer.allocate(room + 2 * MARGIN);
            prepare(buffer.capacity());
        }

        private static ByteBuffer canaries() {
            byte[] canaries = new byte[1 << 20];
            Arrays.fill(canaries, (byte) 0x5a);
            return ByteBuffer.wrap(canaries);
        }

        private void prepare(int used) {
            buffer.clear().put(CANARIES.slice(0, used)).position(MARGIN).limit(MARGIN + room);
        }

        int deflate(Deflater deflater, int flush) {
            if (memory == ARRAY) {
                return deflater.deflate(buffer.array(), MARGIN, room, flush);
            }
            int count = deflater.deflate(buffer, flush);
            check(buffer.position() == MARGIN + count, "the output's position is not where its bytes end");
            return count;
        }

        int inflate(Inflater inflater) throws DataFormatException {
            if (memory == ARRAY) {
                return inflater.inflate(buffer.array(), MARGIN, room);
            }
            int count = inflater.inflate(buffer);
            check(buffer.position() == MARGIN + count, "the output's position is not where its bytes end");
            return count;
        }

        /** The bytes of the last call; makes ready for the next. */
        byte[] take(int count) {
            check(count >= 0 && count <= room, () -> count + " bytes returned where there is room for " + room);
            buffer.clear();
            check(isUntouched(0, MARGIN), "a byte in front of the output is overwritten");
            check(
                    isUntouched(MARGIN + count, buffer.capacity()),
                    () -> "a byte beyond the " + count + " is overwritten");
            byte[] bytes = new byte[count];
            buffer.get(MARGIN, bytes);
            prepare(MARGIN + count);
            return bytes;
        }

        private boolean isUntouched(int from, int to) {
            return buffer.slice(from, to - from).equals(CANARIES.slice(0, to - from));
        }
    }

    static void check(boolean holds, String otherwise) {
        check(holds, () -> otherwise);
    }

    /** @param otherwise made only if it is wanted: putting it together would take longer than what is checked */
    static void check(boolean holds, Supplier<String> otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise.get());
        }
    }
}
