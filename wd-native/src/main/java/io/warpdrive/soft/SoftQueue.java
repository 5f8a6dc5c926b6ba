// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.soft;

import static java.util.Objects.checkFromIndexSize;

import io.warpdrive.queue.WdDevice;
import io.warpdrive.queue.WdException;
import io.warpdrive.queue.WdMemory;
import io.warpdrive.queue.WdQueue;
import io.warpdrive.queue.ZipOperation;
import io.warpdrive.queue.ZipRequest;
import io.warpdrive.queue.ZipStatus;

/**
 * A queue without a ring: {@link #send} does the work in the calling thread and returns when it is done. It is never
 * full, and nothing is ever outstanding.
 */
final class SoftQueue implements WdQueue {
    private final SoftDevice device;
    private final ZipOperation operation;
    /** Either may be null, not both. */
    private final IsalEngine isal;

    private final LibdeflateEngine libdeflate;
    /** Volatile: a queue may be closed by any thread. */
    private volatile boolean closed;

    SoftQueue(SoftDevice device, ZipOperation operation, IsalEngine isal, LibdeflateEngine libdeflate) {
        this.device = device;
        this.operation = operation;
        this.isal = isal;
        this.libdeflate = libdeflate;
    }

    @Override
    public WdDevice device() {
        return device;
    }

    @Override
    public ZipOperation operation() {
        return operation;
    }

    @Override
    public boolean send(ZipRequest request) {
        if (closed) {
            request.complete(ZipStatus.QUEUE_DEAD, 0, 0);
        } else if (request.operation() != operation) {
            request.complete(ZipStatus.FAILED, 0, 0);
        } else if (operation == ZipOperation.DEFLATE) {
            deflate(request);
        } else {
            inflate(request);
        }
        return true;
    }

    private void deflate(ZipRequest request) {
        if (request.effort() >= EngineTable.ISAL && isal != null) {
            isal.deflate(request, request.effort() - EngineTable.ISAL);
        } else if (LibdeflateEngine.isLevel(request.effort()) && libdeflate != null) {
            libdeflate.deflate(request, request.effort());
        } else {
            request.complete(ZipStatus.FAILED, 0, 0);
        }
    }

    private void inflate(ZipRequest request) {
        if (request.isStateful() && isal != null) {
            isal.inflate(request, libdeflate);
        } else if (!request.isStateful() && libdeflate != null) {
            libdeflate.inflate(request);
        } else {
            request.complete(ZipStatus.FAILED, 0, 0);
        }
    }

    @Override
    public boolean recv(ZipRequest request) {
        return request.status() != ZipStatus.SENT;
    }

    @Override
    public void recvSync(ZipRequest request, long timeoutNanos) {
        // complete since send
    }

    @Override
    public void flush() {
        // nothing is ever outstanding
    }

    @Override
    public WdMemory reserveMemory(long bytes) throws WdException {
        return WdMemory.allocateUntouched(bytes);
    }

    @Override
    public boolean sumsAdler32() {
        return true;
    }

    @Override
    public int adler32(int adler, WdMemory memory, int offset, int length) {
        checkFromIndexSize(offset, length, memory.size());
        long address = memory.address() + offset;
        return isal != null
                ? Isal.isal_adler32(adler, address, length)
                : Libdeflate.libdeflate_adler32(adler, address, length);
    }

    @Override
    public void close() {
        closed = true;
    }
}
