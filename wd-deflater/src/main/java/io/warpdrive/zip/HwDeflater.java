// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import static java.util.Objects.requireNonNull;

import io.warpdrive.queue.WdConfiguration;
import io.warpdrive.queue.ZipOperation;
import io.warpdrive.route.DeflateService;
import io.warpdrive.route.Route;
import io.warpdrive.route.Router;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.util.zip.Deflater;

/**
 * A {@link Deflater} whose work is done by an accelerator's queue where that pays.
 *
 * <p>Every method keeps its parent's contract. What differs: the compressed bytes are not those zlib would have chosen
 * (they inflate to the same data and are never more than zlib's {@code deflateBound}), and input is gathered before any
 * output appears, so {@link #deflate} returns 0 more often. A stream that is short, has a dictionary, level 0 or a
 * strategy of its own is the parent's, byte for byte.
 *
 * <p>Safe for use by several threads as the parent is: each call is atomic. Native memory beyond the parent's is held only
 * from the moment a stream is offloaded until it is finished, reset or ended; a few idle buffers are kept for the next
 * stream. That of a deflater that was dropped without {@link #end} is freed when it is found to be unreachable.
 */
public class HwDeflater extends Deflater {
    private static final int EARLY_ROOM = 1024;

    private final Object lock = new Object();
    private final boolean nowrap;
    private final int threads;
    private int level;
    private int strategy = DEFAULT_STRATEGY;

    private Route route = initialRoute();
    /** The input while the route is not zlib's; else the parent has it. */
    private final InputCursor input = new InputCursor();

    private boolean finish;
    /** Volatile: read without the lock, as callers ask before and after each call. What ends or begins a stream sets it last. */
    private volatile boolean finished;

    private boolean closed;

    /** Undecided only: input taken so far. */
    private GatheredInput gathered = GatheredInput.NONE;

    /** Zlib only: what the parent made of the input that had been gathered. Null before there was any. */
    private EarlyOutput early;

    /** Zlib only: bytes handed out. */
    private long handedOut;
    /** Whether the parent has to be reset before it is used: it was told of the end of a stream that was offloaded. */
    private boolean parentFinishing;

    /** Null before the first stream that is offloaded. */
    private OffloadedDeflate offloaded;

    private final StreamAccount account = new StreamAccount(ZipOperation.DEFLATE);

    /** As {@link Deflater#Deflater()}. */
    public HwDeflater() {
        this(DEFAULT_COMPRESSION, false);
    }

    /** As {@link Deflater#Deflater(int)}. */
    public HwDeflater(int level) {
        this(level, false);
    }

    /** As {@link Deflater#Deflater(int, boolean)}. */
    public HwDeflater(int level, boolean nowrap) {
        this(level, nowrap, WdConfiguration.current().threads());
    }

