// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import static java.util.Objects.requireNonNull;

import io.warpdrive.queue.ZipOperation;
import io.warpdrive.route.DeflateService;
import io.warpdrive.route.Route;
import io.warpdrive.route.Router;
import io.warpdrive.settings.WdConfiguration;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.util.zip.Deflater;

/**
 * A {@link Deflater} whose work is done by an accelerator's queue, or by an engine of ours in place, where that pays.
 *
 * <p>Every method keeps its parent's contract. What differs: the compressed bytes are not those zlib would have chosen
 * (they inflate to the same data and are never more than zlib's {@code deflateBound}). Where blocks go to a queue, input is
 * gathered before its output appears, so {@link #deflate} returns 0 more often.
 *
 * <p>Safe for use by several threads as the parent is: each call is atomic. Native memory beyond the parent's is held only
 * while a stream is served, until it is finished, reset or ended; what is idle is kept for the next stream. That of a
 * deflater that was dropped without {@link #end} is freed when it is found to be unreachable.
 */
public class HwDeflater extends Deflater {
    private static final byte[] NOTHING = {};

    private final Object lock = new Object();
    private final boolean nowrap;
    private final int threads;
    private int level;
    private int strategy = DEFAULT_STRATEGY;
    /** Not zlib's route: whether the next call of deflate() has to see to another level or strategy. */
    private boolean setParameters;

    private Route route = initialRoute();
    /** The input while the route is not zlib's; else the parent has it. */
    private final InputCursor input = new InputCursor();

    private boolean finish;
    /** Volatile: read without the lock, as callers ask before and after each call. What ends or begins a stream sets it last. */
    private volatile boolean finished;

    private boolean closed;

    /** Undecided only. */
    private final UndecidedStream undecided;

    /** Zlib only: what the parent made of the input that had been gathered. Null before there was any. */
    private EarlyOutput early;

    /** Zlib only: bytes handed out. */
    private long handedOut;
    /**
     * Whether the parent has to be reset before it is used: it was told of the end of a stream that was not its own. Not
     * before, as that costs more than a short message: what it was told is asked for behind the next finish() only.
     */
    private boolean parentFinishing;

    /** The stream, if it is in place or offloaded: one of the two below. */
    private ServedStream stream;
    /** Null before the first of the kind. */
    private InPlaceStream inPlace;

    /** Null before the first of the kind. */
    private OffloadedDeflate offloaded;

    private final StreamAccount account = new StreamAccount(ZipOperation.DEFLATE);

    /** As {@link Deflater#Deflater()}. */
    public HwDeflater() {
        this(DEFAULT_COMPRESSION, false);
    }

    /**
     * As {@link Deflater#Deflater(int)}.
     *
     * @param level 0 to 9, or -1
     */
    public HwDeflater(int level) {
        this(level, false);
    }

    /**
     * As {@link Deflater#Deflater(int, boolean)}.
     *
     * @param level 0 to 9, or -1
     * @param nowrap whether the output is raw (RFC 1951); else it has zlib's header and trailer (RFC 1950)
     */
    public HwDeflater(int level, boolean nowrap) {
        this(level, nowrap, WdConfiguration.current().threads());
    }

    /**
     * As {@link Deflater#Deflater(int, boolean)}, with a say in how many threads compress.
     *
     * @param level 0 to 9, or -1
     * @param nowrap whether the output is raw (RFC 1951); else it has zlib's header and trailer (RFC 1950)
     * @param threads threads that may compress one long stream on the software device, this one included; 1 or more.
     *     Those
     *     beyond this one belong to all streams together, and there are no more of them than processors
     */
    public HwDeflater(int level, boolean nowrap, int threads) {
        super(checked(level, threads), nowrap);
        this.level = level;
        this.nowrap = nowrap;
        this.threads = threads;
        this.undecided = new UndecidedStream(nowrap);
    }

