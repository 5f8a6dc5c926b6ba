// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import static io.warpdrive.zip.Memory.check;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** One Inflater on its way through a stream that comes in pieces, and what was seen of it. */
final class InflateRun {
    private static final int IDLE_CALLS = 4;

    private final Inflater inflater;
    private final ByteArrayOutputStream plain = new ByteArrayOutputStream();
    private boolean failed;

    InflateRun(Inflater inflater) {
        this.inflater = inflater;
    }

    /** What a caller can see, and what has to be the same whoever inflates. */
    record Seen(
            String outcome,
            boolean finished,
            boolean needsInput,
            boolean needsDictionary,
            int remaining,
            long read,
            long written,
            int adler,
            int content) {

        /** Whether the stream goes on, and all input at hand is used. */
        boolean isWaiting() {
            return (outcome.equals("fine") || outcome.equals("returns 0"))
                    && needsInput
                    && !finished
                    && !needsDictionary;
        }

        Seen withoutOutput() {
            return new Seen(outcome, finished, needsInput, needsDictionary, remaining, read, 0, 0, 0);
        }
    }

    /** Hands over a piece and takes everything that comes of it. */
    Seen feed(byte[] piece, Memory from, int room, Memory to, byte[] dictionary) {
        from.setInput(inflater, piece);
        long readBefore = inflater.getBytesRead();
        String outcome = take(room, to);
        if (inflater.needsDictionary() && dictionary.length > 0) {
            outcome += ", " + setDictionary(dictionary) + ", " + take(room, to);
        }
        check(
                inflater.getBytesRead() - readBefore == piece.length - inflater.getRemaining(),
                "getBytesRead() and getRemaining() do not make up the piece");
        return seen(outcome);
    }

    private String setDictionary(byte[] dictionary) {
        try {
            inflater.setDictionary(ByteBuffer.wrap(dictionary));
            return "dictionary set";
        } catch (IllegalArgumentException e) {
            return e.toString();
        }
    }

    Seen start(Format format, byte[] dictionary) {
        return seen(format == Format.RAW && dictionary.length > 0 ? setDictionary(dictionary) : "fine");
    }

    private String take(int room, Memory to) {
        Memory.Output output = new Memory.Output(to, room);
        int idle = 0;
        while (!inflater.finished() && !inflater.needsDictionary()) {
            long before = inflater.getBytesWritten();
            int count;
            try {
                count = output.inflate(inflater);
            } catch (DataFormatException e) {
                failed = true;
                plain.writeBytes(output.take((int) (inflater.getBytesWritten() - before)));
                return e.toString();
            }
            plain.writeBytes(output.take(count));
            check(inflater.getBytesWritten() == before + count, "getBytesWritten() is not the sum of all returned");
            if (count == 0 && inflater.needsInput()) {
                break;
            }
            idle = count == 0 ? idle + 1 : 0;
            check(idle < IDLE_CALLS, "inflate() returns 0 for ever");
        }
        return "fine";
    }

    /** Another call after the stream has ended or failed. */
    Seen again() {
        try {
            return seen("returns " + inflater.inflate(new byte[10]));
        } catch (DataFormatException e) {
            return seen(e.toString());
        }
    }

    private Seen seen(String outcome) {
        return new Seen(
                outcome,
                inflater.finished(),
                inflater.needsInput(),
                inflater.needsDictionary(),
                inflater.getRemaining(),
                inflater.getBytesRead(),
                inflater.getBytesWritten(),
                inflater.getAdler(),
                Streams.adler(plain.toByteArray()));
    }

    boolean hasFailed() {
        return failed;
    }

    /** Whether there is no point in feeding more. */
    boolean isOver() {
        return failed || inflater.finished() || inflater.needsDictionary();
    }

    void reset() {
        inflater.reset();
        plain.reset();
        failed = false;
    }

    void end() {
        inflater.end();
    }
}
