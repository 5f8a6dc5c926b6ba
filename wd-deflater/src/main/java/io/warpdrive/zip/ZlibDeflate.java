// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import io.warpdrive.queue.ZipOperation;
import io.warpdrive.route.Router;

/**
 * The streams of one {@link HwDeflater} that zlib compresses: in its parent's memory, or in another deflater's once that was given
 * back. Zlib has the input as long as a stream lasts, and the cursor does not move. Guarded by the deflater's lock.
 */
final class ZlibDeflate implements ServedStream {
    /** Whose memory zlib works in. */
    private enum Memory {
        /** The parent's. */
        PARENTS,
        /**
         * The parent's, which was told of the end of a stream that was not zlib's, and has to be reset before it is used. Not
         * before, as that costs more than a short message: what it was told is asked for behind the next finish() only.
         */
        PARENTS_FINISHING,
        /** Nobody's: the parent's was given back, or it never had any. */
        NONE,
        /** Another deflater's. */
        OWN
    }

    private final JdkDeflater parent;
    private final InputCursor input;
    private final boolean nowrap;
    private Memory memory;
    /** The parent, or another one. */
    private JdkDeflater zlib;

    /** Null unless an engine may go on with the stream: it wants to know what zlib takes. */
    private GoingOver goingOver;

    /** What zlib was told last. */
    private int level;
    /** Bytes of input that the router has been told of. */
    private long told;

    private boolean changing;

    ZlibDeflate(JdkDeflater parent, InputCursor input, boolean nowrap) {
        this.parent = parent;
        this.input = input;
        this.nowrap = nowrap;
        this.zlib = parent;
        this.memory = parent.zlibIsEnded() ? Memory.NONE : Memory.PARENTS;
    }

    /** Makes ready for a stream. The parent has been told of level and strategy. */
    void begin(int level, int strategy) {
        this.level = level;
        if (memory == Memory.PARENTS_FINISHING) {
            parent.zlibReset();
            memory = Memory.PARENTS;
        } else if (memory == Memory.NONE) {
            zlib = new JdkDeflater(level, nowrap);
            memory = Memory.OWN;
        }
        if (memory == Memory.OWN) {
            // it has nothing to compress yet, and takes them now
            zlib.zlibLevel(level);
            zlib.zlibStrategy(strategy);
            zlib.zlibTakeParameters();
        }
    }

    /** Whether zlib works in the parent's memory. */
    boolean isParents() {
        return memory == Memory.PARENTS;
    }

    /** As long as nothing is to be compressed: takes a change of parameters, so as not to be surprised at the next stream. */
    void restTakesParameters() {
        if (memory == Memory.PARENTS || memory == Memory.PARENTS_FINISHING) {
            parent.zlibTakeParameters();
        }
    }

    /** The parent's memory would only lie idle. */
    void giveBack() {
        if (memory == Memory.PARENTS || memory == Memory.PARENTS_FINISHING) {
            memory = Memory.NONE;
            parent.zlibEnd();
        }
    }

    /** @param next null: the stream is zlib's to its end */
    void mayGoOver(GoingOver next) {
        goingOver = next;
    }

    /**
     * A stream ends with the input that has been set.
     *
     * @param zlibs whether it is zlib's
     */
    void finish(boolean zlibs) {
        // ZipOutputStream asks the parent about it, whoever serves the stream. Of one that has no memory it can't be
        // taken
        // back; but nobody asks before the next finish()
        parent.zlibFinish();
        if (!zlibs && memory == Memory.PARENTS) {
            memory = Memory.PARENTS_FINISHING;
        }
    }

    @Override
    public void inputSet() {
        zlib.zlibInput(input);
    }

    @Override
    public boolean needsInput() {
        return zlib.zlibNeedsInput();
    }

    @Override
    public int deflate(Object output, int off, int len, int flush, boolean finish) {
        if (finish && zlib != parent) {
            zlib.zlibFinish();
        }
        if (goingOver == null) {
            return zlib.zlibDeflate(output, off, len, flush);
        }
        long before = zlib.zlibRead();
        int written = zlib.zlibDeflate(output, off, len, flush);
        goingOver.zlibTook((int) (zlib.zlibRead() - before));
        tellRouter();
        return written;
    }

    /** Of what zlib has done since this was called last. */
    void tellRouter() {
        if (Router.counts()) {
            long read = zlib.zlibRead();
            Router.zlibDid(ZipOperation.DEFLATE, level, read - told);
            told = read;
        }
    }

    /** What keeps zlib from a change it keeps in mind itself. */
    @Override
    public int setParameters(Object output, int off, int len, int level, int strategy) {
        this.level = level;
        zlib.zlibLevel(level);
        zlib.zlibStrategy(strategy);
        int written = deflate(output, off, len, JdkDeflater.NO_FLUSH, false);
        changing = written == len;
        return written;
    }

    @Override
    public boolean isChanging() {
        return changing;
    }

    /** The next stream inherits a change that has not been made. */
    @Override
    public boolean isChangeTaken() {
        return false;
    }

    /** Hands out all that zlib has in hand, without the input. */
    int flush(Object output, int off, int len) {
        zlib.zlibNoInput();
        return zlib.zlibDeflate(output, off, len, JdkDeflater.SYNC_FLUSH);
    }

    @Override
    public void setDictionary(Object dictionary, int off, int len) {
        zlib.zlibDictionary(dictionary, off, len);
    }

    @Override
    public boolean isFinished() {
        return zlib.zlibFinished();
    }

    @Override
    public int adler() {
        return zlib.zlibAdler();
    }

    @Override
    public long bytesRead() {
        return zlib.zlibRead();
    }

    @Override
    public long bytesWritten() {
        return zlib.zlibWritten();
    }

    /** Zlib's memory stays for the next stream of the kind: whoever had one has more of them. */
    @Override
    public void release() {
        zlib.zlibReset();
        goingOver = null;
        told = 0;
    }

    /** No more streams. */
    void end() {
        goingOver = null;
        parent.zlibEnd();
        zlib.zlibEnd();
    }
}
