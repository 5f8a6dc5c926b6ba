// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import static java.util.Objects.requireNonNull;

import io.warpdrive.queue.ZipOperation;
import io.warpdrive.route.InflateService;
import io.warpdrive.route.Route;
import io.warpdrive.route.Router;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * An {@link Inflater} whose work is done by an accelerator's queue where that pays.
 *
 * <p>Every method keeps its parent's contract. What differs: input is used up ahead of the output that is asked for, so
 * while {@link #needsInput} is false, {@link #getRemaining} may be less than the parent's; at the end of the stream it is
 * exact, and so it is when the data turns out to be invalid.
 *
 * <p>Safe for use by several threads as the parent is: each call is atomic. Native memory beyond the parent's is held only
 * from the moment a stream is offloaded until it is finished, reset or ended; that of an inflater that was dropped without
 * {@link #end} is freed when it is found to be unreachable.
 */
public class HwInflater extends Inflater {
    private final Object lock = new Object();
    /** Null unless a device has failed at the stream, and zlib has yet to tell whether the data is to blame. */
    private InflateService doubted;

    private final StreamAccount account = new StreamAccount(ZipOperation.INFLATE);
    private final boolean nowrap;

    private Route route = initialRoute();
    /** The input while the route is not zlib's; else the parent has it. */
    private final InputCursor input = new InputCursor();
    /** Null before the first stream that is offloaded. */
    private OffloadedInflate offloaded;
    /** Whether the parent has to be reset before it is used. */
    private boolean parentUsed;

    private boolean closed;

    /** As {@link Inflater#Inflater()}. */
    public HwInflater() {
        this(false);
    }

    /** As {@link Inflater#Inflater(boolean)}. */
    public HwInflater(boolean nowrap) {
        super(nowrap);
        this.nowrap = nowrap;
    }

    private static Route initialRoute() {
        return Router.mayOffload(ZipOperation.INFLATE) ? Route.UNDECIDED : Route.ZLIB;
    }

    @Override
    public void setInput(byte[] input, int off, int len) {
        Bounds.check(off, len, input.length);
        synchronized (lock) {
            if (route == Route.ZLIB) {
                super.setInput(input, off, len);
            } else {
                this.input.set(input, off, len);
            }
        }
    }

    @Override
    public void setInput(ByteBuffer input) {
        requireNonNull(input);
        synchronized (lock) {
            if (route == Route.ZLIB) {
                super.setInput(input);
            } else {
                this.input.set(input);
            }
        }
    }

    @Override
    public void setDictionary(byte[] dictionary, int off, int len) {
        Bounds.check(off, len, dictionary.length);
        setDictionary(ByteBuffer.wrap(dictionary, off, len));
    }

    @Override
    public void setDictionary(ByteBuffer dictionary) {
        requireNonNull(dictionary);
        synchronized (lock) {
            ensureOpen();
            if (route == Route.UNDECIDED) {
                leaveToParent();
            } else if (route == Route.OFFLOADED) {
                if (!offloaded.useDictionary(dictionary)) {
                    throw new IllegalArgumentException();
                }
                return;
            }
            super.setDictionary(dictionary);
        }
    }

    @Override
    public int getRemaining() {
        synchronized (lock) {
            return route == Route.ZLIB ? super.getRemaining() : input.remaining();
        }
    }

    @Override
    public boolean needsInput() {
        synchronized (lock) {
            return switch (route) {
                case UNDECIDED -> input.remaining() == 0;
                case ZLIB -> super.needsInput();
                case OFFLOADED -> offloaded.needsInput();
            };
        }
    }

    @Override
    public boolean needsDictionary() {
        synchronized (lock) {
            return route == Route.ZLIB && super.needsDictionary();
        }
    }

    @Override
    public boolean finished() {
        synchronized (lock) {
            return switch (route) {
                case UNDECIDED -> false;
                case ZLIB -> super.finished();
                case OFFLOADED -> offloaded.isFinished();
            };
        }
    }

    @Override
    public int inflate(byte[] output, int off, int len) throws DataFormatException {
        Bounds.check(off, len, output.length);
        synchronized (lock) {
            ensureOpen();
            if (!decide(len)) {
                return 0;
            }
            int written;
            if (route == Route.OFFLOADED) {
                offloaded.inflate(output, null, off, len);
                written = offloaded.delivered();
            } else {
                written = super.inflate(output, off, len);
            }
            settle();
            return written;
        }
    }

    @Override
    public int inflate(ByteBuffer output) throws DataFormatException {
        if (output.isReadOnly()) {
            throw new ReadOnlyBufferException();
        }
        synchronized (lock) {
            ensureOpen();
            if (!decide(output.remaining())) {
                return 0;
            }
            int written = route == Route.OFFLOADED ? offload(output) : super.inflate(output);
            settle();
            return written;
        }
    }

    private int offload(ByteBuffer output) throws DataFormatException {
        int position = output.position();
        try {
            offloaded.inflate(null, output, position, output.remaining());
            return offloaded.delivered();
        } finally {
            output.position(position + offloaded.delivered());
        }
    }

    private void settle() {
        if (finished()) {
            if (doubted != null) {
                doubted.failedAtGoodData();
                doubted = null;
            }
            account.settle(getBytesRead(), getBytesWritten());
        }
    }

    /**
     * Finds out who serves the stream, at its first input.
     *
     * @return false if there is none yet
     */
    private boolean decide(int room) {
        if (route == Route.UNDECIDED) {
            if (input.remaining() == 0) {
                return false;
            }
            if (leaveToDevice(room)) {
                route = Route.OFFLOADED;
                account.decided(route);
            } else {
                leaveToParent();
            }
        }
        return true;
    }

    private boolean leaveToDevice(int room) {
        InflateService service = Router.inflate();
        if (service == null || !service.serves(input.remaining())) {
            return false;
        }
        if (offloaded == null) {
            offloaded = new OffloadedInflate(input, !nowrap);
        }
        boolean begun = offloaded.begin(service, room);
        doubted = offloaded.failedToBegin() ? service : null;
        return begun;
    }

    private void leaveToParent() {
        freshenParent();
        route = Route.ZLIB;
        account.decided(route);
        input.giveTo(super::setInput, super::setInput);
    }

    /** Resetting the parent costs more than inflating a short message: it is done when the parent is used again. */
    private void freshenParent() {
        if (parentUsed) {
            super.reset();
        }
        parentUsed = true;
    }

    @Override
    public int getAdler() {
        synchronized (lock) {
            ensureOpen();
            if (route == Route.OFFLOADED && !nowrap) {
                return offloaded.adler();
            }
            if (route == Route.UNDECIDED && parentUsed && !nowrap) {
                // the parent is reset when it is used again: until then it has the last stream's
                return 1;
            }
            return super.getAdler();
        }
    }

    @Override
    public long getBytesRead() {
        synchronized (lock) {
            ensureOpen();
            return switch (route) {
                case UNDECIDED -> 0;
                case ZLIB -> super.getBytesRead();
                case OFFLOADED -> offloaded.bytesRead();
            };
        }
    }

    @Override
    public long getBytesWritten() {
        synchronized (lock) {
            ensureOpen();
            return switch (route) {
                case UNDECIDED -> 0;
                case ZLIB -> super.getBytesWritten();
                case OFFLOADED -> offloaded.bytesWritten();
            };
        }
    }

    @Override
    public void reset() {
        synchronized (lock) {
            ensureOpen();
            leaveStream();
            route = initialRoute();
            doubted = null;
            if (route == Route.ZLIB) {
                super.reset();
            }
            input.clear();
        }
    }

    @Override
    public void end() {
        synchronized (lock) {
            if (!closed) {
                leaveStream();
                closed = true;
            }
            super.end();
        }
    }

    /** Every way out of a stream comes here: nothing is held afterwards. */
    private void leaveStream() {
        if (route != Route.UNDECIDED) {
            account.settle(getBytesRead(), getBytesWritten());
        }
        account.restart();
        if (offloaded != null) {
            offloaded.release();
        }
    }

    /** The parent's exception for an object that has been closed: its type depends on the JDK. */
    private void ensureOpen() {
        if (closed) {
            super.getBytesRead();
        }
    }
}
