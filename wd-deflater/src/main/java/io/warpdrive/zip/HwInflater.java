// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import static java.util.Objects.requireNonNull;

import io.warpdrive.queue.ZipOperation;
import io.warpdrive.route.InflateService;
import io.warpdrive.route.Route;
import io.warpdrive.route.Router;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * An {@link Inflater} whose work is done by an accelerator's queue, or by an engine of ours in place, where that pays.
 *
 * <p>Every method keeps its parent's contract; after each call all that can be asked is what the parent would answer.
 *
 * <p>Safe for use by several threads as the parent is: each call is atomic. Native memory beyond the parent's is held only
 * from the moment a stream is offloaded until it is finished, reset or ended; that of an inflater that was dropped without
 * {@link #end} is freed when it is found to be unreachable.
 */
public class HwInflater extends Inflater {
    /** JDK 19 and newer: {@link java.util.zip.InflaterInputStream} asks the parent what nobody can override. */
    private static final boolean HAS_PENDING_OUTPUT = Arrays.stream(Inflater.class.getDeclaredFields())
            .anyMatch(field -> field.getName().equals("pendingOutput"));

    private static final byte[] ONE_BYTE = {0};

    private final Object lock = new Object();
    /** Null unless a device has failed at the stream, and zlib has yet to tell whether the data is to blame. */
    private InflateService doubted;

    private final StreamAccount account = new StreamAccount(ZipOperation.INFLATE);
    private final boolean nowrap;

    private Route route = initialRoute();
    /** The input while the route is not zlib's; else the parent has it. */
    private final InputCursor input = new InputCursor();

    /** In place only. */
    private final InPlaceInflation inPlace;
    /** Offloaded only; null before the first stream that a device was asked for. */
    private WholeMessage message;

    /** Whether the last call filled all of an array, and the stream goes on: what the parent would keep in mind. */
    private boolean pendingOutput;
    /** What the parent does keep in mind. Plain: whoever uses an object in two threads at once learns no order from it. */
    private boolean parentsPendingOutput;

    /** Volatile: read without the lock, as callers ask before and after each call. What ends or begins a stream sets it last. */
    private volatile boolean finished;

    private boolean closed;

    /** As {@link Inflater#Inflater()}. */
    public HwInflater() {
        this(false);
    }

    /**
     * As {@link Inflater#Inflater(boolean)}.
     *
     * @param nowrap whether the input is raw (RFC 1951); else it has zlib's header and trailer (RFC 1950)
     */
    public HwInflater(boolean nowrap) {
        super(nowrap);
        this.nowrap = nowrap;
        this.inPlace = new InPlaceInflation(input, nowrap);
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
                tellParent();
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
                tellParent();
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
            if (route == Route.UNDECIDED && !(nowrap && beginInPlace(Math.max(1, dictionary.remaining())))) {
                // in zlib format none is wanted yet: the parent says so
                leaveToParent();
            }
            if (route == Route.ZLIB) {
                super.setDictionary(dictionary);
                return;
            }
            boolean taken = route == Route.IN_PLACE ? inPlace.setDictionary(dictionary) : nowrap;
            if (!taken) {
                throw new IllegalArgumentException(route == Route.IN_PLACE ? inPlace.message() : null);
            }
            // behind the end of raw data zlib takes it to no effect
            dictionary.position(dictionary.limit());
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
            return route == Route.ZLIB ? super.needsInput() : input.remaining() == 0;
        }
    }

    @Override
    public boolean needsDictionary() {
        if (isParents()) {
            return super.needsDictionary();
        }
        synchronized (lock) {
            return route == Route.ZLIB ? super.needsDictionary() : route == Route.IN_PLACE && inPlace.needsDictionary();
        }
    }

    @Override
    public boolean finished() {
        return finished;
    }

    @Override
    public int inflate(byte[] output, int off, int len) throws DataFormatException {
        Bounds.check(off, len, output.length);
        if (isParents()) {
            return settled(super.inflate(output, off, len), len);
        }
        synchronized (lock) {
            ensureOpen();
            int written = route == Route.UNDECIDED ? decide(output, null, off, len) : 0;
            if (route == Route.ZLIB) {
                return settled(super.inflate(output, off, len), len);
            }
            try {
                written += inflateInPlace(output, off, len);
                pendingOutput = written == len && !finished;
                return written;
            } finally {
                tellParent();
            }
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
            int position = output.position();
            int room = output.remaining();
            long before = bytesWritten();
            int written = route == Route.UNDECIDED ? decide(null, output, position, room) : 0;
            if (route == Route.ZLIB) {
                return settled(super.inflate(output));
            }
            try {
                written += output.isDirect()
                        ? inflateInPlace(output, position, room)
                        : inflateInPlace(output.array(), output.arrayOffset() + position, room);
                return written;
            } finally {
                output.position(position + (int) (bytesWritten() - before));
                tellParent();
            }
        }
    }

    private int inflateInPlace(Object output, int off, int len) throws DataFormatException {
        if (route != Route.IN_PLACE || finished) {
            return 0;
        }
        int written = inPlace.inflate(output, off, len);
        if (inPlace.isFinished()) {
            finish();
        }
        return written;
    }

    /** After the parent has inflated into an array. */
    private int settled(int written, int len) {
        settled(written);
        parentsPendingOutput = written == len && !finished;
        pendingOutput = parentsPendingOutput;
        return written;
    }

    /** After the parent has inflated. */
    private int settled(int written) {
        if (super.finished()) {
            synchronized (lock) {
                if (closed) {
                    // by another thread, and accounted for; the parent's says so too
                    finished = true;
                } else if (!finished) {
                    if (doubted != null) {
                        doubted.failedAtGoodData();
                        doubted = null;
                    }
                    finish();
                }
            }
        }
        return written;
    }

    private void finish() {
        account.settle(bytesRead(), bytesWritten());
        finished = true;
    }

    /** Has the parent say what it would if the stream were its own: it is asked only when there is no input. */
    private void tellParent() {
        if (HAS_PENDING_OUTPUT && pendingOutput != parentsPendingOutput && input.remaining() == 0 && !closed) {
            try {
                // nothing comes of nothing; but no room counts as filled
                super.inflate(ONE_BYTE, 0, pendingOutput ? 0 : 1);
            } catch (DataFormatException e) {
                throw new AssertionError("the parent has no data", e);
            }
            parentsPendingOutput = pendingOutput;
        }
    }

    /**
     * Finds out who serves the stream, at its first input.
     *
     * @param array where to, or null if it is {@code buffer}
     * @return bytes of output of a message that a device has done by then
     */
    private int decide(byte[] array, ByteBuffer buffer, int off, int room) {
        int available = input.remaining();
        if (available == 0 || beginInPlace(available)) {
            return 0;
        }
        InflateService device = candidate(available);
        if (device != null && !device.isInPlace()) {
            message = message == null ? new WholeMessage(nowrap) : message;
            if (message.inflate(device, input, array, buffer, off, room)) {
                decided(Route.OFFLOADED);
                finish();
                return message.produced();
            }
            doubted = message.deviceFailed() ? device : null;
        }
        leaveToParent();
        return 0;
    }

    /** Whether the stream has begun in place. */
    private boolean beginInPlace(int available) {
        InflateService service = candidate(available);
        boolean begun = service != null && service.isInPlace() && inPlace.begin(service);
        if (begun) {
            decided(Route.IN_PLACE);
        }
        return begun;
    }

    /** Who may serve the stream, or null. */
    private static InflateService candidate(int available) {
        InflateService service = Router.isWorthAsking(ZipOperation.INFLATE, available) ? Router.inflate() : null;
        return service != null && service.serves(available) ? service : null;
    }

    private void decided(Route decision) {
        route = decision;
        account.decided(decision);
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
            if (route == Route.OFFLOADED) {
                return message.adler();
            }
            return inPlace.adler();
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
            case ZLIB -> super.getBytesRead();
            case IN_PLACE -> inPlace.bytesRead();
            case OFFLOADED -> message.consumed();
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
            case ZLIB -> super.getBytesWritten();
            case IN_PLACE -> inPlace.bytesWritten();
            case OFFLOADED -> message.produced();
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
            tellParent();
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
        inPlace.release();
    }

    /** The parent's exception for an object that has been closed: its type depends on the JDK. */
    private void ensureOpen() {
        if (closed) {
            super.getBytesRead();
        }
    }
}
