// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import static io.warpdrive.zip.Memory.check;

import java.nio.ByteBuffer;
import java.util.zip.Adler32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** One Inflater on its way through a stream that comes in pieces, and what was seen of it after each call. */
final class InflateRun {
    private final Inflater inflater;
    /** Of all bytes since the last reset. */
    private final Adler32 content = new Adler32();

    private long read;
    private long written;

    InflateRun(Inflater inflater) {
        this.inflater = inflater;
    }

    /** All that a caller can see, and a class of the JDK's package. */
    record Seen(
            String outcome,
            boolean finished,
            boolean needsInput,
            boolean needsDictionary,
            int remaining,
            long read,
            long written,
            int adler,
            boolean pendingOutput,
            int content) {}

    Seen setInput(byte[] piece, Memory from) {
        from.setInput(inflater, piece);
        return seen("input set");
    }

    /** One call. */
    Seen inflate(int room, Memory to) {
        Memory.Output output = new Memory.Output(to, room);
        int remaining = inflater.getRemaining();
        String outcome;
        int count;
        try {
            count = output.inflate(inflater);
            outcome = "returns " + count;
        } catch (DataFormatException e) {
            count = (int) (inflater.getBytesWritten() - written);
            outcome = e.toString();
        }
        content.update(output.take(count));
        check(inflater.getBytesWritten() == written + count, "getBytesWritten() is not the sum of all returned");
        check(
                inflater.getBytesRead() - read == remaining - inflater.getRemaining(),
                "getBytesRead() and getRemaining() do not make up the piece");
        read = inflater.getBytesRead();
        written = inflater.getBytesWritten();
        return seen(outcome);
    }

    Seen setDictionary(byte[] dictionary) {
        try {
            inflater.setDictionary(ByteBuffer.wrap(dictionary));
            return seen("dictionary set");
        } catch (IllegalArgumentException e) {
            return seen(e.toString());
        }
    }

    Seen reset() {
        inflater.reset();
        content.reset();
        read = 0;
        written = 0;
        return seen("reset");
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
                ParentFields.pendingOutput(inflater),
                (int) content.getValue());
    }

    void end() {
        inflater.end();
    }
}
