// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.uacce;

import io.warpdrive.queue.WdException;
import io.warpdrive.queue.WdMemory;
import io.warpdrive.queue.ZipOperation;
import java.lang.ref.Cleaner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * An open queue file: one hardware queue, bound to this process. The kernel gives it back when the descriptor is closed,
 * however the process ends; here that is {@link #close}, with a {@link Cleaner} as the net.
 *
 * <pre>
 *   OPENED --configure--&gt; CONFIGURED --start--&gt; STARTED
 *      \                      |                   |
 *       \---------------------+--- stop ---------&gt; DEAD ---close---&gt; RELEASED   (close is allowed from everywhere)
 * </pre>
 *
 * <p>{@link #await} and {@link #stop} may be called by any thread; the rest is for the thread that opens it. Nobody may
 * touch a region after {@link #close}: the caller has to see to that.
 */
public final class QueueFile implements AutoCloseable {
    private static final Cleaner CLEANER = Cleaner.create();

    /** Where the file stands in its life. */
    public enum State {
        OPENED,
        CONFIGURED,
        STARTED,
        DEAD,
        RELEASED
    }

    /** What came of waiting. */
    public enum Event {
        /** Something was completed, or may have been. */
        READY,
        /** Nothing came in time. */
        TIMEOUT,
        /** The device is gone. */
        DEAD
    }

    private final String name;
    private final Resources resources;
    private final Cleaner.Cleanable cleanable;
    private final AtomicReference<State> state = new AtomicReference<>(State.OPENED);
    private int number;
    private QueueGeometry geometry = QueueGeometry.DEFAULT;

    /** All that has to be given back. Must not refer to the queue file, or the cleaner would never run. */
    private static final class Resources implements Runnable {
        final Transport transport;
        final Map<Region, WdMemory> regions = new EnumMap<>(Region.class);
        private boolean running;
        private boolean stopped;

        Resources(Transport transport) {
            this.transport = transport;
        }

        synchronized void start() throws WdException {
            transport.start();
            running = true;
        }

        /** Asks the device once; what it has said then is said again. */
        synchronized boolean stop() {
            if (running) {
                running = false;
                stopped = transport.stop();
            }
            return stopped;
        }

        /** Never on a descriptor that was closed: its number may be somebody else's by now. */
        synchronized ReservedMemory reserve(long bytes) throws WdException {
            if (!running) {
                throw new WdException("memory can't be reserved: the queue is not running");
            }
            return transport.reserve(bytes);
        }

        @Override
        public synchronized void run() {
            // first of all: nothing may be written to memory that whoever forgot the queue has forgotten too
            stop();
            regions.values().forEach(WdMemory::close);
            transport.close();
        }
    }

    QueueFile(String name, Transport transport) {
        this.name = name;
        this.resources = new Resources(transport);
        this.cleanable = CLEANER.register(this, resources);
    }

    /**
     * Opens a queue of the device at {@code node}: the kernel's character device, or the emulator's socket.
     *
     * @throws WdException when there is no such device, no queue is free, or this user may not
     */
    public static QueueFile open(UacceDevice device) throws WdException {
        Path node = device.node();
        if (!Files.exists(node)) {
            throw Errno.failure("open " + node, Errno.ENOENT.number());
        }
        boolean socket = UnixSocket.isSocket(node);
        Transport transport = socket ? EmulatorSocket.open(node, device.mode()) : CharacterDevice.open(node);
        return new QueueFile(device.name(), transport);
    }

    /** Sets the direction, asks for the geometry and maps both regions. */
    public void configure(ZipOperation operation, long mmioSize, long dusSize) throws WdException {
        move(State.OPENED, State.CONFIGURED);
        resources.regions.put(Region.MMIO, resources.transport.map(Region.MMIO, mmioSize));
        resources.regions.put(Region.DUS, resources.transport.map(Region.DUS, dusSize));
        number = resources.transport.setContext(operation == ZipOperation.DEFLATE ? 0 : 1);
        geometry = resources.transport.geometry();
    }

    /** Lets the device work. */
    public void start() throws WdException {
        move(State.CONFIGURED, State.STARTED);
        resources.start();
    }

    private void move(State from, State to) throws WdException {
        if (!state.compareAndSet(from, to)) {
            throw new WdException(name + ": queue is " + state.get() + ", not " + from);
        }
    }

    public State state() {
        return state.get();
    }

    /** The queue's number, which goes into doorbells. */
    public int number() {
        return number;
    }

    public QueueGeometry geometry() {
        return geometry;
    }

    /** A region; only between {@link #configure} and {@link #close}. */
    public WdMemory region(Region region) {
        return resources.regions.get(region);
    }

    /** Memory for devices that can't see all of the process; its owner closes it. Only while the queue runs. */
    public ReservedMemory reserve(long bytes) throws WdException {
        return resources.reserve(bytes);
    }

    /** Waits for completions, at most so long. Not after {@link #close}. */
    public Event await(int milliseconds) {
        return resources.transport.await(milliseconds);
    }

    /**
     * Stops the device for good.
     *
     * @return whether it is certain that the device touches no memory any more
     */
    public boolean stop() {
        State before = state.getAndUpdate(now -> now == State.RELEASED ? State.RELEASED : State.DEAD);
        return before == State.OPENED || before == State.CONFIGURED || resources.stop();
    }

    /** Unmaps the regions and closes the file: the queue goes back to the device. Again and again is fine. */
    @Override
    public void close() {
        if (state.getAndSet(State.RELEASED) != State.RELEASED) {
            cleanable.clean();
        }
    }
}
