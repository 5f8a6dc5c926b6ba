// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.emulator;

import io.warpdrive.hisi.protocol.Rings;
import io.warpdrive.queue.WdException;
import io.warpdrive.queue.WdMemory;
import io.warpdrive.queue.WdMode;
import io.warpdrive.queue.ZipOperation;
import io.warpdrive.support.WdLog;
import io.warpdrive.uacce.Errno;
import io.warpdrive.uacce.Message;
import io.warpdrive.uacce.Region;
import io.warpdrive.uacce.UnixSocket;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * One open queue file: a thread that answers its client's calls, and everything that has to be given back when the socket
 * closes, however the client died.
 */
final class ClientSession implements DeviceQueue.Host {
    private final EmulatedDevice device;
    private final UnixSocket socket;
    private final Thread thread;
    private final Set<Region> mapped = EnumSet.noneOf(Region.class);
    private Optional<OpenQueue> open = Optional.empty();
    private ZipOperation direction = ZipOperation.DEFLATE;

    /** The thread behind a started queue. */
    private record Worker(DeviceQueue queue, Thread thread) {}

    private Optional<Worker> worker = Optional.empty();
    private boolean stopped;

    ClientSession(EmulatedDevice device, UnixSocket socket) {
        this.device = device;
        this.socket = socket;
        this.thread = new Thread(this::serve, device.name() + " client");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    Thread thread() {
        return thread;
    }

    private void serve() {
        try {
            while (true) {
                Message request = socket.receive();
                request.closeDescriptor();
                socket.send(answer(request));
            }
        } catch (WdException e) {
            // the client has closed its queue or died, which is the same
            WdLog.debug(device.name() + ": " + e.getMessage());
        } finally {
            release();
        }
    }

    private Message answer(Message request) {
        try {
            if (request.request() == Message.HELLO) {
                return hello(request);
            }
            if (open.isEmpty()) {
                return request.failure(Errno.EBADF);
            }
            OpenQueue queue = open.get();
            return switch (request.request()) {
                case Message.MAP -> map(request, queue);
                case Message.QM_SET_QP_CTX -> setContext(request, queue);
                case Message.QM_SET_QP_INFO ->
                    request.answer(
                            EmulatedDevice.GEOMETRY.entrySize(),
                            EmulatedDevice.GEOMETRY.submissionDepth()
                                    | (long) EmulatedDevice.GEOMETRY.completionDepth() << Integer.SIZE,
                            Message.NO_DESCRIPTOR);
                case Message.START_Q -> startQueue(request, queue);
                case Message.PUT_Q -> putQueue(request);
                default -> request.failure(Errno.ENOTTY);
            };
        } catch (WdException e) {
            WdLog.info(device.name() + ": " + e.getMessage());
            return request.failure(Errno.ENOMEM);
        }
    }

    private Message hello(Message request) throws WdException {
        if (open.isPresent()) {
            return request.failure(Errno.EINVAL);
        }
        int pid = socket.peer();
        if (device.mode() == WdMode.SVA && !canReach(pid, request.a(), request.b())) {
            WdLog.info(
                    device.name() + ": process " + pid + " is refused, the kernel does not let its memory be reached:"
                            + " that takes the same user, or ptrace rights; or mode share-domain");
            return request.failure(Errno.EPERM);
        }
        OptionalInt number = device.takeQueue(pid);
        if (number.isEmpty()) {
            return request.failure(Errno.EBUSY);
        }
        OpenQueue queue = new OpenQueue(device, number.getAsInt(), pid, WdMemory::allocate);
        open = Optional.of(queue);
        return request.answer(0, 0, queue.eventFd());
    }

    /** Whether the kernel lets us at the client's memory, and it is the client's, not that of a namesake elsewhere. */
    private static boolean canReach(int pid, long address, long expected) throws WdException {
        try (Iommu memory = new ProcessMemory(pid);
                WdMemory word = WdMemory.allocate(Long.BYTES)) {
            return memory.read(address, word, 0, Long.BYTES) && word.buffer().getLong(0) == expected;
        }
    }

    private Message map(Message request, OpenQueue queue) throws WdException {
        Optional<Region> found = Region.of(request.a());
        if (found.isEmpty()) {
            return request.failure(Errno.EINVAL);
        }
        Region region = found.get();
        if (region == Region.STATIC_SHARE) {
            if (device.mode() == WdMode.SVA) {
                return request.failure(Errno.EINVAL);
            }
            long address = queue.share().reserve(request.b());
            return request.answer(address, 0, queue.share().file(address).fd());
        }
        SharedFile file = region == Region.MMIO ? queue.mmio() : queue.dus();
        if (request.b() != file.memory().size()) {
            return request.failure(Errno.EINVAL);
        }
        return mapped.add(region) ? request.answer(0, 0, file.fd()) : request.failure(Errno.EEXIST);
    }

    private Message setContext(Message request, OpenQueue queue) {
        if (request.a() < 0 || request.a() > 1 || worker.isPresent()) {
            return request.failure(Errno.EINVAL);
        }
        direction = request.a() == 0 ? ZipOperation.DEFLATE : ZipOperation.INFLATE;
        return request.answer(queue.number(), 0, Message.NO_DESCRIPTOR);
    }

    private Message startQueue(Message request, OpenQueue queue) throws WdException {
        if (worker.isPresent() || stopped) {
            return request.failure(Errno.EINVAL);
        }
        Rings rings = new Rings(
                queue.dus().memory().buffer(),
                queue.mmio().memory().buffer(),
                device.api(),
                EmulatedDevice.GEOMETRY.entrySize(),
                EmulatedDevice.GEOMETRY.submissionDepth(),
                EmulatedDevice.GEOMETRY.completionDepth());
        Iommu iommu = device.mode() == WdMode.SVA ? new ProcessMemory(queue.pid()) : queue.share();
        ZipUnit unit = new ZipUnit(device.api(), direction, iommu, device.soft());
        DeviceQueue side = new DeviceQueue(rings, device.api(), queue.number(), unit, device.faults(), this);
        Thread runner = new Thread(side, device.name() + " queue " + queue.number());
        runner.setDaemon(true);
        runner.start();
        worker = Optional.of(new Worker(side, runner));
        return request.answer(0, 0, Message.NO_DESCRIPTOR);
    }

    private Message putQueue(Message request) {
        stopWorker();
        return request.answer(0, 0, Message.NO_DESCRIPTOR);
    }

    private void stopWorker() {
        stopped = true;
        worker.ifPresent(each -> {
            each.queue.stop();
            EmulatedDevice.join(each.thread);
        });
        worker = Optional.empty();
    }

    private void release() {
        stopWorker();
        open.ifPresent(OpenQueue::close);
        socket.close();
        device.ended(this);
    }

    /** By the queue's thread, which is gone before the descriptor is closed. */
    @Override
    public void interrupt() {
        open.orElseThrow().interrupt();
    }

    @Override
    public void isolate() {
        device.isolate();
    }

    @Override
    public void disconnect() {
        socket.shutdown();
    }
}