    /** Before the parent takes memory. */
    private static int checked(int level, int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads < 1");
        }
        return level;
    }

    private static Route initialRoute() {
        return Router.mayOffload(ZipOperation.DEFLATE) ? Route.UNDECIDED : Route.ZLIB;
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
        takeDictionary(ByteBuffer.wrap(dictionary, off, len));
    }

    @Override
    public void setDictionary(ByteBuffer dictionary) {
        takeDictionary(requireNonNull(dictionary));
    }

    private void takeDictionary(ByteBuffer dictionary) {
        synchronized (lock) {
            ensureOpen();
            if (route == Route.UNDECIDED) {
                decideForDictionary();
            }
            if (route == Route.ZLIB) {
                super.setDictionary(dictionary);
            } else if (!stream.setDictionary(dictionary)) {
                throw new IllegalArgumentException();
            }
        }
    }

    /** Output may refer to a dictionary, which no block that goes to a queue can. */
    private void decideForDictionary() {
        DeflateService service = Router.deflate();
        if (service == null || !service.servesInPlace(level, strategy, Long.MAX_VALUE) || !begin(service)) {
            leaveToParent();
        }
    }

    @Override
    public void setStrategy(int strategy) {
        synchronized (lock) {
            if (strategy != this.strategy && strategy >= DEFAULT_STRATEGY && strategy <= HUFFMAN_ONLY) {
                beforeParameters();
            }
            super.setStrategy(strategy);
            setParameters |= strategy != this.strategy;
            this.strategy = strategy;
        }
    }

    @Override
    public void setLevel(int level) {
        synchronized (lock) {
            if (level != this.level && level >= DEFAULT_COMPRESSION && level <= BEST_COMPRESSION) {
                beforeParameters();
            }
            super.setLevel(level);
            setParameters |= level != this.level;
            this.level = level;
        }
    }

    /** What has been taken so far is compressed with the parameters of now. */
    private void beforeParameters() {
        if (!closed && !isFresh()) {
            decide(true, false);
        }
    }

    /** Whether the stream has not begun. */
    private boolean isFresh() {
        return route == Route.UNDECIDED && undecided.isFresh();
    }

    @Override
    public boolean needsInput() {
        synchronized (lock) {
            return route == Route.ZLIB ? super.needsInput() : input.remaining() == 0;
        }
    }

    @Override
    public void finish() {
        synchronized (lock) {
            finish = true;
            // ZipOutputStream asks the parent about it, on whatever route
            super.finish();
            parentFinishing |= route != Route.ZLIB;
        }
    }

    @Override
    public boolean finished() {
        return finished;
    }

    @Override
    public int deflate(byte[] output, int off, int len, int flush) {
        Bounds.check(off, len, output.length);
        checkFlush(flush);
        synchronized (lock) {
            ensureOpen();
            if (isFresh() && setParameters) {
                parametersSet();
                return 0;
            }
            decide(finish || flush != NO_FLUSH, finish);
            int written =
                    route == Route.ZLIB ? byParent(output, off, len, flush) : byOthers(output, null, off, len, flush);
            settle();
            return written;
        }
    }

    @Override
    public int deflate(ByteBuffer output, int flush) {
        if (output.isReadOnly()) {
            throw new ReadOnlyBufferException();
        }
        checkFlush(flush);
        synchronized (lock) {
            ensureOpen();
            if (isFresh() && setParameters) {
                parametersSet();
                return 0;
            }
            decide(finish || flush != NO_FLUSH, finish);
            int written;
            if (route == Route.ZLIB) {
                written = byParent(output, flush);
            } else {
                int position = output.position();
                int room = output.remaining();
                written = output.isDirect()
                        ? byOthers(null, output, position, room, flush)
                        : byOthers(output.array(), null, output.arrayOffset() + position, room, flush);
                output.position(position + written);
            }
            settle();
            return written;
        }
    }

    private int byOthers(byte[] array, ByteBuffer buffer, int off, int len, int flush) {
        if (route == Route.UNDECIDED) {
            return undecided.deflate(input, array, buffer, off, len, level, strategy);
        }
        if (!setParameters) {
            return stream.deflate(array, buffer, off, len, flush, finish);
        }
        int written = stream.setParameters(array, buffer, off, len, level, strategy);
        if (!stream.isChanging()) {
            parametersSet();
        }
        return written;
    }

    private void parametersSet() {
        setParameters = false;
        // the parent, which has nothing to compress yet, takes them now, and is not surprised by them at the next
        // stream
        super.deflate(NOTHING, 0, 0, NO_FLUSH);
    }

    private static void checkFlush(int flush) {
        if (flush != NO_FLUSH && flush != SYNC_FLUSH && flush != FULL_FLUSH) {
            throw new IllegalArgumentException();
        }
    }

    /**
     * Finds out who serves the stream, if that is not known and may be by now.
     *
     * @param complete whether output is wanted without more input
     * @param last whether the stream ends with the input so far
     */
    private void decide(boolean complete, boolean last) {
        if (route != Route.UNDECIDED) {
            return;
        }
        long total = (long) undecided.length() + input.remaining();
        DeflateService service = DeflateDecision.candidate(total, complete && !last);
        Route choice = DeflateDecision.route(service, level, strategy, threads, total, last, complete);
        if (choice == Route.UNDECIDED || (choice == Route.OFFLOADED && offload(service))) {
            return;
        }
        boolean inPlaceAlso = choice == Route.OFFLOADED && service.servesInPlace(level, strategy, total);
        if (!((choice == Route.IN_PLACE || inPlaceAlso) && begin(service))) {
            leaveToParent();
        }
    }

    /** In place. */
    private boolean begin(DeflateService service) {
        if (inPlace == null) {
            inPlace = new InPlaceStream(input, nowrap);
        }
        boolean begun = inPlace.begin(service, level, strategy, undecided);
        if (begun) {
            decided(Route.IN_PLACE, inPlace);
        }
        return begun;
    }

    private boolean offload(DeflateService service) {
        if (offloaded == null) {
            offloaded = new OffloadedDeflate(input, !nowrap, threads);
        }
        boolean begun = offloaded.begin(service, service.plan(level), level, undecided);
        if (begun) {
            decided(Route.OFFLOADED, offloaded);
        }
        return begun;
    }

    /** From here on this object is its superclass: gives it all input so far and what has been asked of it. */
    private void leaveToParent() {
        if (parentFinishing) {
            super.reset();
            parentFinishing = false;
        }
        if (!undecided.isFresh()) {
            // before anything has changed: for want of memory all stays as it was
            reserveEarly(undecided.length());
            drainGathered();
        }
        decided(Route.ZLIB, null);
        if (input.isArray()) {
            super.setInput(input.array(), input.position(), input.remaining());
        } else {
            super.setInput(input.buffer());
        }
        input.clear();
        if (finish) {
            super.finish();
        }
    }

    private void reserveEarly(int length) {
        if (early == null) {
            early = new EarlyOutput();
        }
        early.reserve(length + length / 8 + EarlyOutput.ROOM);
    }

    /** The parent takes what was gathered before the caller's next input can take its place. */
    private void drainGathered() {
        super.setInput(undecided.bytes(), 0, undecided.length());
        do {
            byte[] output = early.reserve();
            early.added(super.deflate(output, early.limit(), EarlyOutput.ROOM, NO_FLUSH));
        } while (!super.needsInput());
        early.drop(undecided.headerSent());
        handedOut = undecided.headerSent();
    }

    private void decided(Route decision, ServedStream server) {
        route = decision;
        stream = server;
        undecided.clear();
        account.decided(decision);
    }

    private int byParent(byte[] output, int off, int len, int flush) {
        int written = early == null ? 0 : early.take(output, off, len);
        if (early == null || early.remaining() == 0) {
            written += super.deflate(output, off + written, len - written, flush);
        }
        setParameters = false;
        handedOut += written;
        return written;
    }

    private int byParent(ByteBuffer output, int flush) {
        int written = early == null ? 0 : early.take(output);
        if (early == null || early.remaining() == 0) {
            written += super.deflate(output, flush);
        }
        setParameters = false;
        handedOut += written;
        return written;
    }

    @Override
    public int getAdler() {
        synchronized (lock) {
            ensureOpen();
            if (route == Route.ZLIB) {
                return super.getAdler();
            }
            if (route != Route.UNDECIDED) {
                return stream.adler();
            }
            return undecided.adler();
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
            case UNDECIDED -> undecided.length();
            case ZLIB -> super.getBytesRead();
            case IN_PLACE, OFFLOADED -> stream.bytesRead();
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
            case UNDECIDED -> undecided.headerSent();
            case ZLIB -> handedOut;
            case IN_PLACE, OFFLOADED -> stream.bytesWritten();
        };
    }

    @Override
    public void reset() {
        synchronized (lock) {
            ensureOpen();
            if (stream != null && stream.isChanging() && input.remaining() == 0) {
                // zlib's change is over as soon as it has taken the input, wherever the output is
                parametersSet();
            }
            leaveStream();
            if (route == Route.ZLIB) {
                super.reset();
                parentFinishing = false;
            }
            route = initialRoute();
            stream = null;
            input.clear();
            finish = false;
            undecided.clear();
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
                    undecided.clear();
                    early = null;
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
        if (early != null) {
            early.clear();
        }
        handedOut = 0;
        if (stream != null) {
            stream.release();
        }
    }

    private void settle() {
        boolean ended = route == Route.ZLIB ? super.finished() : stream != null && stream.isFinished();
        if (ended && !finished) {
            account.settle(bytesRead(), bytesWritten());
            finished = true;
        }
    }

    /** The parent's exception for an object that has been closed: its type depends on the JDK. */
    private void ensureOpen() {
        if (closed) {
            super.getBytesRead();
        }
    }
}
