// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.uacce;

import io.warpdrive.queue.WdException;
import io.warpdrive.queue.WdMemory;
import java.nio.ByteBuffer;

/**
 * The structures that sendmsg(2) and recvmsg(2) want, for one {@link Message} with one file descriptor.
 *
 * <pre>
 *     0  struct msghdr   name, name length, iovec, iovec count, control, control length, flags; 56 bytes
 *    56  struct iovec    base, length; 16 bytes
 *    72  struct cmsghdr  length, level, type, then the descriptor; 24 bytes
 *    96  the message
 * </pre>
 */
final class PacketBuffer implements AutoCloseable {
    private static final int VECTOR_POINTER = 16;
    private static final int VECTOR_COUNT = 24;
    private static final int CONTROL_POINTER = 32;
    private static final int CONTROL_LENGTH = 40;
    private static final int VECTOR = 56;
    private static final int CONTROL = 72;
    private static final int CONTROL_LEVEL = CONTROL + 8;
    private static final int CONTROL_TYPE = CONTROL + 12;
    private static final int DESCRIPTOR = CONTROL + 16;
    private static final int BODY = 96;
    /** {@code CMSG_LEN(sizeof(int))} and {@code CMSG_SPACE(sizeof(int))}. */
    private static final int CONTROL_USED = 20;

    private static final int CONTROL_SPACE = 24;

    private final WdMemory memory;

    PacketBuffer() throws WdException {
        memory = WdMemory.allocate(BODY + Message.SIZE);
        ByteBuffer buffer = memory.buffer();
        buffer.putLong(VECTOR_POINTER, memory.address() + VECTOR);
        buffer.putLong(VECTOR_COUNT, 1);
        buffer.putLong(VECTOR, memory.address() + BODY);
        buffer.putLong(VECTOR + Long.BYTES, Message.SIZE);
    }

    long address() {
        return memory.address();
    }

    void put(Message message) {
        ByteBuffer buffer = memory.buffer();
        boolean descriptor = message.descriptor() >= 0;
        buffer.putLong(CONTROL_POINTER, descriptor ? memory.address() + CONTROL : 0);
        buffer.putLong(CONTROL_LENGTH, descriptor ? CONTROL_SPACE : 0);
        buffer.putLong(CONTROL, CONTROL_USED);
        buffer.putInt(CONTROL_LEVEL, Libc.SOL_SOCKET);
        buffer.putInt(CONTROL_TYPE, Libc.SCM_RIGHTS);
        buffer.putInt(DESCRIPTOR, message.descriptor());
        message.write(buffer, BODY);
    }

    /** Makes room for what comes. */
    void clear() {
        ByteBuffer buffer = memory.buffer();
        buffer.putLong(CONTROL_POINTER, memory.address() + CONTROL);
        buffer.putLong(CONTROL_LENGTH, CONTROL_SPACE);
        buffer.putLong(CONTROL, 0);
        for (int i = 0; i < Message.SIZE; i += Long.BYTES) {
            buffer.putLong(BODY + i, 0);
        }
    }

    Message get() {
        ByteBuffer buffer = memory.buffer();
        boolean descriptor = buffer.getLong(CONTROL_LENGTH) >= CONTROL_USED
                && buffer.getLong(CONTROL) == CONTROL_USED
                && buffer.getInt(CONTROL_LEVEL) == Libc.SOL_SOCKET
                && buffer.getInt(CONTROL_TYPE) == Libc.SCM_RIGHTS;
        return Message.read(buffer, BODY, descriptor ? buffer.getInt(DESCRIPTOR) : Message.NO_DESCRIPTOR);
    }

    @Override
    public void close() {
        memory.close();
    }
}
