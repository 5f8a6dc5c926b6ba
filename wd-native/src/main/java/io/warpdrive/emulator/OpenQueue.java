// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.emulator;

import io.warpdrive.queue.WdException;
import io.warpdrive.queue.WdMemory;
import io.warpdrive.uacce.Errno;
import io.warpdrive.uacce.Libc;
import java.util.ArrayDeque;
import java.util.Deque;

/** What a client gets with a queue, and what has to be given back: all of it, also when some could not be had. */
final class OpenQueue implements AutoCloseable {
    private final int number;
    private final int pid;
    private final int eventFd;
    private final WdMemory one;
    private final SharedFile mmio;
    private final SharedFile dus;
    private final StaticShare share = new StaticShare();
    /** How to give back what was had, the last one first. */
    private final Deque<Runnable> releases = new ArrayDeque<>();

    /** Where memory of the emulator's own comes from. */
    interface Memory {
        WdMemory allocate(long bytes) throws WdException;
    }

    /**
     * @param number of the queue, taken from the device and given back to it
     * @throws WdException when something can't be had; everything is given back then, the number too
     */
    OpenQueue(EmulatedDevice device, int number, int pid, Memory memory) throws WdException {
        this.number = number;
        this.pid = pid;
        releases.push(() -> device.giveQueue(number));
        try {
            eventFd = Libc.eventfd(0, Libc.EFD_NONBLOCK | Libc.EFD_CLOEXEC);
            if (eventFd < 0) {
                throw new WdException("no eventfd: " + Errno.describe(Libc.errno()));
            }
            releases.push(() -> Libc.close(eventFd));
            one = memory.allocate(Long.BYTES);
            releases.push(one::close);
            mmio = new SharedFile("mmio", device.mmioSize());
            releases.push(mmio::close);
            dus = new SharedFile("dus", device.dusSize());
            releases.push(dus::close);
            releases.push(share::close);
        } catch (WdException | RuntimeException | Error e) {
            close();
            throw e;
        }
        one.buffer().putLong(0, 1);
    }

    int number() {
        return number;
    }

    /** The client. */
    int pid() {
        return pid;
    }

    /** What wakes the client; stays ours. */
    int eventFd() {
        return eventFd;
    }

    SharedFile mmio() {
        return mmio;
    }

    SharedFile dus() {
        return dus;
    }

    StaticShare share() {
        return share;
    }

    /** Wakes the client. */
    void interrupt() {
        Libc.write(eventFd, one.address(), Long.BYTES);
    }

    @Override
    public void close() {
        while (!releases.isEmpty()) {
            releases.pop().run();
        }
    }
}