    /**
     * As {@link Deflater#Deflater(int, boolean)}, with a say in how many threads compress.
     *
     * @param threads threads that may compress one long stream on the software device, this one included; 1 or more. Those
     *     beyond this one belong to all streams together, and there are no more of them than processors
     */
    public HwDeflater(int level, boolean nowrap, int threads) {
        super(level, nowrap);
        if (threads < 1) {
            super.end();
            throw new IllegalArgumentException("threads < 1");
        }
        this.level = level;
        this.nowrap = nowrap;
        this.threads = threads;
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
            if (route == Route.OFFLOADED) {
                if (!offloaded.setDictionary(dictionary)) {
                    throw new IllegalArgumentException();
                }
                return;
            }
            leaveToParent();
            super.setDictionary(dictionary);
        }
    }

    @Override
    public void setStrategy(int strategy) {
        synchronized (lock) {
            if (strategy != this.strategy && strategy >= DEFAULT_STRATEGY && strategy <= HUFFMAN_ONLY) {
                beforeParameters();
            }
            super.setStrategy(strategy);
            this.strategy = strategy;
            afterParameters();
        }
    }

    @Override
    public void setLevel(int level) {
        synchronized (lock) {
            if (level != this.level && level >= DEFAULT_COMPRESSION && level <= BEST_COMPRESSION) {
                beforeParameters();
            }
            super.setLevel(level);
            this.level = level;
            afterParameters();
        }
    }

    /** Zlib compresses what it has taken so far with the parameters it had. */
    private void beforeParameters() {
        if (!closed && route == Route.UNDECIDED && gathered.length() > 0) {
            leaveToParent();
        }
    }

    private void afterParameters() {
        if (route == Route.OFFLOADED) {
            offloaded.setParameters(level, strategy);
        }
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
            // the parent is not told before it has the input that was gathered
            if (route != Route.UNDECIDED) {
                super.finish();
                parentFinishing = true;
            }
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
            if (route == Route.UNDECIDED && !decide(flush)) {
                return 0;
            }
            int written = route == Route.ZLIB
                    ? byParent(output, off, len, flush)
                    : offloaded.deflate(output, null, off, len, flush, finish);
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
            if (route == Route.UNDECIDED && !decide(flush)) {
                return 0;
            }
            int written = route == Route.ZLIB ? byParent(output, flush) : offload(output, flush);
            settle();
            return written;
        }
    }

    private int offload(ByteBuffer output, int flush) {
        int position = output.position();
        int written = offloaded.deflate(null, output, position, output.remaining(), flush, finish);
        output.position(position + written);
        return written;
    }

    private static void checkFlush(int flush) {
        if (flush != NO_FLUSH && flush != SYNC_FLUSH && flush != FULL_FLUSH) {
            throw new IllegalArgumentException();
        }
    }

    /**
     * Finds out who serves the stream, or gathers its input.
     *
     * @return false if more input is needed to know
     */
    private boolean decide(int flush) {
        long total = (long) gathered.length() + input.remaining();
        DeflateService service = DeflateDecision.candidate(level, strategy, total);
        switch (DeflateDecision.route(service, level, strategy, total, finish, finish || flush != NO_FLUSH)) {
            case OFFLOADED -> leaveToDevice(service);
            case ZLIB -> leaveToParent();
            default -> gather();
        }
        return route != Route.UNDECIDED;
    }

    private void gather() {
        if (gathered == GatheredInput.NONE) {
            gathered = new GatheredInput();
        }
        // less than a block, or the stream would have been decided
        gathered.gather(input);
    }

    private void leaveToDevice(DeflateService service) {
        if (offloaded == null) {
            offloaded = new OffloadedDeflate(input, !nowrap, threads);
        }
        if (!offloaded.begin(service, service.plan(level), level, gathered.bytes(), gathered.length())) {
            leaveToParent();
            return;
        }
        decided(Route.OFFLOADED);
        gathered.clear();
        if (finish) {
            // for whoever asks the parent about it
            super.finish();
            parentFinishing = true;
        }
    }

    /** From here on this object is its superclass: gives it all input so far and what has been asked of it. */
    private void leaveToParent() {
        if (route == Route.ZLIB) {
            return;
        }
        if (parentFinishing) {
            super.reset();
            parentFinishing = false;
        }
        if (gathered.length() > 0) {
            // before anything has changed: for want of memory all stays as it was
            reserveEarly(gathered.length());
        }
        decided(Route.ZLIB);
        drainGathered();
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

    /** The parent takes what was gathered before the caller's next input can take its place. */
    private void drainGathered() {
        if (gathered.length() == 0) {
            return;
        }
        super.setInput(gathered.bytes(), 0, gathered.length());
        while (!super.needsInput()) {
            byte[] output = early.reserve(EARLY_ROOM);
            early.added(super.deflate(output, early.limit(), EARLY_ROOM, NO_FLUSH));
        }
        gathered.clear();
    }

    private void reserveEarly(int length) {
        if (early == null) {
            early = new EarlyOutput();
        }
        early.reserve(length + length / 8 + EARLY_ROOM);
    }

    private void decided(Route decision) {
        route = decision;
        account.decided(decision);
    }

    private int byParent(byte[] output, int off, int len, int flush) {
        int written = early == null ? 0 : early.take(output, off, len);
        if (early == null || early.remaining() == 0) {
            written += super.deflate(output, off + written, len - written, flush);
        }
        handedOut += written;
        return written;
    }

    private int byParent(ByteBuffer output, int flush) {
        int written = early == null ? 0 : early.take(output);
        if (early == null || early.remaining() == 0) {
            written += super.deflate(output, flush);
        }
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
            if (route == Route.OFFLOADED) {
                return offloaded.adler();
            }
            return nowrap ? 1 : gathered.adler();
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
            case UNDECIDED, SHORT -> gathered.length();
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
            case UNDECIDED, SHORT -> 0;
            case ZLIB -> handedOut;
            case OFFLOADED -> offloaded.bytesWritten();
        };
    }

    @Override
    public void reset() {
        synchronized (lock) {
            ensureOpen();
            leaveStream();
            if (route == Route.ZLIB) {
                super.reset();
                parentFinishing = false;
            }
            route = initialRoute();
            input.clear();
            finish = false;
            gathered.clear();
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
                    gathered = GatheredInput.NONE;
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
        if (offloaded != null) {
            offloaded.release();
        }
    }

    private void settle() {
        boolean ended = route == Route.ZLIB ? super.finished() : offloaded.isFinished();
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
