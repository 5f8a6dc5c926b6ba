// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.uacce;

import io.warpdrive.queue.WdException;
import io.warpdrive.queue.WdMemory;
import io.warpdrive.queue.WdMode;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * The emulator's queue file: system calls go as messages over a socket, regions come as file descriptors, and completions
 * are told through an eventfd. It is watched edge-triggered, as the kernel's queue file behaves: each event wakes once,
 * with one system call and nothing to read back.
 */
final class EmulatorSocket implements Transport {
    /** An emulator that does not answer for so long is as good as gone. */
    private static final int ANSWER_SECONDS = 5;

    /** {@code struct epoll_event}: packed on x86_64 only, so the data's place differs; the events' does not. */
    private static final int EVENT_SIZE = 16;

    private static final long COOKIE = 0x5741_5250_4452_4956L;

    private final UnixSocket socket;
    private final int eventFd;
    private final int epollFd;
    /** Room for two events: for the thread that waits, and for the one that stops the queue. */
    private final WdMemory events;

    private EmulatorSocket(UnixSocket socket, int eventFd, int epollFd, WdMemory events) {
        this.socket = socket;
        this.eventFd = eventFd;
        this.epollFd = epollFd;
        this.events = events;
    }

    static Transport open(Path node, WdMode mode) throws WdException {
        UnixSocket socket = UnixSocket.connect(node, ANSWER_SECONDS);
        int eventFd = Message.NO_DESCRIPTOR;
        int epollFd = -1;
        WdMemory events = null;
        try {
            events = WdMemory.allocate(2 * EVENT_SIZE);
            eventFd = hello(socket, node, mode, events);
            epollFd = watch(socket, eventFd, events);
            return new EmulatorSocket(socket, eventFd, epollFd, events);
        } finally {
            if (epollFd < 0) {
                socket.close();
                closeAll(eventFd, events);
            }
        }
    }

    private static void closeAll(int eventFd, WdMemory events) {
        if (eventFd >= 0) {
            Libc.close(eventFd);
        }
        if (events != null) {
            events.close();
        }
    }

    /**
     * Shared virtual addressing is the emulator reading and writing this process's memory by address, which the kernel
     * may restrict to processes named by PR_SET_PTRACER; so name it, where there is need to. A word of memory shows it
     * whether that works.
     */
    private static int hello(UnixSocket socket, Path node, WdMode mode, WdMemory probe) throws WdException {
        int emulator = socket.peer();
        if (mode == WdMode.SVA && emulator != Libc.getpid()) {
            Libc.prctl(Libc.PR_SET_PTRACER, emulator, 0, 0, 0);
        }
        probe.buffer().putLong(0, COOKIE);
        Message answer = call(socket, "open " + node, Message.request(Message.HELLO, probe.address(), COOKIE));
        if (answer.descriptor() < 0) {
            throw Errno.failure("open " + node, Errno.EIO.number());
        }
        return answer.descriptor();
    }

    private static int watch(UnixSocket socket, int eventFd, WdMemory scratch) throws WdException {
        int epollFd = Libc.epoll_create1(Libc.EPOLL_CLOEXEC);
        if (epollFd < 0) {
            throw Errno.failure("epoll_create1");
        }
        ByteBuffer event = scratch.buffer();
        event.putLong(0, 0).putLong(Long.BYTES, 0).putInt(0, Libc.EPOLLIN | Libc.EPOLLET);
        int first = Libc.epoll_ctl(epollFd, Libc.EPOLL_CTL_ADD, eventFd, scratch.address());
        // level-triggered: a hang-up is told again and again
        event.putInt(0, Libc.EPOLLRDHUP);
        int second = Libc.epoll_ctl(epollFd, Libc.EPOLL_CTL_ADD, socket.fd(), scratch.address());
        if (first != 0 || second != 0) {
            WdException failure = Errno.failure("epoll_ctl");
            Libc.close(epollFd);
            throw failure;
        }
        return epollFd;
    }

    // a descriptor that comes with a failure is never sent; the answer's descriptor belongs to the caller
    private static Message call(UnixSocket socket, String what, Message request) throws WdException {
        // one call at a time: stop may come from another thread than reserve
        synchronized (socket) {
            socket.send(request);
            Message answer = socket.receive();
            if (answer.error() != 0 || answer.request() != request.request()) {
                answer.closeDescriptor();
                throw Errno.failure(what, answer.error() != 0 ? answer.error() : Errno.EIO.number());
            }
            return answer;
        }
    }

    @Override
    public int setContext(int type) throws WdException {
        return (int) call(socket, "QM_SET_QP_CTX", Message.request(Message.QM_SET_QP_CTX, type, 0))
                .a();
    }

    @Override
    public QueueGeometry geometry() throws WdException {
        Message answer = call(socket, "QM_SET_QP_INFO", Message.request(Message.QM_SET_QP_INFO, 0, 0));
        return new QueueGeometry((int) answer.a(), (int) answer.b(), (int) (answer.b() >>> Integer.SIZE));
    }

    @Override
    public WdMemory map(Region region, long size) throws WdException {
        Message answer = call(socket, "map " + region, Message.request(Message.MAP, region.type(), size));
        try {
            return Mapping.map(region.name(), answer.descriptor(), 0, size);
        } finally {
            answer.closeDescriptor();
        }
    }

    @Override
    public ReservedMemory reserve(long bytes) throws WdException {
        long page = Libc.pageSize();
        long size = (bytes + page - 1) / page * page;
        Message answer =
                call(socket, "reserve " + bytes, Message.request(Message.MAP, Region.STATIC_SHARE.type(), size));
        try {
            return new ReservedMemory(
                    Mapping.map(Region.STATIC_SHARE.name(), answer.descriptor(), 0, size), answer.a());
        } finally {
            answer.closeDescriptor();
        }
    }

    @Override
    public void start() throws WdException {
        call(socket, "START_Q", Message.request(Message.START_Q, 0, 0));
    }

    @Override
    public boolean stop() {
        try {
            call(socket, "PUT_Q", Message.request(Message.PUT_Q, 0, 0));
            return true;
        } catch (WdException e) {
            // an emulator that is gone does nothing any more; one that hangs may come back
            return await(0, EVENT_SIZE) == QueueFile.Event.DEAD;
        }
    }

    @Override
    public QueueFile.Event await(int milliseconds) {
        return await(milliseconds, 0);
    }

    private QueueFile.Event await(int milliseconds, int offset) {
        int count = Libc.epoll_wait(epollFd, events.address() + offset, 1, milliseconds);
        if (count == 0) {
            return QueueFile.Event.TIMEOUT;
        }
        if (count < 0) {
            return Libc.errno() == Errno.EINTR.number() ? QueueFile.Event.READY : QueueFile.Event.DEAD;
        }
        boolean gone = (events.buffer().getInt(offset) & (Libc.EPOLLRDHUP | Libc.EPOLLHUP)) != 0;
        return gone ? QueueFile.Event.DEAD : QueueFile.Event.READY;
    }

    @Override
    public void close() {
        socket.close();
        Libc.close(epollFd);
        closeAll(eventFd, events);
    }
}
