// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.stream;

import io.warpdrive.queue.WdException;
import io.warpdrive.queue.WdMemory;
import io.warpdrive.queue.WdQueue;
import io.warpdrive.queue.ZipRequest;
import io.warpdrive.queue.ZipStatus;
import io.warpdrive.queue.pool.WeakPool;
import io.warpdrive.support.WdCleaner;
import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;

/**
 * A request to a device and the memory for it: what a segment or a message needs, and what is dear to make. Counts against
 * a {@link MemoryBudget} and is used again; one user at a time.
 */
abstract class RequestMemory extends WeakPool.Element {
    /** Nanoseconds after which a device that does not answer is given up. */
    private static final long TIMEOUT = TimeUnit.SECONDS.toNanos(5);

    private final MemoryBudget budget;
    private final WdQueue queue;
    private final WdMemory source;
    private final WdMemory destination;
    private final ZipRequest request = new ZipRequest();
    /** Null when it is taken for granted that what a device makes is right. */
    private final Verifier verifier;

    private final Cleaner.Cleanable counted;

    /**
     * Takes the memory.
     *
     * @param owner whose streams may use it again
     * @param share see {@link MemoryBudget#reserve}
     */
    RequestMemory(
            Object owner,
            MemoryBudget budget,
            int share,
            WdQueue queue,
            long sourceSize,
            long destinationSize,
            boolean verify)
            throws WdException {
        super(owner);
        this.budget = budget;
        this.queue = queue;
        this.verifier = verify ? new Verifier() : null;
        request.operation(queue.operation());
        long bytes = sourceSize + destinationSize;
        budget.reserve(bytes, share);
        // closed or dropped, either way it counts no more
        counted = WdCleaner.register(this, () -> budget.free(bytes));
        WdMemory in = null;
        WdMemory out = null;
        try {
            in = queue.reserveMemory(sourceSize);
            out = queue.reserveMemory(destinationSize);
        } finally {
            if (out == null) {
                counted.clean();
                if (in != null) {
                    in.close();
                }
            }
        }
        source = in;
        destination = out;
    }

    WdMemory source() {
        return source;
    }

    WdMemory destination() {
        return destination;
    }

    ZipRequest request() {
        return request;
    }

    /** Hands the request to the device; false when that is full: it is only busy. */
    boolean sendRequest() {
        return queue.send(request);
    }

    /** Waits for what was sent, in no lock of ours. */
    void awaitRequest() {
        queue.recvSync(request, TIMEOUT);
    }

    /** Whether a device may still be at work on it, for ever. */
    boolean isLost() {
        return request.status() == ZipStatus.TIMED_OUT;
    }

    /**
     * Whether compressed data gives plain data again, or nobody wants to know.
     *
     * @param plain at {@code offset}, with {@code history} bytes that it may refer to right before
     * @param packed the compressed data and nothing else
     */
    boolean isVerified(ByteBuffer plain, int offset, int length, int history, ByteBuffer packed) {
        return verifier == null || verifier.matches(plain, offset, length, history, packed);
    }

    /** Gives it back, once the device has done what it was given, which nobody wants any more. */
    public final void release() {
        try {
            if (request.status() == ZipStatus.SENT) {
                awaitRequest();
            }
        } finally {
            if (request.status() == ZipStatus.SENT || isLost()) {
                budget.lose(this);
            } else {
                budget.give(this);
            }
        }
    }

    @Override
    public final void close() {
        if (verifier != null) {
            verifier.close();
        }
        source.close();
        destination.close();
        counted.clean();
    }
}
