// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.soft;

import static java.util.Objects.checkFromIndexSize;

import io.warpdrive.queue.InPlaceDeflate;
import io.warpdrive.queue.InPlaceInflate;
import io.warpdrive.queue.WdDevice;
import io.warpdrive.queue.WdException;
import io.warpdrive.queue.WdMemory;
import io.warpdrive.queue.WdQueue;
import io.warpdrive.queue.ZipOperation;
import io.warpdrive.queue.ZipRequest;
import io.warpdrive.queue.ZipStatus;
import java.util.Optional;

/**
 * A queue without a ring: {@link #send} does the work in the calling thread and returns when it is done. It is never
 * full, and nothing is ever outstanding.
 */
final class SoftQueue implements WdQueue {
    private final SoftDevice device;
    private final ZipOperation operation;
    private final LazyIsal isal;
    /** Volatile: a queue may be closed by any thread. */
    private volatile boolean closed;

    SoftQueue(SoftDevice device, ZipOperation operation, LazyIsal isal) {
        this.device = device;
        this.operation = operation;
        this.isal = isal;
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
            WdzEngine.inflate(request);
        }
        return true;
    }

    private void deflate(ZipRequest request) {
        int effort = request.effort();
        if (WdzEngine.isLevel(effort)) {
            WdzEngine.deflate(request, effort);
        } else if (!EngineTable.isIsal(effort)) {
            request.complete(ZipStatus.FAILED, 0, 0);
        } else if (isal.get().isPresent()) {
            isal.get().get().deflate(request, EngineTable.isalLevel(effort));
        } else {
            WdzEngine.deflate(request, EngineTable.levelInstead(effort));
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
        Optional<String> problem = JnaDirectory.problem();
        if (problem.isPresent()) {
            throw new WdException("JNA " + problem.get());
        }
        return WdMemory.allocateUntouched(bytes);
    }

    @Override
    public boolean sumsAdler32() {
        return true;
    }

    @Override
    public int adler32(int adler, WdMemory memory, int offset, int length) {
        checkFromIndexSize(offset, length, memory.size());
        return Wdz.adler32(adler, memory.buffer(), offset, length);
    }

    @Override
    public InPlaceInflate inflateInPlace() throws WdException {
        return new WdzInflate();
    }

    @Override
    public InPlaceDeflate deflateInPlace() throws WdException {
        return new WdzDeflate();
    }

    @Override
    public void close() {
        closed = true;
    }
}
