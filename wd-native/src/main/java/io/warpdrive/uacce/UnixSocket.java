// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.uacce;

import io.warpdrive.queue.WdException;
import io.warpdrive.queue.WdMemory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * A UNIX socket that can pass file descriptors, which the JDK's can't. Carries {@link Message}s, each in one packet with
 * at most one descriptor. {@link #send} and {@link #receive} may be called by one thread each at a time.
 */
public final class UnixSocket implements AutoCloseable {
    /** {@code struct sockaddr_un}: u16 family, then the path with its zero byte. */
    private static final int ADDRESS_SIZE = 110;

    private static final int PATH_LIMIT = 107;
    private static final int BACKLOG = 64;
    private static final int S_IFMT = 0xf000;
    private static final int S_IFSOCK = 0xc000;

    private final int fd;
    private final PacketBuffer outgoing;
    private final PacketBuffer incoming;
    private boolean closed;

    private UnixSocket(int fd) throws WdException {
        this.fd = fd;
        PacketBuffer first = null;
        try {
            first = new PacketBuffer();
            this.incoming = new PacketBuffer();
        } catch (WdException e) {
            if (first != null) {
                first.close();
            }
            Libc.close(fd);
            throw e;
        }
        this.outgoing = first;
    }

    /** Whether {@code path} is a socket rather than a device or something else. */
    public static boolean isSocket(Path path, LinkOption... options) {
        try {
            return ((int) Files.getAttribute(path, "unix:mode", options) & S_IFMT) == S_IFSOCK;
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    /**
     * Whether nobody listens at a socket any more.
     *
     * @throws WdException when that can't be found out
     */
    public static boolean isAbandoned(Path path) throws WdException {
        // a server with a full backlog is one too
        int fd = create(Libc.SOCK_NONBLOCK);
        try (WdMemory scratch = address(path)) {
            if (Libc.connect(fd, scratch.address(), ADDRESS_SIZE) == 0) {
                return false;
            }
            int errno = Libc.errno();
            if (errno == Errno.ECONNREFUSED.number()) {
                return true;
            }
            throw Errno.failure("connect to " + path, errno);
        } finally {
            Libc.close(fd);
        }
    }

    /** Connects to a server; no call on the socket will then block for longer than {@code seconds}. */
    public static UnixSocket connect(Path path, int seconds) throws WdException {
        int fd = create();
        try (WdMemory scratch = address(path);
                WdMemory time = WdMemory.allocate(2 * Long.BYTES)) {
            time.buffer().putLong(0, seconds);
            // the second also bounds connect, which waits for room in the server's backlog
            for (int option : new int[] {Libc.SO_RCVTIMEO, Libc.SO_SNDTIMEO}) {
                if (Libc.setsockopt(fd, Libc.SOL_SOCKET, option, time.address(), 2 * Long.BYTES) != 0) {
                    throw Errno.failure("setsockopt");
                }
            }
            if (Libc.connect(fd, scratch.address(), ADDRESS_SIZE) != 0) {
                throw Errno.failure("connect to " + path);
            }
        } catch (WdException e) {
            Libc.close(fd);
            throw e;
        }
        return new UnixSocket(fd);
    }

    /** A server's socket at {@code path}, which must not exist. */
    public static UnixSocket listen(Path path) throws WdException {
        // made first: once it is bound there is a file that would have to be taken back
        UnixSocket socket = new UnixSocket(create());
        try (WdMemory scratch = address(path)) {
            if (Libc.bind(socket.fd, scratch.address(), ADDRESS_SIZE) != 0) {
                throw Errno.failure("bind to " + path);
            }
            if (Libc.listen(socket.fd, BACKLOG) != 0) {
                throw Errno.failure("listen on " + path);
            }
            return socket;
        } catch (WdException e) {
            socket.close();
            throw e;
        }
    }

    private static int create() throws WdException {
        return create(0);
    }

    private static int create(int flags) throws WdException {
        int fd = Libc.socket(Libc.AF_UNIX, Libc.SOCK_SEQPACKET | Libc.SOCK_CLOEXEC | flags, 0);
        if (fd < 0) {
            throw Errno.failure("socket");
        }
        return fd;
    }

    private static WdMemory address(Path path) throws WdException {
        byte[] name = path.toAbsolutePath().toString().getBytes(StandardCharsets.UTF_8);
        if (name.length > PATH_LIMIT) {
            throw new WdException("the path of a socket can't be longer than " + PATH_LIMIT + " bytes: " + path);
        }
        WdMemory memory = WdMemory.allocate(ADDRESS_SIZE);
        memory.buffer().putShort(0, (short) Libc.AF_UNIX).put(Short.BYTES, name);
        return memory;
    }

    /** The next client. Throws when the socket was {@link #shutdown}. */
    public UnixSocket accept() throws WdException {
        int client = Libc.accept4(fd, 0, 0, Libc.SOCK_CLOEXEC);
        if (client < 0) {
            throw Errno.failure("accept");
        }
        return new UnixSocket(client);
    }

    /** The process at the other end, as the kernel knows it. */
    public int peer() throws WdException {
        final int credentials = 3 * Integer.BYTES;
        try (WdMemory scratch = WdMemory.allocate(credentials + Integer.BYTES)) {
            ByteBuffer buffer = scratch.buffer().putInt(credentials, credentials);
            long address = scratch.address();
            if (Libc.getsockopt(fd, Libc.SOL_SOCKET, Libc.SO_PEERCRED, address, address + credentials) != 0) {
                throw Errno.failure("SO_PEERCRED");
            }
            return buffer.getInt(0);
        }
    }

    /** Sends a message. The descriptor in it stays open here. */
    public void send(Message message) throws WdException {
        outgoing.put(message);
        if (Libc.sendmsg(fd, outgoing.address(), Libc.MSG_NOSIGNAL) != Message.SIZE) {
            throw Errno.failure("send");
        }
    }

    /** The next message; a descriptor in it belongs to the caller. Throws ECONNRESET when the other end is closed. */
    public Message receive() throws WdException {
        incoming.clear();
        long length = Libc.recvmsg(fd, incoming.address(), Libc.MSG_CMSG_CLOEXEC);
        if (length < 0) {
            throw Errno.failure("receive");
        }
        if (length == 0) {
            throw Errno.failure("receive", Errno.ECONNRESET.number());
        }
        Message message = incoming.get();
        if (length != Message.SIZE) {
            message.closeDescriptor();
            throw Errno.failure("receive", Errno.EINVAL.number());
        }
        return message;
    }

    int fd() {
        return fd;
    }

    /** Ends every call that blocks on the socket, in any thread. */
    public void shutdown() {
        Libc.shutdown(fd, Libc.SHUT_RDWR);
    }

    /** No other thread may be in a call. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            Libc.close(fd);
            outgoing.close();
            incoming.close();
        }
    }
}
