// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.hisi.driver;

import io.warpdrive.hisi.protocol.HisiApi;
import io.warpdrive.hisi.protocol.Limits;
import io.warpdrive.hisi.protocol.Rings;
import io.warpdrive.queue.WdDevice;
import io.warpdrive.queue.WdException;
import io.warpdrive.queue.WdMemory;
import io.warpdrive.queue.WdMode;
import io.warpdrive.queue.WdQueue;
import io.warpdrive.queue.ZipOperation;
import io.warpdrive.queue.ZipRequest;
import io.warpdrive.queue.ZipStatus;
import io.warpdrive.support.WdLog;
import io.warpdrive.uacce.QueueFile;
import io.warpdrive.uacce.QueueGeometry;
import io.warpdrive.uacce.Region;
import java.lang.ref.Reference;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One hardware queue, shared by any number of threads.
 *
 * <p>Senders meet at one {@link SpinLock}, takers of completions at another; each is held for the few stores and loads at
 * its end of the ring, never across a wait. Whoever waits takes up completions for everybody. The mapped regions are
 * touched under one of the two locks only, so that {@link #close} can unmap them.
 *
 * <p>A fault kills the queue: the device is stopped first, and then every request outstanding completes with
 * {@link ZipStatus#QUEUE_DEAD}, which so means that its memory is the caller's again. When the device can't be stopped it
 * is {@link ZipStatus#TIMED_OUT}. A timeout is such a fault: choose it in seconds.
 */
public final class HisiQueue implements WdQueue {
    /** How long {@link #flush} has patience with a device. */
    private static final long FLUSH_NANOS = 60_000_000_000L;

    private enum Life {
        OPEN,
        /** Being stopped by one thread. */
        DYING,
        DEAD,
        /** Unmapped. */
        CLOSED
    }

    private final WdDevice device;
    private final ZipOperation operation;
    private final QueueFile file;
    private final InFlight inFlight;
    private final RingEnds ends;
    private final Waiting waiting;
    private final AddressTable addresses;
    /** Keep the mappings reachable for as long as the queue is. */
    private final WdMemory dus;

    private final WdMemory mmio;
    private final SpinLock sendLock = new SpinLock();
    private final SpinLock receiveLock = new SpinLock();
    private final AtomicReference<Life> life = new AtomicReference<>(Life.OPEN);
    /** What the queue has died of, until somebody has said so. */
    private final AtomicReference<Fault> unreported = new AtomicReference<>(Fault.NONE);

    /**
     * @param file configured and started; the queue closes it
     * @throws IllegalArgumentException when the rings do not fit into the regions
     */
    public HisiQueue(WdDevice device, HisiApi api, ZipOperation operation, QueueFile file) {
        this.device = device;
        this.operation = operation;
        this.file = file;
        this.dus = file.region(Region.DUS);
        this.mmio = file.region(Region.MMIO);
        QueueGeometry geometry = file.geometry();
        Rings rings = new Rings(
                dus.buffer(),
                mmio.buffer(),
                api,
                geometry.entrySize(),
                geometry.submissionDepth(),
                geometry.completionDepth());
        this.inFlight = new InFlight(rings.submissionDepth());
        this.ends = new RingEnds(rings, inFlight, api, file.number());
        this.waiting = new Waiting(this, inFlight);
        this.addresses = new AddressTable(device.mode() == WdMode.SVA);
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
        if (request.operation() != operation
                || request.sourceLength() == 0
                || request.sourceLength() > Limits.MAXIMUM_LENGTH) {
            request.complete(ZipStatus.FAILED, 0, 0);
            return true;
        }
        if (request.destinationLength() < Limits.MINIMUM_OUTPUT) {
            request.complete(ZipStatus.OUTPUT_FULL, 0, 0);
            return true;
        }
        int space = Math.min(request.destinationLength(), Limits.MAXIMUM_LENGTH);
        long source = addresses.translate(request.sourceAddress(), request.sourceLength());
        long destination = addresses.translate(request.destinationAddress(), space);
        if (source == AddressTable.NOWHERE || destination == AddressTable.NOWHERE) {
            request.complete(ZipStatus.FAILED, 0, 0);
            return true;
        }
        if (inFlight.isFull()) {
            takeUp();
        }
        Fault fault = Fault.NONE;
        boolean sent = true;
        sendLock.lock();
        long position = inFlight.tail();
        try {
            if (!isOpen()) {
                request.complete(ZipStatus.QUEUE_DEAD, 0, 0);
            } else if (ends.isReset()) {
                request.complete(ZipStatus.QUEUE_DEAD, 0, 0);
                fault = Fault.RESET;
            } else if (inFlight.isFull()) {
                sent = false;
            } else {
                ends.submit(request, source, destination, space);
            }
        } catch (InternalError e) {
            if (inFlight.tail() == position) {
                // it may say that it was sent, but nobody knows of it who could complete it
                request.complete(ZipStatus.QUEUE_DEAD, 0, 0);
            }
            fault = Fault.REMOVED;
        } finally {
            sendLock.unlock();
            Reference.reachabilityFence(this);
        }
        if (fault != Fault.NONE) {
            die(fault);
        }
        report();
        return sent;
    }

    @Override
    public boolean recv(ZipRequest request) {
        if (request.status() == ZipStatus.SENT) {
            takeUp();
        }
        report();
        return request.status() != ZipStatus.SENT;
    }

    @Override
    public void recvSync(ZipRequest request, long timeoutNanos) {
        try {
            waiting.forRequest(request, timeoutNanos);
        } catch (InternalError e) {
            // a net: it should have come in takeUp
            die(Fault.REMOVED);
            waiting.forRequest(request, timeoutNanos);
        }
        report();
    }

    @Override
    public void flush() {
        waiting.forPosition(inFlight.tail(), FLUSH_NANOS);
        report();
    }

    /** Takes up completions that have come, unless another thread is at it. */
    void takeUp() {
        if (!receiveLock.tryLock()) {
            return;
        }
        Fault fault;
        try {
            fault = isOpen() ? ends.drain(waiting.isLed()) : Fault.NONE;
        } catch (InternalError e) {
            // SIGBUS, see MappingFault; what was read until then was nothing, which at worst looks like another fault
            fault = Fault.REMOVED;
        } finally {
            receiveLock.unlock();
            Reference.reachabilityFence(this);
        }
        if (fault != Fault.NONE) {
            die(fault);
        }
    }

    /** Asks the device to wake who polls, at the next completion. */
    void arm() {
        Fault fault = Fault.NONE;
        receiveLock.lock();
        try {
            if (isOpen()) {
                ends.arm();
            }
        } catch (InternalError e) {
            fault = Fault.REMOVED;
        } finally {
            receiveLock.unlock();
        }
        if (fault != Fault.NONE) {
            die(fault);
        }
    }

    /** Sleeps until the device has completed something. For one thread at a time. */
    void poll(int milliseconds) {
        // the queue can't be unmapped or closed meanwhile: close waits until nobody leads
        if (isOpen() && file.await(milliseconds) == QueueFile.Event.DEAD) {
            die(Fault.REMOVED);
        }
    }

    /** Whether it takes requests. */
    public boolean isOpen() {
        return life.get() == Life.OPEN;
    }

    /** Whether it has died, and whoever saw to that is done with it. */
    public boolean isDead() {
        Life now = life.get();
        return now == Life.DEAD || now == Life.CLOSED;
    }

    /**
     * Stops the device and completes every request outstanding. Only the first call does something; later ones return at
     * once, while the first may still be at it.
     *
     * <p>The device has to be stopped before anybody is told: who reads QUEUE_DEAD uses the request's memory again.
     */
    void die(Fault fault) {
        if (!life.compareAndSet(Life.OPEN, Life.DYING)) {
            return;
        }
        try {
            unreported.set(fault);
            MappingFault.discard();
        } finally {
            stopAndBury();
        }
    }

    private void stopAndBury() {
        boolean stopped = false;
        try {
            stopped = file.stop();
        } finally {
            bury(stopped ? ZipStatus.QUEUE_DEAD : ZipStatus.TIMED_OUT);
        }
    }

    /**
     * Says what the queue has died of, once. Only where the calling thread holds nothing, leads nobody and has nobody wait
     * for it: a log's handler may compress, and so come back here, or wait for a thread that does.
     */
    private void report() {
        if (isOpen()) {
            return;
        }
        Fault fault = unreported.getAndSet(Fault.NONE);
        if (fault != Fault.NONE && fault != Fault.CLOSED) {
            String queue = device.name() + ": queue " + file.number();
            WdLog.once(device.name() + " " + fault, queue + " " + fault.message() + "; it is not used any more");
        }
    }

    private void bury(ZipStatus verdict) {
        receiveLock.lock();
        sendLock.lock();
        try {
            life.set(Life.DEAD);
            while (inFlight.head() < inFlight.tail()) {
                inFlight.oldest().complete(verdict, 0, 0);
                inFlight.pop();
            }
        } finally {
            sendLock.unlock();
            receiveLock.unlock();
        }
    }

    @Override
    public WdMemory reserveMemory(long bytes) throws WdException {
        if (device.mode() == WdMode.SVA) {
            return WdMemory.allocate(bytes);
        }
        Objects.checkIndex(bytes - 1, Integer.MAX_VALUE);
        return addresses.reserve((int) bytes, file);
    }

    @Override
    public void close() {
        die(Fault.CLOSED);
        for (int i = 0; life.get() == Life.DYING; i++) {
            Pause.once(i);
        }
        if (!life.compareAndSet(Life.DEAD, Life.CLOSED)) {
            return;
        }
        waiting.untilNobodyLeads();
        // whoever was inside when the queue died has left when both locks were had; nobody looks at a region since
        receiveLock.lock();
        sendLock.lock();
        try {
            file.close();
            addresses.close();
        } finally {
            sendLock.unlock();
            receiveLock.unlock();
        }
    }
}
