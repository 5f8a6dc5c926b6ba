// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.uacce;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;

/**
 * The system calls that the JDK does not offer, with the constants of 64-bit Linux (the same on x86_64 and aarch64).
 * Structures and buffers are passed by address. Only for opening, waiting and closing: no call of it is on the data path.
 */
public final class Libc {
    public static final int O_RDONLY = 0;
    public static final int O_RDWR = 2;
    public static final int O_CLOEXEC = 0x80000;

    public static final int LOCK_EX = 2;
    public static final int LOCK_NB = 4;

    public static final int PROT_READ = 1;
    public static final int PROT_WRITE = 2;
    public static final int MAP_SHARED = 1;
    public static final long MAP_FAILED = -1;

    public static final int AF_UNIX = 1;
    /** Keeps message borders, and tells the peer when its owner is gone. */
    public static final int SOCK_SEQPACKET = 5;

    public static final int SOCK_CLOEXEC = 0x80000;
    public static final int SOCK_NONBLOCK = 0x800;
    public static final int SOL_SOCKET = 1;
    public static final int SO_PEERCRED = 17;
    public static final int SO_RCVTIMEO = 20;
    public static final int SO_SNDTIMEO = 21;
    public static final int SCM_RIGHTS = 1;
    public static final int MSG_NOSIGNAL = 0x4000;
    public static final int MSG_CMSG_CLOEXEC = 0x40000000;
    public static final int SHUT_RDWR = 2;

    public static final int MFD_CLOEXEC = 1;
    public static final int MFD_ALLOW_SEALING = 2;
    public static final int F_ADD_SEALS = 1033;
    /** Neither shrink nor grow, and no change of these seals. */
    public static final int F_SEAL_SEAL_SHRINK_GROW = 1 | 2 | 4;

    public static final int EFD_NONBLOCK = 0x800;
    public static final int EFD_CLOEXEC = 0x80000;
    public static final int EPOLL_CLOEXEC = 0x80000;
    public static final int EPOLL_CTL_ADD = 1;
    public static final int EPOLLIN = 1;
    public static final int EPOLLHUP = 0x10;
    public static final int EPOLLRDHUP = 0x2000;
    public static final int EPOLLET = 1 << 31;
    public static final int POLLIN = 1;

    public static final int PR_SET_PTRACER = 0x59616d61;

    private static final int SC_PAGESIZE = 30;

    static {
        // whatever its file is called: it is in the process already
        Native.register(Libc.class, NativeLibrary.getProcess());
    }

    private Libc() {}

    public static native int open(String path, int flags);

    public static native int close(int fd);

    public static native int flock(int fd, int operation);

    public static native int ioctl(int fd, long request, long argument);

    public static native long mmap(long address, long length, int protection, int flags, int fd, long offset);

    public static native int munmap(long address, long length);

    public static native int poll(long fds, long count, int milliseconds);

    public static native int socket(int domain, int type, int protocol);

    public static native int bind(int fd, long address, int length);

    public static native int listen(int fd, int backlog);

    public static native int accept4(int fd, long address, long length, int flags);

    public static native int connect(int fd, long address, int length);

    public static native int shutdown(int fd, int how);

    public static native int getsockopt(int fd, int level, int option, long value, long length);

    public static native int setsockopt(int fd, int level, int option, long value, int length);

    public static native long sendmsg(int fd, long message, int flags);

    public static native long recvmsg(int fd, long message, int flags);

    public static native int memfd_create(String name, int flags);

    public static native int ftruncate(int fd, long length);

    public static native int fcntl(int fd, int command, int argument);

    public static native int eventfd(int value, int flags);

    public static native int epoll_create1(int flags);

    public static native int epoll_ctl(int epoll, int operation, int fd, long event);

    public static native int epoll_wait(int epoll, long events, int count, int milliseconds);

    public static native long write(int fd, long buffer, long length);

    public static native int prctl(int option, long a, long b, long c, long d);

    public static native int getpid();

    /** Not a system call: the kernel keeps the number where the C library finds it. */
    public static native int sched_getcpu();

    public static native long process_vm_readv(
            int pid, long local, long localCount, long remote, long remoteCount, long flags);

    public static native long process_vm_writev(
            int pid, long local, long localCount, long remote, long remoteCount, long flags);

    private static native long sysconf(int name);

    /** The errno of this thread's last call. */
    public static int errno() {
        return Native.getLastError();
    }

    /** 4 KiB or 64 KiB, as the kernel was built. */
    public static long pageSize() {
        return sysconf(SC_PAGESIZE);
    }
}
