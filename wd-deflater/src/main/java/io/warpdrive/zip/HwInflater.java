// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import static java.util.Objects.requireNonNull;

import io.warpdrive.observe.Watched;
import io.warpdrive.queue.ZipOperation;
import io.warpdrive.route.Decision;
import io.warpdrive.route.InflateDecision;
import io.warpdrive.route.InflateService;
import io.warpdrive.route.Reason;
import io.warpdrive.route.Route;
import io.warpdrive.route.Router;
import io.warpdrive.route.StreamCounters;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * An {@link Inflater} whose work is done by an accelerator's queue, or by an engine of ours in place, where that pays.
 *
 * <p>Every method keeps its parent's contract; after each call all that can be asked is what the parent would answer.
 *
 * <p>Safe for use by several threads as the parent is: each call is atomic. Native memory is held once: the parent's, up to
 * JDK 18, until a stream is served in place; beyond it only from the moment a stream is served until it is reset or ended.
 * That of an inflater that was dropped without {@link #end} is freed when it is found to be unreachable.
 */
public class HwInflater extends Inflater {
    /** JDK 19 and newer: {@link java.util.zip.InflaterInputStream} asks the parent what nobody can override. */
    private static final boolean HAS_PENDING_OUTPUT = hasPendingOutput();

    private static final byte[] ONE_BYTE = {0};
    private static final StreamCounters COUNTERS = StreamCounters.of(ZipOperation.INFLATE);

    /** Who serves a stream. */
    private enum Server {
        /** Too little is known: no output has been made. */
        UNDECIDED,
        PARENT,
        /** {@link #stream} */
        OTHER
    }

    /** What has become of the parent's native memory. */
    private enum Parent {
        UNUSED,
        /** It has served a stream: from then on it may be asked without the lock, so it stays. */
        USED,
        /** The object is open as long as it is not {@link #closed}, but for its parent. */
        ENDED
    }

    /** The input while the stream is not the parent's; else the parent has it. Its monitor guards all of this object. */
    private final InputCursor input = new InputCursor();

    private final boolean nowrap;
    private Decision<InflateService> decision = firstDecision();
    private Server server = server(decision);
    private Parent parent = Parent.UNUSED;
    private StreamAccount account = StreamAccount.UNDECIDED;
    /** Null unless somebody looks. */
    private Watched watched;
    /** One of the three below; null unless the server is another than the parent. */
    private ServedInflation stream;

    private InPlaceInflation inPlace;
    private WholeMessage message;
    private ZlibInflation zlib;

    /** Null unless a device has failed at the stream, and zlib has yet to tell whether the data is to blame. */
    private InflateService doubted;

    /** Whether the last call filled all of an array, and the stream goes on: what the parent would keep in mind. */
    private boolean pendingOutput;
    /** What the parent does keep in mind. Plain: whoever uses an object in two threads at once learns no order from it. */
    private boolean parentsPendingOutput;

    /** Volatile: read without the lock, as callers ask before and after each call. What ends or begins a stream sets it last. */
    private volatile boolean finished;

    /** The parent's stream only: bytes of input that the router has been told of. */
    private long told;

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
    }

    /**
     * Whether the stream is the parent's, which has a lock of its own: two locks cost more than such a question. Read
     * without ours, plainly: the caller's own calls and those that happened before are seen, and a reset by another thread
     * at the same time may come before or after.
     */
    private boolean isParents() {
        return server == Server.PARENT;
    }

    /** Without a stream: the first of them in a JVM costs more than all else here. */
    private static boolean hasPendingOutput() {
        for (Field field : Inflater.class.getDeclaredFields()) {
            if (field.getName().equals("pendingOutput")) {
                return true;
            }
        }
        return false;
    }

    private static Decision<InflateService> firstDecision() {
        Reason pinned = Router.pinned(ZipOperation.INFLATE);
        return pinned == Reason.NONE ? Decision.undecided() : Decision.zlib(pinned);
    }

    private static Server server(Decision<InflateService> first) {
        return first.route() == Route.UNDECIDED ? Server.UNDECIDED : Server.PARENT;
    }

    @Override
    public void setInput(byte[] input, int off, int len) {
        Bounds.check(off, len, input.length);
        synchronized (this.input) {
            if (isParents()) {
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
        synchronized (this.input) {
            if (isParents()) {
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
        synchronized (input) {
            ensureOpen();
            decideForDictionary(len);
            if (isParents()) {
                super.setDictionary(dictionary, off, len);
            } else {
                stream.setDictionary(dictionary, off, len);
            }
        }
    }

    @Override
    public void setDictionary(ByteBuffer dictionary) {
        requireNonNull(dictionary);
        synchronized (input) {
            ensureOpen();
            decideForDictionary(dictionary.remaining());
            if (isParents()) {
                super.setDictionary(dictionary);
            } else {
                stream.setDictionary(Buffers.memory(dictionary), Buffers.offset(dictionary), dictionary.remaining());
                dictionary.position(dictionary.limit());
            }
        }
    }

    private void decideForDictionary(int length) {
        if (server == Server.UNDECIDED) {
            // in zlib format none is wanted yet: zlib says so
            begin(nowrap ? InflateDecision.ofDictionary(length) : Decision.zlib(Reason.SETTINGS));
        }
    }

    @Override
    public int getRemaining() {
        synchronized (input) {
            return isParents() ? super.getRemaining() : input.remaining();
        }
    }

    @Override
    public boolean needsInput() {
        if (isParents()) {
            return super.needsInput();
        }
        synchronized (input) {
            return isParents() ? super.needsInput() : input.remaining() == 0;
        }
    }

    @Override
    public boolean needsDictionary() {
        if (isParents()) {
            return super.needsDictionary();
        }
        synchronized (input) {
            return isParents() ? super.needsDictionary() : stream != null && stream.needsDictionary();
        }
    }

    @Override
    public boolean finished() {
        return finished;
    }

    @Override
    public int inflate(byte[] output, int off, int len) throws DataFormatException {
        Bounds.check(off, len, output.length);
        watched = Watched.enter(watched);
        if (isParents()) {
            return settled(super.inflate(output, off, len), len);
        }
        synchronized (input) {
            ensureOpen();
            int written = decide(output, null, off, len);
            if (isParents()) {
                return settled(super.inflate(output, off, len), len);
            }
            try {
                written += inflateByOther(output, off, len);
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
        watched = Watched.enter(watched);
        if (isParents()) {
            return settled(super.inflate(output));
        }
        synchronized (input) {
            ensureOpen();
            int position = output.position();
            int room = output.remaining();
            long before = bytesWritten();
            int written = decide(null, output, position, room);
            if (isParents()) {
                return settled(super.inflate(output));
            }
            try {
                return written + inflateByOther(Buffers.memory(output), Buffers.offset(output), room);
            } finally {
                output.position(position + (int) (bytesWritten() - before));
                tellParent();
            }
        }
    }

    private int inflateByOther(Object output, int off, int len) throws DataFormatException {
        if (stream == null || finished) {
            return 0;
        }
        int written = stream.inflate(output, off, len);
        if (stream.isFinished()) {
            finish();
        }
        leave();
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
        leave();
        if (super.finished()) {
            synchronized (input) {
                if (closed) {
                    // by another thread, and accounted for; the parent's says so too
                    finished = true;
                } else if (!finished) {
                    finish();
                }
            }
        } else if (Router.counts()) {
            synchronized (input) {
                tellRouter();
            }
        }
        return written;
    }

    private void leave() {
        Watched entered = watched;
        if (entered != null) {
            entered.leave();
        }
    }

    private void finish() {
        tellRouter();
        if (doubted != null) {
            doubted.failedAtGoodData();
            doubted = null;
        }
        account = account.settled(COUNTERS, decision, 0, bytesRead(), bytesWritten(), watched);
        watched = null;
        finished = true;
    }

    private void tellRouter() {
        if (isParents() && !closed && Router.counts()) {
            long read = super.getBytesRead();
            Router.zlibDid(ZipOperation.INFLATE, 0, read - told);
            told = read;
        }
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
        if (server != Server.UNDECIDED) {
            return 0;
        }
        Decision<InflateService> choice = InflateDecision.of(nowrap, input);
        if (choice.route() == Route.OFFLOADED) {
            message = message == null ? new WholeMessage(nowrap) : message;
            Reason not = message.inflate(choice.service(), input, array, buffer, off, room);
            if (not == Reason.NONE) {
                decided(choice, message);
                return (int) message.bytesWritten();
            }
            doubted = message.deviceFailed() ? choice.service() : null;
            choice = Decision.zlib(not);
        }
        begin(choice);
        return 0;
    }

    private void begin(Decision<InflateService> choice) {
        if (choice.route() == Route.ZLIB) {
            leaveToZlib(choice);
        } else if (choice.route() == Route.IN_PLACE && !beginInPlace(choice)) {
            leaveToZlib(Decision.zlib(Reason.NO_MEMORY));
        }
    }

    /** Whether the stream has begun in place. Then the parent's memory would only lie idle. */
    private boolean beginInPlace(Decision<InflateService> choice) {
        inPlace = inPlace == null ? new InPlaceInflation(input, nowrap) : inPlace;
        boolean begun = inPlace.begin(choice.service());
        if (begun) {
            decided(choice, inPlace);
            if (parent == Parent.UNUSED && !HAS_PENDING_OUTPUT) {
                parent = Parent.ENDED;
                super.end();
            }
        }
        return begun;
    }

    private void leaveToZlib(Decision<InflateService> choice) {
        if (parent == Parent.ENDED) {
            zlib = zlib == null ? new ZlibInflation(input, nowrap) : zlib;
            decided(choice, zlib);
        } else {
            leaveToParent(choice);
        }
    }

    private void leaveToParent(Decision<InflateService> choice) {
        if (input.isArray()) {
            super.setInput(input.array(), input.position(), input.remaining());
        } else {
            super.setInput(input.buffer());
        }
        input.clear();
        decision = choice;
        account = StreamAccount.decided(COUNTERS, choice);
        // last: who finds that the stream is the parent's asks it without our lock
        server = Server.PARENT;
    }

    private void decided(Decision<InflateService> choice, ServedInflation other) {
        decision = choice;
        stream = other;
        server = Server.OTHER;
        account = StreamAccount.decided(COUNTERS, choice);
    }

    @Override
    public int getAdler() {
        synchronized (input) {
            ensureOpen();
            if (isParents()) {
                return super.getAdler();
            }
            // of nothing; for raw data nobody counts
            return stream != null ? stream.adler() : nowrap ? 0 : 1;
        }
    }

    @Override
    public long getBytesRead() {
        synchronized (input) {
            ensureOpen();
            return bytesRead();
        }
    }

    private long bytesRead() {
        if (isParents()) {
            return super.getBytesRead();
        }
        return stream == null ? 0 : stream.bytesRead();
    }

    @Override
    public long getBytesWritten() {
        synchronized (input) {
            ensureOpen();
            return bytesWritten();
        }
    }

    private long bytesWritten() {
        if (isParents()) {
            return super.getBytesWritten();
        }
        return stream == null ? 0 : stream.bytesWritten();
    }

    @Override
    public void reset() {
        synchronized (input) {
            ensureOpen();
            leaveStream();
            if (isParents()) {
                super.reset();
                parent = Parent.USED;
            }
            stream = null;
            decision = firstDecision();
            server = server(decision);
            if (isParents() && parent == Parent.ENDED) {
                leaveToZlib(decision);
            }
            input.clear();
            finished = false;
            tellParent();
        }
    }

    @Override
    public void end() {
        synchronized (input) {
            try {
                if (!closed) {
                    closed = true;
                    leaveStream();
                    input.clear();
                    if (zlib != null) {
                        zlib.end();
                    }
                }
            } finally {
                if (parent != Parent.ENDED) {
                    super.end();
                }
            }
        }
    }

    /** Every way out of a stream comes here: nothing is held afterwards. */
    private void leaveStream() {
        if (!finished) {
            tellRouter();
            account = account.settled(COUNTERS, decision, 0, bytesRead(), bytesWritten(), watched);
            watched = null;
        }
        account = StreamAccount.UNDECIDED;
        told = 0;
        doubted = null;
        if (stream != null) {
            stream.release();
        }
    }

    /** The parent's exception for an object that has been closed: its type depends on the JDK. */
    private void ensureOpen() {
        if (closed) {
            super.getBytesRead();
        }
    }
}
