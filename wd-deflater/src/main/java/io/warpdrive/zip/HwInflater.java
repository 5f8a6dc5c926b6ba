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

    private final ShortMessage brief = new ShortMessage();
    /** Volatile: read without the lock, as callers ask before and after each call. What ends or begins a stream sets it last. */
    private volatile boolean finished;

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

    /**
     * Whether the stream is the parent's, which has a lock of its own: two locks cost more than such a question. Read
     * without ours, plainly: the caller's own calls and those that happened before are seen, and a reset by another thread
     * at the same time may come before or after.
     */
    private boolean isParents() {
        return route == Route.ZLIB;
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
            }
            if (route == Route.ZLIB) {
                super.setDictionary(dictionary);
            } else if (nowrap && finished) {
                // zlib takes it, to no effect
                dictionary.position(dictionary.limit());
            } else if (route != Route.OFFLOADED || !offloaded.useDictionary(dictionary)) {
                throw new IllegalArgumentException();
            }
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
        if (isParents()) {
            return super.needsInput();
        }
        synchronized (lock) {
            return switch (route) {
                case UNDECIDED, SHORT -> input.remaining() == 0;
                case ZLIB -> super.needsInput();
                case OFFLOADED -> offloaded.needsInput();
            };
        }
    }

    @Override
    public boolean needsDictionary() {
        return isParents() && super.needsDictionary();
    }

    @Override
    public boolean finished() {
        return finished;
    }

    @Override
    public int inflate(byte[] output, int off, int len) throws DataFormatException {
        Bounds.check(off, len, output.length);
        if (isParents()) {
            return settled(super.inflate(output, off, len));
        }
        synchronized (lock) {
            ensureOpen();
            if (route == Route.UNDECIDED) {
                if (input.remaining() == 0) {
                    return 0;
                }
                if (Router.mayStayHere(input.remaining()) && brief.inflate(input, !nowrap, output, off, len)) {
                    decided(Route.SHORT);
                    finish();
                    return brief.bytesWritten();
                }
                decide(len);
            }
            int written =
                    switch (route) {
                        case OFFLOADED -> offloaded.inflate(output, null, off, len);
                        case ZLIB -> super.inflate(output, off, len);
                        default -> 0;
                    };
            settle();
            return written;
        }
    }

    @Override
    public int inflate(ByteBuffer output) throws DataFormatException {
        if (output.isReadOnly()) {
            throw new ReadOnlyBufferException();
        }
        if (isParents()) {
            return settled(super.inflate(output));
        }
        synchronized (lock) {
            ensureOpen();
            if (route == Route.UNDECIDED) {
                if (input.remaining() == 0) {
                    return 0;
                }
                decide(output.remaining());
            }
            int written =
                    switch (route) {
                        case OFFLOADED -> offload(output);
                        case ZLIB -> super.inflate(output);
                        default -> 0;
                    };
            settle();
            return written;
        }
    }

    private int offload(ByteBuffer output) throws DataFormatException {
        int position = output.position();
        try {
            return offloaded.inflate(null, output, position, output.remaining());
        } finally {
            output.position(position + offloaded.delivered());
        }
    }

    /** After the parent has inflated. */
    private int settled(int written) {
        if (super.finished()) {
            synchronized (lock) {
                if (closed) {
                    // by another thread, and accounted for; the parent's says so too
                    finished = true;
                } else {
                    settle();
                }
            }
        }
        return written;
    }

    private void settle() {
        boolean ended = route == Route.ZLIB ? super.finished() : route == Route.OFFLOADED && offloaded.isFinished();
        if (ended && !finished) {
            if (doubted != null) {
                doubted.failedAtGoodData();
                doubted = null;
            }
            finish();
        }
    }

    private void finish() {
        account.settle(bytesRead(), bytesWritten());
        finished = true;
    }

    /** Finds out who serves the stream, at its first input. */
    private void decide(int room) {
        if (leaveToDevice(room)) {
            decided(Route.OFFLOADED);
        } else {
            leaveToParent();
        }
    }

    private void decided(Route decision) {
        route = decision;
        account.decided(decision);
    }

    private boolean leaveToDevice(int room) {
        int available = input.remaining();
        InflateService service = available < Router.shortest(ZipOperation.INFLATE) ? null : Router.inflate();
        if (service == null || input.opensStored(header()) || !service.serves(available, mayBeMessage())) {
            return false;
        }
        if (offloaded == null) {
            offloaded = new OffloadedInflate(input, !nowrap);
        }
        boolean begun = offloaded.begin(service, room);
        doubted = offloaded.failedToBegin() ? service : null;
        return begun;
    }

    /** Bytes before the first block. */
    private int header() {
        return nowrap ? 0 : InputCursor.HEADER;
    }

    /** Whether the first block is the last (RFC 1951, 3.2.3: BFINAL). */
    private boolean mayBeMessage() {
        int header = header();
        return input.remaining() > header && (input.peek(header) & 1) != 0;
    }

    private void leaveToParent() {
        if (input.isArray()) {
            super.setInput(input.array(), input.position(), input.remaining());
        } else {
            super.setInput(input.buffer());
        }
        input.clear();
        // last: who finds that the stream is the parent's asks it without our lock
        decided(Route.ZLIB);
    }

    @Override
    public int getAdler() {
        synchronized (lock) {
            ensureOpen();
            if (nowrap || route == Route.UNDECIDED || route == Route.ZLIB) {
                return super.getAdler();
            }
            return route == Route.SHORT ? brief.adler() : offloaded.adler();
        }
    }

    @Override
    public long getBytesRead() {
        synchronized (lock) {
            ensureOpen();
            return bytesRead();
        }
    }

    private long bytesRead() {
        return switch (route) {
            case UNDECIDED -> 0;
            case SHORT -> brief.bytesRead();
            case ZLIB -> super.getBytesRead();
            case OFFLOADED -> offloaded.bytesRead();
        };
    }

    @Override
    public long getBytesWritten() {
        synchronized (lock) {
            ensureOpen();
            return bytesWritten();
        }
    }

    private long bytesWritten() {
        return switch (route) {
            case UNDECIDED -> 0;
            case SHORT -> brief.bytesWritten();
            case ZLIB -> super.getBytesWritten();
            case OFFLOADED -> offloaded.bytesWritten();
        };
    }

    @Override
    public void reset() {
        synchronized (lock) {
            ensureOpen();
            leaveStream();
            doubted = null;
            if (route == Route.ZLIB) {
                super.reset();
            }
            route = initialRoute();
            input.clear();
            finished = false;
        }
    }

    @Override
    public void end() {
        synchronized (lock) {
            try {
                if (!closed) {
                    closed = true;
                    leaveStream();
                    input.clear();
                }
            } finally {
                super.end();
            }
        }
    }

    /** Every way out of a stream comes here: nothing is held afterwards. */
    private void leaveStream() {
        if (route != Route.UNDECIDED && !finished) {
            account.settle(bytesRead(), bytesWritten());
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
