// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.observe.program;

import io.warpdrive.observe.trial.Capture;
import io.warpdrive.observe.trial.Piece;
import io.warpdrive.queue.ZipOperation;
import java.nio.ByteBuffer;
import java.util.zip.Deflater;

/**
 * The account of one object's streams, one after the other: told in parts, so that a stream that never ends is told of, too.
 * Its object locks it, and the lock guards all of it.
 */
final class ObservedStream {
    /** Of an inflater that may never come to the end of its stream. */
    private static final int TOLD_CALLS = 64;
    /** Much later in a stream its data may be of another kind: it is looked at again at this, and at four times as much. */
    private static final long SECOND_LOOK = 1 << 20;

    private final Program program;
    private final Site site;
    private final ZipOperation operation;
    private final boolean nowrap;
    private final CallTimer timer = new CallTimer();
    private int level;
    private int strategy = Deflater.DEFAULT_STRATEGY;

    /** Of the stream so far. */
    private long in;

    private long out;
    private long flushes;
    /** What has been told of it. */
    private long toldIn;

    private long toldOut;
    private int calls;
    private boolean told;
    private boolean flushing;

    private boolean first = true;
    /** Whether it has been decided if the stream is looked at closely. */
    private boolean begun;
    /** Null where the stream is not looked at closely. */
    private Capture capture;

    private long nextLook = SECOND_LOOK;
    /** That of the part told last. */
    private Group group;
    /** What has been told there of this stream, to take along if the stream turns out to be of another kind. */
    private Account held = Account.NOTHING;

    ObservedStream(Program program, Site site, ZipOperation operation, int level, boolean nowrap) {
        this.program = program;
        this.site = site;
        this.operation = operation;
        this.level = level;
        this.nowrap = nowrap;
    }

    private void begin() {
        if (!begun) {
            begun = true;
            capture = site.isTaken() ? new Capture(first, false) : null;
        }
    }

    void level(int newLevel) {
        tell();
        level = newLevel;
        spoil();
    }

    void strategy(int newStrategy) {
        strategy = newStrategy;
        spoil();
    }

    private void spoil() {
        if (capture != null) {
            capture.spoil();
        }
    }

    void dictionary(byte[] bytes, int off, int len) {
        begin();
        if (capture != null) {
            capture.dictionary(bytes, off, len);
        }
    }

    void input(byte[] bytes, int off, int len) {
        begin();
        if (capture != null) {
            capture.input(bytes, off, len);
        }
    }

    void input(ByteBuffer bytes) {
        begin();
        if (capture != null) {
            capture.input(bytes);
        }
    }

    CallTimer timer() {
        return timer;
    }

    /**
     * After a call.
     *
     * @param room bytes of output it had
     * @param bytesIn of the stream so far
     */
    void called(Piece.Ask ask, int room, int written, long bytesIn, boolean over) {
        in = bytesIn;
        out += written;
        boolean flush = ask == Piece.Ask.SYNC_FLUSH || ask == Piece.Ask.FULL_FLUSH;
        if (flush && !flushing) {
            flushes++;
        }
        // a flush for which room ran out is asked for again
        flushing = flush && written == room;
        if (capture != null) {
            capture.called(ask, room, written);
        }
        boolean many = operation == ZipOperation.INFLATE && ++calls >= TOLD_CALLS;
        if (over || (flush && !flushing) || many || timer.isWorthTelling()) {
            tell();
        }
        if (capture != null ? over || capture.isFull() : in >= nextLook) {
            look(!over);
        }
    }

    /** @param goesOn whether there may be more of the stream */
    private void look(boolean goesOn) {
        if (capture != null) {
            if (capture.isWorthIt()) {
                program.offer(group(goesOn), capture, strategy, nowrap);
            }
            capture = null;
        } else if (operation == ZipOperation.DEFLATE) {
            capture = new Capture(false, true);
            nextLook *= 4;
        } else {
            // without its beginning nobody can inflate it
            nextLook = Long.MAX_VALUE;
        }
    }

    /** The stream is over; another one may begin. */
    void over() {
        tell();
        if (capture != null && in > 0) {
            look(false);
        }
        first = false;
        begun = false;
        capture = null;
        nextLook = SECOND_LOOK;
        in = 0;
        out = 0;
        flushes = 0;
        toldIn = 0;
        toldOut = 0;
        told = false;
        flushing = false;
        held = Account.NOTHING;
    }

    private void tell() {
        calls = 0;
        if (in + out == 0) {
            // made, reset or ended; without any stream it waits for the first
            if (group != null) {
                group.add(timer.take(0, 0, 0));
            }
            return;
        }
        Group its = group(false);
        Account part = timer.take(told ? 0 : 1, in - toldIn, out - toldOut);
        its.add(part);
        held = held.plus(part);
        told = true;
        toldIn = in;
        toldOut = out;
    }

    /**
     * That of the stream so far. A stream that grew is of one kind all the same, and so is one that is flushed later on; at
     * each of its levels there is a part of it.
     *
     * @param goesOn whether it is larger than this, if it is not flushed
     */
    private Group group(boolean goesOn) {
        long plain = operation == ZipOperation.DEFLATE ? in : out;
        SizeClass size = SizeClass.of(flushes > 0 ? plain / flushes : goesOn ? plain + 1 : plain);
        boolean flushed = flushes > 0;
        Kind kind = group == null ? null : group.kind();
        if (kind == null || kind.level() != level || kind.size() != size || kind.flushed() != flushed) {
            Group next = program.group(new Kind(site.where(), operation, level, size, flushed));
            if (kind != null && kind.level() == level) {
                group.remove(held);
                next.add(held);
            } else {
                held = Account.NOTHING;
            }
            group = next;
        }
        return group;
    }
}
