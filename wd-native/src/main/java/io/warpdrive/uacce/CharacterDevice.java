// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.uacce;

import io.warpdrive.queue.WdException;
import io.warpdrive.queue.WdMemory;
import io.warpdrive.support.WdLog;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** The kernel's queue file. */
final class CharacterDevice implements Transport, StaticShareRegion.Kernel {
    /** {@code _IOWR('H', 10, struct hisi_qp_ctx)}: u16 id (out), u16 type (in). */
    private static final long QM_SET_QP_CTX = 0xc004480aL;
    /** {@code _IOWR('H', 11, struct hisi_qp_info)}: u32 entry size, u16 and u16 depths, u64 reserved; all out. */
    private static final long QM_SET_QP_INFO = 0xc010480bL;

    private static final long START_Q = 0x5700;
    private static final long PUT_Q = 0x5701;
    /** Out of tree: {@code _IOR('W', 3, unsigned long)}; index of a slice in, its address for the device and size out; 1 if there is more. */
    private static final long GET_SS_DMA = 0x80085703L;

    private static final int SCRATCH_SIZE = 16;
    /** {@code struct pollfd}: i32 fd, i16 events, i16 revents. */
    private static final int POLL_EVENTS = 4;

    private static final int POLL_REVENTS = 6;

    private final int fd;
    private final Path node;
    /** For ioctls; guarded by itself. */
    private final WdMemory scratch;
    /** Only ever used by the one thread that waits. */
    private final WdMemory pollFd;

    /** Null until memory is first reserved; guarded by {@link #scratch}. */
    private StaticShareRegion share;

    private CharacterDevice(int fd, Path node, WdMemory scratch, WdMemory pollFd) {
        this.fd = fd;
        this.node = node;
        this.scratch = scratch;
        this.pollFd = pollFd;
    }

    static Transport open(Path node) throws WdException {
        int fd = Libc.open(node.toString(), Libc.O_RDWR | Libc.O_CLOEXEC);
        if (fd < 0) {
            throw Errno.failure("open " + node);
        }
        WdMemory scratch = null;
        try {
            scratch = WdMemory.allocate(SCRATCH_SIZE);
            WdMemory pollFd = WdMemory.allocate(Long.BYTES);
            pollFd.buffer().putInt(0, fd).putShort(POLL_EVENTS, (short) Libc.POLLIN);
            return new CharacterDevice(fd, node, scratch, pollFd);
        } catch (WdException e) {
            Libc.close(fd);
            if (scratch != null) {
                scratch.close();
            }
            throw e;
        }
    }

    @Override
    public int setContext(int type) throws WdException {
        synchronized (scratch) {
            ByteBuffer context = scratch.buffer().putLong(0, 0).putShort(2, (short) type);
            if (Libc.ioctl(fd, QM_SET_QP_CTX, scratch.address()) != 0) {
                throw Errno.failure(node + ": QM_SET_QP_CTX");
            }
            return Short.toUnsignedInt(context.getShort(0));
        }
    }

    @Override
    public QueueGeometry geometry() {
        synchronized (scratch) {
            ByteBuffer info = scratch.buffer().putLong(0, 0).putLong(Long.BYTES, 0);
            if (Libc.ioctl(fd, QM_SET_QP_INFO, scratch.address()) != 0) {
                WdLog.debug(node + ": QM_SET_QP_INFO: " + Errno.describe(Libc.errno()) + "; assuming the default");
                return QueueGeometry.DEFAULT;
            }
            return new QueueGeometry(
                    info.getInt(0), Short.toUnsignedInt(info.getShort(4)), Short.toUnsignedInt(info.getShort(6)));
        }
    }

    @Override
    public WdMemory map(Region region, long size) throws WdException {
        return Mapping.map(node + " " + region, fd, region.offset(Libc.pageSize()), size);
    }

    @Override
    public ReservedMemory reserve(long bytes) throws WdException {
        synchronized (scratch) {
            if (share == null) {
                share = StaticShareRegion.map(this, bytes);
            }
            return share.take(bytes);
        }
    }

    @Override
    public WdMemory map(long size) throws WdException {
        return map(Region.STATIC_SHARE, size);
    }

    @Override
    public StaticShareRegion.Answer slice(int index) throws WdException {
        synchronized (scratch) {
            ByteBuffer slice = scratch.buffer().putLong(0, index);
            int more = Libc.ioctl(fd, GET_SS_DMA, scratch.address());
            if (more < 0) {
                throw Errno.failure(node + ": GET_SS_DMA");
            }
            return new StaticShareRegion.Answer(slice.getLong(0), more > 0);
        }
    }

    @Override
    public void start() throws WdException {
        if (Libc.ioctl(fd, START_Q, 0) != 0) {
            throw Errno.failure(node + ": START_Q");
        }
    }

    @Override
    public boolean stop() {
        // ENXIO: the device was removed, which stops it as well; EINVAL: it is stopped already
        return Libc.ioctl(fd, PUT_Q, 0) == 0
                || Libc.errno() == Errno.ENXIO.number()
                || Libc.errno() == Errno.EINVAL.number();
    }

    // a dead queue polls as "nothing": the caller looks at the queue's status words after every wait
    @Override
    public QueueFile.Event await(int milliseconds) {
        int count = Libc.poll(pollFd.address(), 1, milliseconds);
        if (count < 0) {
            return Libc.errno() == Errno.EINTR.number() ? QueueFile.Event.READY : QueueFile.Event.DEAD;
        }
        boolean ready = count > 0 && (pollFd.buffer().getShort(POLL_REVENTS) & Libc.POLLIN) != 0;
        return ready ? QueueFile.Event.READY : QueueFile.Event.TIMEOUT;
    }

    @Override
    public void close() {
        synchronized (scratch) {
            if (share != null) {
                share.close();
            }
        }
        Libc.close(fd);
        scratch.close();
        pollFd.close();
    }
}
