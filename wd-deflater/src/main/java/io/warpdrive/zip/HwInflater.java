// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import static java.util.Objects.requireNonNull;

import io.warpdrive.queue.ZipOperation;
import io.warpdrive.queue.ZipStatus;
import io.warpdrive.route.BlockInflater;
import io.warpdrive.route.Route;
import io.warpdrive.route.Router;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.util.zip.Adler32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * An {@link Inflater} whose work is done by an accelerator's queue where that pays.
 *
 * <p>Every method keeps its parent's contract. What differs: input is used up ahead of the output that is asked for, so
 * while {@link #needsInput} is false, {@link #getRemaining} may be less than the parent's; at the end of the stream it is
 * exact. Data that is not valid is given to zlib again, for the exception and the counts to be zlib's; a stream of which
 * more than 64 KiB has been read gets a message of its category instead.
 *
 * <p>Safe for use by several threads as the parent is: each call is atomic. Native memory beyond the parent's is held only
 * from the moment a stream is offloaded until it is finished, reset or ended; that of an inflater that was dropped without
 * {@link #end} is freed when it is found to be unreachable.
 */
public class HwInflater extends Inflater {
    private static final int ZLIB_HEADER = 2;
    private static final int ZLIB_TRAILER = 4;

    /** Where an offloaded stream is. */
    private enum Phase {
        BODY,
        TRAILER,
        DONE,
        FAILED
    }

    private final Object lock = new Object();
    private final boolean nowrap;

    private Route route = initialRoute();
    /** The input while the route is not zlib's; else the parent has it. */
    private final InputCursor input = new InputCursor();

    private boolean closed;
    /** Whether the parent has to be reset before it is used. */
    private boolean parentUsed;

    /** Offloaded only, until the end of the stream. */
    private BlockInflater blocks;

    private Phase phase = Phase.BODY;
    /** Whether the device may have more output without more input. */
    private boolean outputFull;

    private String failure = "";
    private final ReplayLog log = new ReplayLog();
    /** Of the output handed out; zlib format only. */
    private final Adler32 adler = new Adler32();

    private int trailer;
    private int trailerLength;

    /** Bytes taken and given while the route was not zlib's. */
    private long bytesRead;

    private long bytesWritten;
    /** Bytes handed out by the call under way. */
    private int delivered;
    /** Not null: zlib does the stream again. */
    private ReplayedInput replayed;

    private final StreamAccount account = new StreamAccount(ZipOperation.INFLATE);

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
                replayed = null;
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
                replayed = null;
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
                // zlib takes one at any time when the data is raw
                if (!nowrap || log.isOutgrown()) {
                    throw new IllegalArgumentException();
                }
                replayBeforeDictionary();
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
            if (route == Route.ZLIB) {
                return super.needsInput();
            }
            return input.remaining() == 0 && (blocks == null || (blocks.pending() == 0 && !outputFull));
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
            return route == Route.ZLIB ? super.finished() : phase == Phase.DONE && blocks == null;
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
            if (route == Route.OFFLOADED) {
                offload(output, null, off, len);
                if (route == Route.OFFLOADED) {
                    return delivered;
                }
                return delivered + byParent(output, off + delivered, len - delivered);
            }
            return byParent(output, off, len);
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
            if (route == Route.ZLIB) {
                return byParent(output);
            }
            int position = output.position();
            try {
                offload(null, output, position, output.remaining());
            } finally {
                output.position(position + delivered);
            }
            return route == Route.OFFLOADED ? delivered : delivered + byParent(output);
        }
    }

    private int byParent(byte[] output, int off, int len) throws DataFormatException {
        try {
            return super.inflate(output, off, len);
        } finally {
            afterParent();
        }
    }

    private int byParent(ByteBuffer output) throws DataFormatException {
        try {
            return super.inflate(output);
        } finally {
            afterParent();
        }
    }

    private void afterParent() {
        if (replayed != null) {
            replayed.moveTo(super.getBytesRead());
        }
        if (super.finished()) {
            account.settle(super.getBytesRead(), super.getBytesWritten());
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
            if (!leaveToDevice(room)) {
                leaveToParent();
            }
        }
        return true;
    }

    private boolean leaveToDevice(int room) {
        int available = input.remaining();
        if (available < Router.shortest() || !hasPlainHeader() || !Router.get().inflates(available)) {
            return false;
        }
        Router router = Router.get();
        boolean whole = !router.inflatesStreams();
        if (whole && !BlockInflater.fitsWhole(available, room)) {
            return false;
        }
        blocks = router.takeInflater();
        if (blocks == null) {
            return false;
        }
        blocks.begin();
        int header = nowrap ? 0 : ZLIB_HEADER;
        if (whole && input.inflate(blocks, header) != ZipStatus.END_OF_STREAM) {
            releaseBlocks();
            return false;
        }
        begin(header);
        if (whole) {
            use(blocks.consumed());
            phase = nowrap ? Phase.DONE : Phase.TRAILER;
        }
        return true;
    }

    private void begin(int header) {
        decided(Route.OFFLOADED);
        phase = Phase.BODY;
        outputFull = false;
        log.clear();
        trailer = 0;
        trailerLength = 0;
        if (!nowrap) {
            adler.reset();
        }
        use(header);
    }

    /** RFC 1950: deflate, window of 32 KiB, right check bits, no dictionary. Whatever else it may be is zlib's to judge. */
    private boolean hasPlainHeader() {
        if (nowrap) {
            return true;
        }
        if (input.remaining() < ZLIB_HEADER) {
            return false;
        }
        int flags = input.peek(1);
        return input.peek(0) == 0x78 && (flags & 0x20) == 0 && ((0x78 << 8) + flags) % 31 == 0;
    }

    private void leaveToParent() {
        if (parentUsed) {
            super.reset();
        }
        parentUsed = true;
        decided(Route.ZLIB);
        input.giveTo(super::setInput, super::setInput);
    }

    private void decided(Route decision) {
        route = decision;
        account.decided(decision);
    }

    /** Input is used up. */
    private void use(int count) {
        log.append(input, count);
        input.advance(count);
        bytesRead += count;
    }

    /** Makes output and hands it out until it or the input is used up, or the stream is zlib's. */
    private void offload(byte[] array, ByteBuffer buffer, int off, int len) throws DataFormatException {
        delivered = 0;
        do {
            if (blocks != null) {
                deliver(array, buffer, off + delivered, len - delivered);
                if (blocks.pending() > 0) {
                    return;
                }
            }
        } while (makeOutput());
    }

    private void deliver(byte[] array, ByteBuffer buffer, int off, int len) {
        int taken = array != null ? blocks.take(array, off, len) : blocks.take(buffer, off, len);
        if (!nowrap) {
            blocks.sum(adler, taken);
        }
        delivered += taken;
        bytesWritten += taken;
    }

    /**
     * Nothing is pending.
     *
     * @return false when there is nothing to do before more input comes
     */
    private boolean makeOutput() throws DataFormatException {
        return switch (phase) {
            case BODY -> inflateBody();
            case TRAILER -> readTrailer();
            case FAILED -> throw new DataFormatException(failure);
            case DONE -> {
                releaseBlocks();
                account.settle(bytesRead, bytesWritten);
                yield false;
            }
        };
    }

    private boolean inflateBody() throws DataFormatException {
        if (input.remaining() == 0 && !outputFull) {
            return false;
        }
        ZipStatus status = input.inflate(blocks, 0);
        boolean stuck =
                status == ZipStatus.OK && blocks.consumed() == 0 && blocks.pending() == 0 && input.remaining() > 0;
        if (!status.isDone() || stuck) {
            return fail(status);
        }
        use(blocks.consumed());
        outputFull = status == ZipStatus.OUTPUT_FULL;
        if (status == ZipStatus.END_OF_STREAM) {
            phase = nowrap ? Phase.DONE : Phase.TRAILER;
        }
        return true;
    }

    /** RFC 1950: Adler-32 of the output, high byte first. */
    private boolean readTrailer() {
        while (trailerLength < ZLIB_TRAILER) {
            if (input.remaining() == 0) {
                return false;
            }
            trailer = trailer << 8 | input.peek(0);
            trailerLength++;
            use(1);
        }
        if (trailer == (int) adler.getValue()) {
            phase = Phase.DONE;
        } else {
            phase = Phase.FAILED;
            failure = "incorrect data check";
        }
        return true;
    }

    /**
     * The device can't go on. If zlib can do it from the beginning it does; if not, what was good is handed out first.
     *
     * @return whether this object still serves the stream
     */
    private boolean fail(ZipStatus status) throws DataFormatException {
        if (!log.isOutgrown()) {
            replay();
            return false;
        }
        use(Math.min(blocks.consumed(), input.remaining()));
        phase = Phase.FAILED;
        failure = switch (status) {
            case BAD_BLOCK -> "invalid block type";
            case BAD_SYMBOL -> "invalid distance code";
            case BAD_DISTANCE -> "invalid distance too far back";
            default -> "invalid data";
        };
        return true;
    }

    /** From here on the stream is zlib's: it does again what was done, as far as output was handed out. */
    private void replay() throws DataFormatException {
        account.fellBack();
        byte[] all = log.with(input);
        replayed = new ReplayedInput(input.buffer(), log.length());
        releaseBlocks();
        input.clear();
        if (parentUsed) {
            super.reset();
        }
        parentUsed = true;
        route = Route.ZLIB;
        super.setInput(all, 0, all.length);
        byte[] discarded = new byte[(int) Math.min(bytesWritten, 16 * 1024)];
        long left = bytesWritten;
        while (left > 0) {
            left -= super.inflate(discarded, 0, (int) Math.min(left, discarded.length));
        }
    }

    private void replayBeforeDictionary() {
        try {
            replay();
        } catch (DataFormatException e) {
            // zlib finds wrong what the device found right; it says so again at the next call
            failure = e.getMessage();
        }
    }

    @Override
    public int getAdler() {
        synchronized (lock) {
            ensureOpen();
            boolean own = route == Route.OFFLOADED && !nowrap;
            return own ? (int) adler.getValue() : super.getAdler();
        }
    }

    @Override
    public long getBytesRead() {
        synchronized (lock) {
            ensureOpen();
            return route == Route.ZLIB ? super.getBytesRead() : bytesRead;
        }
    }

    @Override
    public long getBytesWritten() {
        synchronized (lock) {
            ensureOpen();
            return route == Route.ZLIB ? super.getBytesWritten() : bytesWritten;
        }
    }

    @Override
    public void reset() {
        synchronized (lock) {
            ensureOpen();
            leaveStream();
            route = initialRoute();
            if (route == Route.ZLIB) {
                super.reset();
            }
            input.clear();
            phase = Phase.BODY;
            outputFull = false;
            bytesRead = 0;
            bytesWritten = 0;
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
        releaseBlocks();
        log.clear();
        replayed = null;
    }

    private void releaseBlocks() {
        if (blocks != null) {
            Router.get().release(blocks);
            blocks = null;
        }
    }

    /** The parent's exception for an object that has been closed: its type depends on the JDK. */
    private void ensureOpen() {
        if (closed) {
            super.getBytesRead();
        }
    }
}
