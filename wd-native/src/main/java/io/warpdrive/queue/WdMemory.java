// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.queue;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import io.warpdrive.support.WdCleaner;
import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;

/**
 * Off-heap memory with one owner. {@link #close} frees it; memory whose owner was dropped without closing it is freed by
 * a {@link Cleaner}. It does not count against {@code -XX:MaxDirectMemorySize}: that belongs to the application.
 *
 * <p>Not safe for use by several threads at once. The buffer must not be touched after {@link #close}.
 */
public final class WdMemory implements AutoCloseable {
    private final long address;
    private final ByteBuffer buffer;
    private final Cleaner.Cleanable cleanable;

    private WdMemory(long address, ByteBuffer buffer, Runnable release) {
        this.address = address;
        this.buffer = buffer;
        this.cleanable = WdCleaner.register(this, release);
    }

    /**
     * Memory from {@code malloc}, zero, and with all its pages there: a device that has to fault them in is far slower.
     *
     * @param bytes 1 to {@link Integer#MAX_VALUE}
     * @return memory that the caller closes
     * @throws WdException when there is none
     */
    public static WdMemory allocate(long bytes) throws WdException {
        WdMemory memory = allocateUntouched(bytes);
        new Pointer(memory.address).clear(bytes);
        return memory;
    }

    /**
     * As {@link #allocate}, with undefined content; takes up room only as far as it is used.
     *
     * @param bytes 1 to {@link Integer#MAX_VALUE}
     * @return memory that the caller closes
     * @throws WdException when there is none
     */
    public static WdMemory allocateUntouched(long bytes) throws WdException {
        Objects.checkIndex(bytes - 1, Integer.MAX_VALUE);
        long address = Native.malloc(bytes);
        if (address == 0) {
            throw new WdException("out of memory: " + bytes + " bytes");
        }
        try {
            return of(new Pointer(address).getByteBuffer(0, bytes), address, () -> Native.free(address));
        } catch (OutOfMemoryError e) {
            // the Java heap is full
            Native.free(address);
            throw e;
        }
    }

    /**
     * Memory that somebody else maps.
     *
     * @param buffer a direct buffer over all of it
     * @param address its first byte
     * @param release runs once, when the memory is closed or unreachable; must not refer to the memory
     * @return memory that the caller closes
     */
    public static WdMemory of(ByteBuffer buffer, long address, Runnable release) {
        return new WdMemory(address, buffer.order(ByteOrder.LITTLE_ENDIAN), release);
    }

    /**
     * The address of its first byte in this process.
     *
     * @return never 0; of no use after {@link #close}
     */
    public long address() {
        return address;
    }

    /**
     * Its size in bytes.
     *
     * @return 1 or more
     */
    public int size() {
        return buffer.capacity();
    }

    /**
     * All of it, little-endian; position and limit are never moved, use absolute access.
     *
     * @return the same buffer each time, direct
     */
    public ByteBuffer buffer() {
        return buffer;
    }

    @Override
    public void close() {
        cleanable.clean();
    }
}
