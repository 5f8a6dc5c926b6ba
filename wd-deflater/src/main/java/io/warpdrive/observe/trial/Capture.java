// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.observe.trial;

import io.warpdrive.queue.ZipOperation;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Takes a {@link Piece} of a stream as it goes by. Not safe for use by several threads. */
public final class Capture {
    /** A stream that is written byte by byte is looked at for so many calls. */
    private static final int MOST_STEPS = 4096;
    /** Little input may inflate to very much. */
    private static final int MOST_OUTPUT = 512 << 10;
    /** In less room zlib may repeat a flush for ever. */
    private static final int LEAST_ROOM = 64;

    private static final int MOST_ROOM = 64 << 10;
    private static final int FIRST = 1024;

    private final boolean fresh;
    /** Bytes that are there only to make ready. */
    private final int leadBytes;

    private final int most;
    private final List<Piece.Step> steps = new ArrayList<>();
    private byte[] dictionary = {};
    private byte[] data = new byte[FIRST];
    private int length;
    /** Of the data, what steps have been made of. */
    private int stepped;

    private int lead;
    private long room;
    private long calls;
    private long output;
    private boolean spoilt;

    /**
     * @param fresh whether the object was made for this stream
     * @param midway whether much of the stream has gone by
     */
    public Capture(boolean fresh, boolean midway) {
        this.fresh = fresh;
        this.leadBytes = midway ? Piece.LEAD : 0;
        this.most = leadBytes + Piece.MOST;
    }

    public void dictionary(byte[] bytes, int off, int len) {
        spoilt |= dictionary.length > 0 || (!steps.isEmpty() && steps.get(0).ask() != Piece.Ask.NOTHING);
        dictionary = Arrays.copyOfRange(bytes, off, off + len);
    }

    /** A change in the midst of it, which a piece does not tell of. */
    public void spoil() {
        spoilt |= length > 0;
    }

    public void input(byte[] bytes, int off, int len) {
        int taken = reserve(len);
        System.arraycopy(bytes, off, data, length, taken);
        length += taken;
    }

    public void input(ByteBuffer bytes) {
        ByteBuffer copy = bytes.duplicate();
        int taken = reserve(copy.remaining());
        copy.get(data, length, taken);
        length += taken;
    }

    private int reserve(int len) {
        int taken = Math.min(len, most - length);
        if (length + taken > data.length) {
            data = Arrays.copyOf(data, Math.min(most, Math.max(length + taken, 2 * data.length)));
        }
        return taken;
    }

    /** After a call, and before the next input. */
    public void called(Piece.Ask ask, int len, int written) {
        calls++;
        room += len;
        output += written;
        int given = length - stepped;
        boolean repeats =
                given == 0 && !steps.isEmpty() && steps.get(steps.size() - 1).ask() == ask;
        if (!repeats) {
            steps.add(new Piece.Step(given, ask));
            stepped = length;
        }
        if (lead == 0 && leadBytes > 0 && length >= leadBytes) {
            // nothing of what made ready may be left to do
            steps.add(new Piece.Step(0, Piece.Ask.SYNC_FLUSH));
            lead = steps.size();
        }
    }

    public boolean isFull() {
        return spoilt || length == most || steps.size() >= MOST_STEPS || output >= MOST_OUTPUT;
    }

    /** Whether there is a piece to be had. */
    public boolean isWorthIt() {
        return !spoilt && length > 0 && !steps.isEmpty() && (leadBytes == 0 || (lead > 0 && lead < steps.size()));
    }

    public Piece piece(ZipOperation operation, int level, int strategy, boolean nowrap) {
        int mean = (int) Math.max(LEAST_ROOM, Math.min(MOST_ROOM, room / calls));
        if (operation == ZipOperation.DEFLATE && steps.get(steps.size() - 1).ask() == Piece.Ask.NOTHING) {
            // else who puts work off would seem fast
            steps.add(new Piece.Step(0, Piece.Ask.FINISH));
        }
        return new Piece(
                operation,
                level,
                strategy,
                nowrap,
                fresh,
                dictionary,
                Arrays.copyOf(data, stepped),
                steps.toArray(Piece.Step[]::new),
                lead,
                mean,
                output);
    }
}
