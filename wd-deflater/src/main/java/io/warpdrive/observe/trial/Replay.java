// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.observe.trial;

import io.warpdrive.queue.ZipOperation;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Does pieces again, in the calls they came in: with the JDK's own classes or with the drop-ins. Not thread-safe. */
final class Replay {
    /** A call that neither takes nor gives twice in a row is stuck: what nobody counts on is given up. */
    private static final int PATIENCE = 2;

    /** Makes the objects. */
    interface Maker {
        Deflater deflater(int level, boolean nowrap);

        Inflater inflater(boolean nowrap);
    }

    private final Maker maker;
    private byte[] output = {};
    /** Kept between pieces, as a program does that resets them. */
    private Deflater deflater;

    private boolean deflaterNowrap;
    private int level;
    private int strategy;
    private Inflater inflater;
    private boolean inflaterNowrap;
    /** When what only makes ready was over; where nothing does, when it began. */
    private long leadOver;

    Replay(Maker maker) {
        this.maker = maker;
    }

    /**
     * Does some pieces, twice.
     *
     * @return nanoseconds of the thread's time that they take the second time, without what only makes ready; negative: they
     *     can't be done
     */
    long nanos(List<Piece> pieces) {
        for (Piece piece : pieces) {
            if (output.length < piece.room()) {
                output = new byte[piece.room()];
            }
        }
        try {
            // brings memory and code into the caches, where a busy program has them
            return all(pieces) ? timed(pieces) : -1;
        } catch (DataFormatException | RuntimeException e) {
            return -1;
        }
    }

    private long timed(List<Piece> pieces) throws DataFormatException {
        leadOver = ThreadTime.nanos();
        return all(pieces) ? ThreadTime.nanos() - leadOver : -1;
    }

    private boolean all(List<Piece> pieces) throws DataFormatException {
        for (Piece piece : pieces) {
            prepare(piece);
            if (!once(piece)) {
                return false;
            }
        }
        return true;
    }

    private boolean once(Piece piece) throws DataFormatException {
        return piece.operation() == ZipOperation.DEFLATE ? deflate(piece) : inflate(piece);
    }

    /** Another piece may have left the objects with another level. */
    private void prepare(Piece piece) {
        if (piece.fresh()) {
            return;
        }
        if (piece.operation() == ZipOperation.INFLATE) {
            if (inflater == null || inflaterNowrap != piece.nowrap()) {
                end();
                inflater = maker.inflater(piece.nowrap());
                inflaterNowrap = piece.nowrap();
            }
            return;
        }
        if (deflater == null || deflaterNowrap != piece.nowrap()) {
            end();
            deflater = maker.deflater(piece.level(), piece.nowrap());
            deflaterNowrap = piece.nowrap();
            level = piece.level();
            strategy = Deflater.DEFAULT_STRATEGY;
        }
        if (level != piece.level() || strategy != piece.strategy()) {
            level = piece.level();
            strategy = piece.strategy();
            deflater.reset();
            deflater.setLevel(level);
            deflater.setStrategy(strategy);
            deflater.deflate(output, 0, 0);
        }
    }

    void end() {
        if (deflater != null) {
            deflater.end();
            deflater = null;
        }
        if (inflater != null) {
            inflater.end();
            inflater = null;
        }
    }

    private boolean deflate(Piece piece) {
        Deflater used = piece.fresh() ? maker.deflater(piece.level(), piece.nowrap()) : deflater;
        try {
            if (piece.fresh() && piece.strategy() != Deflater.DEFAULT_STRATEGY) {
                used.setStrategy(piece.strategy());
            }
            if (piece.dictionary().length > 0) {
                used.setDictionary(piece.dictionary());
            }
            int off = 0;
            for (int i = 0; i < piece.steps().length; i++) {
                if (i > 0 && i == piece.lead()) {
                    leadOver = ThreadTime.nanos();
                }
                if (!step(used, piece, off, piece.steps()[i])) {
                    return false;
                }
                off += piece.steps()[i].length();
            }
            return true;
        } finally {
            if (piece.fresh()) {
                used.end();
            } else {
                used.reset();
            }
        }
    }

    private boolean step(Deflater used, Piece piece, int off, Piece.Step step) {
        if (step.length() > 0) {
            used.setInput(piece.data(), off, step.length());
        }
        if (step.ask() == Piece.Ask.FINISH) {
            used.finish();
        }
        int flush =
                switch (step.ask()) {
                    case SYNC_FLUSH -> Deflater.SYNC_FLUSH;
                    case FULL_FLUSH -> Deflater.FULL_FLUSH;
                    default -> Deflater.NO_FLUSH;
                };
        int idle = 0;
        boolean over = false;
        while (!over && idle < PATIENCE) {
            int written = used.deflate(output, 0, piece.room(), flush);
            over = switch (step.ask()) {
                case NOTHING -> used.needsInput();
                case FINISH -> used.finished();
                default -> written < piece.room();
            };
            idle = written == 0 ? idle + 1 : 0;
        }
        return over;
    }

    private boolean inflate(Piece piece) throws DataFormatException {
        Inflater used = piece.fresh() ? maker.inflater(piece.nowrap()) : inflater;
        try {
            if (piece.dictionary().length > 0 && piece.nowrap()) {
                used.setDictionary(piece.dictionary());
            }
            int off = 0;
            long left = piece.output();
            for (Piece.Step step : piece.steps()) {
                if (used.finished() || left <= 0) {
                    break;
                }
                used.setInput(piece.data(), off, step.length());
                off += step.length();
                left -= inflate(used, piece, left);
            }
            return true;
        } finally {
            if (piece.fresh()) {
                used.end();
            } else {
                used.reset();
            }
        }
    }

    private long inflate(Inflater used, Piece piece, long most) throws DataFormatException {
        long made = 0;
        int idle = 0;
        while (made < most && idle < PATIENCE && !used.needsInput() && !used.finished()) {
            int written = used.inflate(output, 0, piece.room());
            if (used.needsDictionary()) {
                used.setDictionary(piece.dictionary());
            }
            made += written;
            idle = written == 0 ? idle + 1 : 0;
        }
        return made;
    }
}
