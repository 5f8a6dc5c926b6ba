// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.uacce;

import java.nio.ByteBuffer;

/**
 * What goes over an emulated queue file's socket, in both directions: a system call on the queue file, or its result.
 *
 * <pre>
 *   +0 u32 request   +4 i32 error (0 or an errno)   +8 u64 a   +16 u64 b
 * </pre>
 *
 * ioctls go by their own numbers. When a client has connected, it says {@link #HELLO} and is told whether it has a queue.
 *
 * @param request which call
 * @param error in answers: 0, or why it failed
 * @param a first argument or result
 * @param b second argument or result
 * @param descriptor a file descriptor that goes along, or {@link #NO_DESCRIPTOR}
 */
public record Message(int request, int error, long a, long b, int descriptor) {
    public static final int SIZE = 24;
    public static final int NO_DESCRIPTOR = -1;

    /** open(2): {@code a} is the address of {@code b} in the caller's memory. Answer: an eventfd, written at completions. */
    public static final int HELLO = 1;
    /** mmap(2): {@code a} region, {@code b} size. Answer: a file to map; {@code a} is where the device sees it. */
    public static final int MAP = 2;
    /** {@code _IO('W', 0)}. */
    public static final int START_Q = 0x5700;
    /** {@code _IO('W', 1)}. */
    public static final int PUT_Q = 0x5701;
    /** {@code a}: in 0 to compress, 1 to decompress; out the queue's number. */
    public static final int QM_SET_QP_CTX = 0xc004480a;
    /** Out {@code a}: bytes of an entry; {@code b}: depths of the submission [31:0] and completion [63:32] queue. */
    public static final int QM_SET_QP_INFO = 0xc010480b;

    /** A request without a descriptor. */
    public static Message request(int request, long a, long b) {
        return new Message(request, 0, a, b, NO_DESCRIPTOR);
    }

    /** The answer to this request. */
    public Message answer(long first, long second, int withDescriptor) {
        return new Message(request, 0, first, second, withDescriptor);
    }

    /** The answer that it failed. */
    public Message failure(Errno why) {
        return new Message(request, why.number(), 0, 0, NO_DESCRIPTOR);
    }

    void write(ByteBuffer buffer, int base) {
        buffer.putInt(base, request)
                .putInt(base + 4, error)
                .putLong(base + 8, a)
                .putLong(base + 16, b);
    }

    static Message read(ByteBuffer buffer, int base, int descriptor) {
        return new Message(
                buffer.getInt(base),
                buffer.getInt(base + 4),
                buffer.getLong(base + 8),
                buffer.getLong(base + 16),
                descriptor);
    }

    /** Closes a descriptor that nobody wants. */
    public void closeDescriptor() {
        if (descriptor >= 0) {
            Libc.close(descriptor);
        }
    }
}
