// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.uacce;

import io.warpdrive.queue.WdException;
import io.warpdrive.queue.WdMemory;
import io.warpdrive.queue.ZipOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** For tests: a queue file that is only memory. The test plays the device. */
public final class ScriptedTransport implements Transport {
    private final List<Integer> files = new ArrayList<>();
    private final List<String> calls = new ArrayList<>();
    private final Semaphore completions = new Semaphore(0);
    private final QueueGeometry geometry;
    private volatile boolean stoppable = true;
    private volatile boolean dead;
    private volatile Runnable whileAwaited = () -> {};

    public ScriptedTransport(QueueGeometry geometry) {
        this.geometry = geometry;
    }

    /** A queue file over it, started. */
    public QueueFile started(ZipOperation operation, long mmioSize, long dusSize) throws WdException {
        QueueFile file = new QueueFile("scripted", this);
        file.configure(operation, mmioSize, dusSize);
        file.start();
        return file;
    }

    /** What was called, in order. */
    public synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    private synchronized void note(String call) {
        calls.add(call);
    }

    /** From now on the device can't be stopped for certain. */
    public void hang() {
        stoppable = false;
    }

    /** From now on waiting says that the device is gone. */
    public void remove() {
        dead = true;
        completions.release();
    }

    /** Takes the pages of the regions away: whoever touches them gets SIGBUS, as when a device is pulled out. */
    public void pullOut() {
        files.forEach(file -> Libc.ftruncate(file, 0));
    }

    /** What happens while somebody polls. */
    public void whileAwaited(Runnable action) {
        whileAwaited = action;
    }

    /** Wakes whoever polls. */
    public void interrupt() {
        completions.release();
    }

    @Override
    public int setContext(int type) {
        note("context " + type);
        return 5;
    }

    @Override
    public QueueGeometry geometry() {
        return geometry;
    }

    @Override
    public WdMemory map(Region region, long size) throws WdException {
        note("map " + region + " " + size);
        int file = Libc.memfd_create("scripted", Libc.MFD_CLOEXEC);
        Libc.ftruncate(file, size);
        files.add(file);
        return Mapping.map(region.name(), file, 0, size);
    }

    @Override
    public ReservedMemory reserve(long bytes) throws WdException {
        return new ReservedMemory(WdMemory.allocate(bytes), 0x10_0000_0000L);
    }

    @Override
    public void start() {
        note("start");
    }

    @Override
    public boolean stop() {
        note("stop");
        return stoppable;
    }

    @Override
    public QueueFile.Event await(int milliseconds) {
        note("await");
        whileAwaited.run();
        try {
            boolean ready = completions.tryAcquire(milliseconds, TimeUnit.MILLISECONDS);
            if (dead) {
                return QueueFile.Event.DEAD;
            }
            return ready ? QueueFile.Event.READY : QueueFile.Event.TIMEOUT;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return QueueFile.Event.READY;
        }
    }

    @Override
    public void close() {
        note("close");
        files.forEach(Libc::close);
    }
}
