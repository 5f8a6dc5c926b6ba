// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import io.warpdrive.queue.DeflatePlan;
import io.warpdrive.route.BlockDeflater;
import io.warpdrive.route.BlockStream;
import io.warpdrive.route.DeflateService;
import java.nio.ByteBuffer;
import java.util.zip.Deflater;

/** The streams of one {@link HwDeflater} that go through a queue, block by block. Guarded by the deflater's lock. */
final class OffloadedDeflate implements ServedStream {
    private static final int FIRST_SLOW_LEVEL = 4;

    private final InputCursor input;
    private final boolean wrapped;
    private final int threads;

    private DeflateService service;
    /** Null before a stream and after its end. */
    private BlockStream blocks;

    /** The stream's first block, for as long as nobody knows whether there are more. */
    private BlockDeflater first;

    /** Null, or what went wrong when output had been taken that the caller has not got: the stream can't go on. */
    private Throwable broken;

    /** Those in force. */
    private int level;

    private int strategy;
    private boolean changing;
    /** Whether the stream's last block has been asked for. */
    private boolean ending;

    private boolean finished;
    private int lastAdler = 1;
    private long bytesRead;
    private long bytesWritten;

    /** @param threads that may compress one stream's blocks */
    OffloadedDeflate(InputCursor input, boolean wrapped, int threads) {
        this.input = input;
        this.wrapped = wrapped;
        this.threads = threads;
    }

    /**
     * Begins a stream with the input that has been gathered; false if there is no memory for it.
     *
     * @param level 1 to 9, or -1
     * @param undecided what it has been so far
     */
    boolean begin(DeflateService service, DeflatePlan plan, int level, UndecidedStream undecided) {
        first = service.take();
        if (first == null) {
            return false;
        }
        this.service = service;
        try {
            first.begin(plan, level, wrapped, undecided.headerSent());
            first.put(undecided.bytes(), 0, undecided.length());
            blocks = first;
        } finally {
            if (blocks == null) {
                first.release();
                first = null;
            }
        }
        this.level = level;
        strategy = Deflater.DEFAULT_STRATEGY;
        changing = false;
        ending = false;
        bytesRead = undecided.length();
        bytesWritten = undecided.headerSent();
        broken = null;
        finished = false;
        return true;
    }

    @Override
    public int deflate(byte[] array, ByteBuffer buffer, int off, int len, int flush, boolean finish) {
        if (blocks == null || len == 0) {
            // zlib too does nothing where there is no room
            return 0;
        }
        throwIfBroken();
        int written = 0;
        try {
            do {
                written += array != null
                        ? blocks.take(array, off + written, len - written)
                        : blocks.take(buffer, off + written, len - written);
            } while (goesOn(len - written, flush, finish));
        } catch (RuntimeException | Error e) {
            if (written > 0) {
                // without what was taken the stream would have a hole
                broken = e;
            }
            throw e;
        }
        bytesWritten += written;
        if (blocks.isFinished() && blocks.pending() == 0) {
            finished = true;
            release();
        }
        return written;
    }

    private void throwIfBroken() {
        if (broken instanceof Error error) {
            throw error;
        }
        if (broken != null) {
            throw (RuntimeException) broken;
        }
    }

    /** Whether there is more to take, or more has been made. A block may be compressed by another thread meanwhile. */
    private boolean goesOn(int room, int flush, boolean finish) {
        // asked first: what is pending once all blocks are done stays pending
        boolean all = blocks.isFinished();
        if (blocks.pending() > 0) {
            return room > 0;
        }
        return !all && makeOutput(flush, finish);
    }

    /** @return false when there is nothing to do before more input comes */
    private boolean makeOutput(int flush, boolean finish) {
        int count = Math.min(input.remaining(), blocks.room());
        if (count > 0) {
            input.moveTo(blocks, count);
            bytesRead += count;
        }
        if (input.remaining() > 0) {
            compressFullBlock();
        } else if (finish) {
            ending = true;
            blocks.finish();
        } else if (flush == Deflater.NO_FLUSH) {
            return false;
        } else {
            return blocks.flush(flush);
        }
        return true;
    }

    private void compressFullBlock() {
        if (first != null) {
            blocks = service.widen(first, threads);
            first = null;
        }
        blocks.compress();
    }

    /** Zlib takes it when the data is raw and nothing has come since a flush, and, to no effect, after the end. */
    @Override
    public void setDictionary(Object dictionary, int off, int len) {
        boolean over = finished || blocks.isFinished();
        if (!over && (wrapped || blocks.filled() > 0)) {
            throw new IllegalArgumentException();
        }
        if (!over) {
            blocks.setDictionary(Buffers.of(dictionary, off, len));
        }
    }

    @Override
    public int setParameters(byte[] array, ByteBuffer buffer, int off, int len, int newLevel, int newStrategy) {
        changing = false;
        if (blocks == null || ending) {
            // the last block is under way: there is nothing left that the change could be for
            return deflate(array, buffer, off, len, Deflater.NO_FLUSH, ending);
        }
        int written = 0;
        boolean begun = bytesRead > 0 || input.remaining() > 0;
        if (begun && (newStrategy != strategy || method(newLevel) != method(level))) {
            written = deflate(array, buffer, off, len, Deflater.SYNC_FLUSH, false);
            changing = len == 0 || blocks.pending() > 0 || input.remaining() > 0;
        }
        if (!changing) {
            blocks.setParameters(newLevel, newStrategy);
            level = newLevel;
            strategy = newStrategy;
        }
        return written;
    }

    /** Zlib's levels go by three methods: stored, fast and slow (deflate.c, configuration_table). */
    private static int method(int level) {
        if (level == 0) {
            return 0;
        }
        return level > 0 && level < FIRST_SLOW_LEVEL ? 1 : 2;
    }

    @Override
    public boolean isChanging() {
        return changing;
    }

    @Override
    public boolean isFinished() {
        return finished;
    }

    @Override
    public int adler() {
        return blocks == null ? lastAdler : blocks.adler();
    }

    @Override
    public long bytesRead() {
        return bytesRead;
    }

    @Override
    public long bytesWritten() {
        return bytesWritten;
    }

    @Override
    public void release() {
        BlockStream left = blocks;
        if (left == null) {
            return;
        }
        blocks = null;
        first = null;
        try {
            lastAdler = left.adler();
        } finally {
            left.release();
        }
    }
}
