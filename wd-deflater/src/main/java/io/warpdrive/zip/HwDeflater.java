// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import static java.util.Objects.requireNonNull;

import io.warpdrive.observe.Watched;
import io.warpdrive.queue.ZipOperation;
import io.warpdrive.route.Asked;
import io.warpdrive.route.Decision;
import io.warpdrive.route.DeflateDecision;
import io.warpdrive.route.DeflateService;
import io.warpdrive.route.Reason;
import io.warpdrive.route.Route;
import io.warpdrive.route.Router;
import io.warpdrive.route.StreamCounters;
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
 * <p>Safe for use by several threads as the parent is: each call is atomic. Native memory is held once: the parent's until a
 * stream is served in place; beyond it only while a stream is served, until it is finished, reset or ended, and what is
 * idle is kept for the next stream. That of a deflater that was dropped without {@link #end} is freed when it is found to be
 * unreachable.
 */
public class HwDeflater extends Deflater {
    private static final byte[] NOTHING = {};
    /** Room in which zlib ends a flush for certain, sooner or later. */
    private static final int SEAM = 32;

    private static final StreamCounters COUNTERS = StreamCounters.of(ZipOperation.DEFLATE);

    /** What has become of the parent's native memory. */
    private enum Parent {
        READY,
        /**
         * It was told of the end of a stream that was not its own, and has to be reset before it is used. Not before, as
         * that costs more than a short message: what it was told is asked for behind the next finish() only.
         */
        FINISHING,
        /** The object is open as long as it is not {@link #closed}, but for its parent. */
        ENDED
    }

    private final boolean nowrap;
    private final int threads;
    private int level;
    private int strategy = DEFAULT_STRATEGY;
    /** Not zlib's route: whether the next call of deflate() has to see to another level or strategy. */
    private boolean setParameters;

    private Parent parent = Parent.READY;
    private Decision<DeflateService> decision = firstDecision();
    /** The input while the stream is not the parent's; else the parent has it. Its monitor guards all of this object. */
    private final InputCursor input = new InputCursor();

    private boolean finish;
    /** Volatile: read without the lock, as callers ask before and after each call. What ends or begins a stream sets it last. */
    private volatile boolean finished;

    private boolean closed;

    /** Undecided only. */
    private final UndecidedStream undecided;

    /** Zlib only: what the parent made of the input that had been gathered. Null before there was any. */
    private EarlyOutput early;

    /** The parent's stream only: null unless an engine may go on with it. The input is in {@link #input} as well then. */
    private RecentInput recent;

    /** Zlib only: bytes handed out. */
    private long handedOut;
    /** Null if the stream is undecided or the parent's; else one of the three below, each null before the first of its kind. */
    private ServedStream stream;

    private InPlaceStream inPlace;
    private OffloadedDeflate offloaded;
    private ZlibDeflate zlib;

    private StreamAccount account = StreamAccount.UNDECIDED;
    /** Null unless somebody looks. */
    private Watched watched;

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

    /** Whether the stream is the parent's. */
    private boolean isParents() {
        return decision.route() == Route.ZLIB && stream == null;
    }

    private static Decision<DeflateService> firstDecision() {
        Reason pinned = Router.pinned(ZipOperation.DEFLATE);
        return pinned == Reason.NONE ? Decision.undecided() : Decision.zlib(pinned);
    }

    @Override
    public void setInput(byte[] input, int off, int len) {
        Bounds.check(off, len, input.length);
        synchronized (this.input) {
            if (isParents()) {
                super.setInput(input, off, len);
            }
            if (!isParents() || recent != null) {
                this.input.set(input, off, len);
            }
        }
    }

    @Override
    public void setInput(ByteBuffer input) {
        requireNonNull(input);
        synchronized (this.input) {
            if (isParents()) {
                super.setInput(input);
            }
            if (!isParents() || recent != null) {
                this.input.set(input);
            }
        }
    }

    @Override
    public void setDictionary(byte[] dictionary, int off, int len) {
        Bounds.check(off, len, dictionary.length);
        synchronized (input) {
            ensureOpen();
            decide(Asked.DICTIONARY);
            if (isParents()) {
                super.setDictionary(dictionary, off, len);
                stay();
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
            decide(Asked.DICTIONARY);
            if (isParents()) {
                super.setDictionary(dictionary);
                stay();
            } else {
                stream.setDictionary(Buffers.memory(dictionary), Buffers.offset(dictionary), dictionary.remaining());
                dictionary.position(dictionary.limit());
            }
        }
    }

    @Override
    public void setStrategy(int strategy) {
        synchronized (input) {
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
        synchronized (input) {
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
            decide(Asked.FLUSH);
        }
    }

    /** Whether the stream has not begun. */
    private boolean isFresh() {
        return isUndecided() && undecided.isFresh();
    }

    private boolean isUndecided() {
        return decision.route() == Route.UNDECIDED;
    }

    @Override
    public boolean needsInput() {
        synchronized (input) {
            return isParents() ? super.needsInput() : input.remaining() == 0;
        }
    }

    @Override
    public void finish() {
        synchronized (input) {
            finish = true;
            // ZipOutputStream asks the parent about it, on whatever route
            super.finish();
            if (!isParents() && parent == Parent.READY) {
                parent = Parent.FINISHING;
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
        synchronized (input) {
            ensureOpen();
            watched = Watched.enter(watched);
            if (isFresh() && setParameters) {
                parametersSet();
                return 0;
            }
            decide(asked(flush));
            int seam = recent == null ? 0 : goOver(ByteBuffer.wrap(output, off, len));
            int from = off + seam;
            int room = len - seam;
            int written = isParents() ? byParent(output, from, room, flush) : byOthers(output, null, from, room, flush);
            settle();
            return seam + written;
        }
    }

    @Override
    public int deflate(ByteBuffer output, int flush) {
        if (output.isReadOnly()) {
            throw new ReadOnlyBufferException();
        }
        checkFlush(flush);
        synchronized (input) {
            ensureOpen();
            watched = Watched.enter(watched);
            if (isFresh() && setParameters) {
                parametersSet();
                return 0;
            }
            decide(asked(flush));
            int seam = recent == null ? 0 : goOver(output);
            int written;
            if (isParents()) {
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
            return seam + written;
        }
    }

    private int byOthers(byte[] array, ByteBuffer buffer, int off, int len, int flush) {
        if (isUndecided()) {
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
        if (parent != Parent.ENDED) {
            // has nothing to compress yet: takes them now, and is not surprised by them at the next stream
            super.deflate(NOTHING, 0, 0, NO_FLUSH);
        }
    }

    /** Whether another level or strategy is still to be seen to. */
    boolean isSettingParameters() {
        synchronized (input) {
            return setParameters;
        }
    }

    private Asked asked(int flush) {
        return finish ? Asked.END : flush == NO_FLUSH ? Asked.INPUT : Asked.FLUSH;
    }

    private static void checkFlush(int flush) {
        if (flush != NO_FLUSH && flush != SYNC_FLUSH && flush != FULL_FLUSH) {
            throw new IllegalArgumentException();
        }
    }

    /** Finds out who serves the stream, if that is not known and may be by now. */
    private void decide(Asked asked) {
        if (!isUndecided()) {
            return;
        }
        Decision<DeflateService> choice = choose(asked, Route.UNDECIDED);
        if (choice.route() == Route.OFFLOADED && !offload(choice)) {
            choice = choose(asked, Route.OFFLOADED);
        }
        if (choice.route() == Route.IN_PLACE && !begin(choice)) {
            choice = Decision.zlib(Reason.NO_MEMORY);
        }
        if (choice.route() == Route.ZLIB) {
            leaveToZlib(choice);
        }
    }

    private Decision<DeflateService> choose(Asked asked, Route refused) {
        return DeflateDecision.of(asked, level, strategy, threads, undecided.length(), input, refused);
    }

    /** In place. Then the parent's memory would only lie idle. */
    private boolean begin(Decision<DeflateService> choice) {
        if (inPlace == null) {
            inPlace = new InPlaceStream(input, nowrap);
        }
        boolean begun = inPlace.begin(choice.service(), level, strategy, undecided);
        if (begun) {
            decided(choice, inPlace);
            if (parent != Parent.ENDED) {
                parent = Parent.ENDED;
                super.end();
            }
        }
        return begun;
    }

    private boolean offload(Decision<DeflateService> choice) {
        DeflateService service = choice.service();
        if (offloaded == null) {
            offloaded = new OffloadedDeflate(input, !nowrap, threads);
        }
        boolean begun = offloaded.begin(service, service.plan(level), level, undecided);
        if (begun) {
            decided(choice, offloaded);
        }
        return begun;
    }

    /** For good, or for the time being: then an engine may go on with the stream. */
    private void leaveToZlib(Decision<DeflateService> choice) {
        if (parent == Parent.ENDED) {
            if (zlib == null) {
                zlib = new ZlibDeflate(input, level, nowrap);
            }
            zlib.begin(level, strategy, undecided);
            decided(choice, zlib);
        } else {
            recent = choice.reason().mayPass() ? new RecentInput() : null;
            leaveToParent(choice);
        }
    }

    /** From here on this object is its superclass: gives it all input so far and what has been asked of it. */
    private void leaveToParent(Decision<DeflateService> choice) {
        if (parent == Parent.FINISHING) {
            super.reset();
            parent = Parent.READY;
        }
        if (!undecided.isFresh()) {
            // before anything has changed: for want of memory all stays as it was
            reserveEarly(undecided.length());
            drainGathered();
        }
        decided(choice, null);
        giveParent();
        if (recent == null) {
            input.clear();
        }
        if (finish) {
            super.finish();
        }
    }

    /** The parent has made something of the stream that may go over. */
    private void zlibTook(long count) {
        recent.add(input, (int) count);
        Router.zlibDid(ZipOperation.DEFLATE, level, count);
    }

    /**
     * Has the parent hand out all that it has, and the engine go on with the stream, if there is one by now. If room runs
     * out first, the next call goes on with that.
     *
     * @return bytes handed out
     */
    private int goOver(ByteBuffer output) {
        // in a few bytes zlib might repeat the flush for ever
        if (setParameters || output.remaining() < SEAM) {
            return 0;
        }
        Decision<DeflateService> choice = choose(Asked.RESUMPTION, Route.UNDECIDED);
        if (choice.reason().mayPass()) {
            return 0;
        }
        if (choice.route() != Route.IN_PLACE || finish) {
            // that the parent has been told of the end can't be taken back
            stay();
            return 0;
        }
        super.setInput(NOTHING, 0, 0);
        int written = super.deflate(output, SYNC_FLUSH);
        handedOut += written;
        if (!output.hasRemaining()) {
            giveParent();
        } else if (!resume(choice)) {
            giveParent();
            stay();
        }
        return written;
    }

    /** The stream is the parent's to its end. */
    private void stay() {
        if (recent != null) {
            recent = null;
            input.clear();
        }
    }

    private boolean resume(Decision<DeflateService> choice) {
        DeflateService service = choice.service();
        inPlace = inPlace == null ? new InPlaceStream(input, nowrap) : inPlace;
        if (!inPlace.resume(service, level, strategy, super.getAdler(), recent, super.getBytesRead(), handedOut)) {
            return false;
        }
        recent = null;
        decided(choice, inPlace);
        parent = Parent.ENDED;
        super.end();
        return true;
    }

    private void giveParent() {
        if (input.isArray()) {
            super.setInput(input.array(), input.position(), input.remaining());
        } else {
            super.setInput(input.buffer());
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
            // a call that is a change of parameters makes nothing else
        } while (!super.needsInput() || early.limit() < undecided.headerSent());
        early.drop(undecided.headerSent());
        handedOut = undecided.headerSent();
    }

    private void decided(Decision<DeflateService> choice, ServedStream server) {
        decision = choice;
        stream = server;
        undecided.clear();
        // of a stream that may go over it shows in the end
        account = recent == null ? StreamAccount.decided(COUNTERS, choice) : StreamAccount.UNDECIDED;
    }

    private int byParent(byte[] output, int off, int len, int flush) {
        int written = early == null ? 0 : early.take(output, off, len);
        if (early == null || early.remaining() == 0) {
            long before = recent == null ? 0 : super.getBytesRead();
            written += super.deflate(output, off + written, len - written, flush);
            if (recent != null) {
                zlibTook(super.getBytesRead() - before);
            }
        }
        // where room ran out the parent may have to make the change again
        setParameters &= written == len;
        handedOut += written;
        return written;
    }

    private int byParent(ByteBuffer output, int flush) {
        int written = early == null ? 0 : early.take(output);
        if (early == null || early.remaining() == 0) {
            long before = recent == null ? 0 : super.getBytesRead();
            written += super.deflate(output, flush);
            if (recent != null) {
                zlibTook(super.getBytesRead() - before);
            }
        }
        setParameters &= !output.hasRemaining();
        handedOut += written;
        return written;
    }

    @Override
    public int getAdler() {
        synchronized (input) {
            ensureOpen();
            if (isParents()) {
                return super.getAdler();
            }
            return stream == null ? undecided.adler() : stream.adler();
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
        return stream == null ? undecided.length() : stream.bytesRead();
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
            return handedOut;
        }
        return stream == null ? undecided.headerSent() : stream.bytesWritten();
    }

    @Override
    public void reset() {
        synchronized (input) {
            ensureOpen();
            if (stream != null && stream.isChanging() && input.remaining() == 0) {
                // zlib's change is over as soon as it has taken the input, wherever the output is
                parametersSet();
            }
            leaveStream();
            if (isParents()) {
                super.reset();
                parent = Parent.READY;
            }
            stream = null;
            input.clear();
            undecided.clear();
            finish = false;
            decision = firstDecision();
            if (isParents() && parent == Parent.ENDED) {
                leaveToZlib(decision);
            }
            finished = false;
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
                    undecided.clear();
                    early = null;
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
        if (!isUndecided() && !finished) {
            over();
        }
        account = StreamAccount.UNDECIDED;
        if (early != null) {
            early.clear();
        }
        recent = null;
        handedOut = 0;
        if (stream != null) {
            stream.release();
        }
    }

    private void settle() {
        boolean ended = isParents() ? super.finished() : stream != null && stream.isFinished();
        if (ended && !finished) {
            over();
            finished = true;
        }
        if (watched != null) {
            watched.leave();
        }
    }

    private void over() {
        if (isParents() && recent == null) {
            // what may go over has been told piece by piece
            Router.zlibDid(ZipOperation.DEFLATE, level, super.getBytesRead());
        }
        account = account.settled(COUNTERS, decision, level, bytesRead(), bytesWritten(), watched);
        watched = null;
    }

    /** The parent's exception for an object that has been closed: its type depends on the JDK. */
    private void ensureOpen() {
        if (closed) {
            super.getBytesRead();
        }
    }
}
