// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.emulator;

import io.warpdrive.hisi.protocol.Sqe;
import io.warpdrive.queue.WdException;
import io.warpdrive.queue.WdMemory;
import java.nio.ByteBuffer;

/**
 * What is kept of a compressed stream between two of its requests, in the client's memory: all there is, so that any number
 * of streams can be open. Whatever a client makes of it, it harms its own stream only.
 *
 * <pre>
 *   +0 u64 magic   +8 u32 checksum   +12 u32 bytes of plain data   +16 u32 bytes of window   +64 the window, up to 32 KiB
 * </pre>
 */
final class StreamContext implements AutoCloseable {
    /** Of the 64 KiB that a stream has; the entry points behind the first 64 bytes. */
    private static final int SIZE = (64 << 10) - 64;

    private static final long MAGIC = 0x7769_6e64_6f77_2131L;
    private static final int CHECKSUM = 8;
    private static final int LENGTH = 12;
    private static final int WINDOW_LENGTH = 16;
    private static final int WINDOW = 64;
    private static final int LARGEST_WINDOW = 32 << 10;

    private final WdMemory memory;

    StreamContext() throws WdException {
        memory = WdMemory.allocate(SIZE);
    }

    /** A stream begins. */
    void clear() {
        memory.buffer().putLong(0, MAGIC).putInt(LENGTH, 0).putInt(WINDOW_LENGTH, 0);
    }

    /** False if it can't be read, or is none. */
    boolean read(Iommu iommu, long address) {
        return iommu.read(address, memory, 0, WINDOW + LARGEST_WINDOW)
                && memory.buffer().getLong(0) == MAGIC
                && Integer.compareUnsigned(memory.buffer().getInt(WINDOW_LENGTH), LARGEST_WINDOW) <= 0;
    }

    /** False if it can't be written. */
    boolean write(Iommu iommu, long address) {
        return iommu.write(address, memory, 0, WINDOW + LARGEST_WINDOW);
    }

    /** The last 32 KiB of plain data, or what there is yet. */
    ByteBuffer window() {
        return memory.buffer().slice(WINDOW, memory.buffer().getInt(WINDOW_LENGTH));
    }

    /** Of all plain data so far. */
    Checksum checksum(Sqe.Algorithm algorithm) {
        ByteBuffer buffer = memory.buffer();
        int length = buffer.getInt(LENGTH);
        return length == 0 ? new Checksum(algorithm) : new Checksum(algorithm, buffer.getInt(CHECKSUM), length);
    }

    /** Takes note of {@code plain}, which {@code checksum} has seen. */
    void add(ByteBuffer plain, Checksum checksum) {
        ByteBuffer buffer = memory.buffer();
        int kept = Math.min(buffer.getInt(WINDOW_LENGTH), Math.max(0, LARGEST_WINDOW - plain.remaining()));
        int added = Math.min(plain.remaining(), LARGEST_WINDOW);
        buffer.put(WINDOW, buffer, WINDOW + buffer.getInt(WINDOW_LENGTH) - kept, kept);
        buffer.put(WINDOW + kept, plain, plain.limit() - added, added);
        buffer.putInt(WINDOW_LENGTH, kept + added)
                .putInt(CHECKSUM, checksum.value())
                .putInt(LENGTH, checksum.length());
    }

    @Override
    public void close() {
        memory.close();
    }
}
