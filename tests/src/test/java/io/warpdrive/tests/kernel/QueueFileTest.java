// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.tests.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warpdrive.queue.WdException;
import io.warpdrive.queue.WdMemory;
import io.warpdrive.queue.WdMode;
import io.warpdrive.queue.ZipOperation;
import io.warpdrive.uacce.Errno;
import io.warpdrive.uacce.Libc;
import io.warpdrive.uacce.QueueFile;
import io.warpdrive.uacce.QueueGeometry;
import io.warpdrive.uacce.UacceDevice;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The kernel's side of a queue file is what the library takes it for. */
@Tag("kernel")
@Tag("sva")
final class QueueFileTest {
    private static final long START_Q = 0x5700;
    private static final long QM_SET_QP_CTX = 0xc004480aL;
    private static final int PAGE = (int) Libc.pageSize();

    private int fd;

    @BeforeEach
    void open() {
        fd = Libc.open("/dev/" + Guest.DEVICE, Libc.O_RDWR | Libc.O_CLOEXEC);
        assertThat(fd).isNotNegative();
    }

    @AfterEach
    void close() {
        Libc.close(fd);
    }

    /** The errno of a call that must fail. */
    private static Errno failure(long result) {
        int errno = Libc.errno();
        assertThat(result).isEqualTo(-1);
        for (Errno each : Errno.values()) {
            if (each.number() == errno) {
                return each;
            }
        }
        throw new AssertionError("errno " + errno);
    }

    private long map(int type, long size) {
        return Libc.mmap(0, size, Libc.PROT_READ | Libc.PROT_WRITE, Libc.MAP_SHARED, fd, (long) type * Libc.pageSize());
    }

    // an attribute misread is a device unused, or used wrongly
    @Test
    void attributesAreRead() {
        UacceDevice device = Guest.uacce();
        assertThat(device.name()).isEqualTo(Guest.DEVICE);
        assertThat(device.damage()).isEmpty();
        assertThat(device.api()).isEqualTo(Guest.api());
        assertThat(device.mode()).isEqualTo(WdMode.SVA);
        assertThat(device.algorithms()).containsExactlyInAnyOrder("zlib", "gzip", "deflate");
        assertThat(device.mmioSize()).isEqualTo(Math.max(PAGE, 8192));
        assertThat(device.dusSize()).isEqualTo(PAGE == 4096 ? 151_552 : 262_144);
        assertThat(device.numaNode()).isZero();
        assertThat(device.isolated()).isFalse();
        assertThat(Guest.device().unusable()).isEmpty();
    }

    // the state machine of the library is the kernel's
    @Test
    void aQueueStartsOnce() {
        assertThat(Libc.ioctl(fd, START_Q, 0)).isZero();
        assertThat(failure(Libc.ioctl(fd, START_Q, 0))).isEqualTo(Errno.EINVAL);
    }

    // a region of another size, or a second one, would be somebody's mistake
    @Test
    void regionsAreMappedOnceAndWhole() {
        assertThat(failure(map(1, 151_552L - PAGE))).isEqualTo(Errno.EINVAL);
        assertThat(failure(map(2, PAGE))).isEqualTo(Errno.EINVAL);
        long size = Guest.uacce().dusSize();
        long address = map(1, size);
        assertThat(address).isPositive();
        assertThat(failure(map(1, size))).isEqualTo(Errno.EEXIST);
        Libc.munmap(address, size);
    }

    // nonsense is an error of the call, not of the kernel
    @Test
    void nonsenseIsRefused() throws WdException {
        assertThat(failure(Libc.ioctl(fd, 0x5777, 0))).isEqualTo(Errno.EINVAL);
        assertThat(failure(Libc.ioctl(fd, QM_SET_QP_CTX, 16))).isEqualTo(Errno.EFAULT);
        try (WdMemory context = WdMemory.allocate(Integer.BYTES)) {
            context.buffer().putShort(2, (short) 7);
            assertThat(failure(Libc.ioctl(fd, QM_SET_QP_CTX, context.address())))
                    .isEqualTo(Errno.EINVAL);
        }
    }

    // each open is a hardware queue; who comes too late has to read why
    @Test
    void queuesRunOutWithEbusyAndComeBack() throws WdException {
        UacceDevice device = Guest.uacce();
        List<QueueFile> files = new ArrayList<>();
        int free = Guest.freeQueues();
        for (int i = 0; i < free; i++) {
            files.add(QueueFile.open(device));
            assertThat(Guest.freeQueues()).isEqualTo(free - i - 1);
        }
        assertThatThrownBy(() -> QueueFile.open(device))
                .isInstanceOf(WdException.class)
                .hasMessageContaining("EBUSY (no queue is free)");
        files.forEach(QueueFile::close);
        assertThat(Guest.freeQueues()).isEqualTo(free);
    }

    // the whole life of a queue file
    @Test
    void aQueueFileIsConfiguredStartedStoppedAndReleased() throws WdException {
        UacceDevice device = Guest.uacce();
        try (QueueFile file = QueueFile.open(device)) {
            file.configure(ZipOperation.INFLATE, device.mmioSize(), device.dusSize());
            assertThat(file.geometry()).isEqualTo(new QueueGeometry(128, 1024, 1024));
            assertThat(file.number()).isBetween(0, Guest.QUEUES - 1);
            file.start();
            assertThat(file.await(1)).isEqualTo(QueueFile.Event.TIMEOUT);
            assertThat(file.stop()).isTrue();
            assertThat(file.stop()).isTrue();
            assertThat(file.state()).isEqualTo(QueueFile.State.DEAD);
        }
    }
}
