// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import static io.warpdrive.zip.Memory.check;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** One Deflater on its way through a sequence of calls, and what was seen of it. */
final class DeflateRun {
    private static final int IDLE_CALLS = 4;

    private final Deflater deflater;
    private final Format format;
    private final ByteArrayOutputStream accepted = new ByteArrayOutputStream();
    private final ByteArrayOutputStream packed = new ByteArrayOutputStream();
    /** By the number of bytes of output in front of them. */
    private final Map<Integer, byte[]> dictionaries = new TreeMap<>();

    private byte[] input = {};
    private long readBeforeInput;
    private boolean finishing;
    /** Whether the level or strategy has been set since the last deflate(): that call will see to it, and not flush. */
    private boolean changed;

    /** Whether the last call was a single deflate() that filled its output. */
    private boolean full;
    /** Whether everything accepted can be read from what came out: it was flushed or finished. */
    private boolean readable = true;

    DeflateRun(Deflater deflater, Format format) {
        this.deflater = deflater;
        this.format = format;
    }

    /** What a caller can see after a call, and a class of the JDK's package, and has to be the same whoever served it. */
    record Seen(
            String outcome,
            boolean finished,
            boolean needsInput,
            long read,
            int adler,
            int accepted,
            boolean finish,
            boolean setParams,
            boolean full) {
        /** Where one ran out of room, it may have taken less than the other. */
        Seen outcomeOnly() {
            return new Seen(outcome, false, false, 0, 0, 0, finish, false, false);
        }
    }

    Seen make(DeflateCall call) {
        String outcome = "fine";
        full = false;
        try {
            if (call instanceof DeflateCall.Input set) {
                setInput(set);
            } else if (call instanceof DeflateCall.Drain drain) {
                drain(drain);
            } else if (call instanceof DeflateCall.Once once) {
                full = deflate(new Memory.Output(once.memory(), once.room()), once.flush()) == once.room();
                changed &= full;
            } else if (call instanceof DeflateCall.Level level) {
                deflater.setLevel(level.level());
                changed = true;
            } else if (call instanceof DeflateCall.Strategy strategy) {
                deflater.setStrategy(strategy.strategy());
                changed = true;
            } else if (call instanceof DeflateCall.Dictionary dictionary) {
                setDictionary(dictionary);
            } else if (call instanceof DeflateCall.Finish) {
                deflater.finish();
                finishing = true;
            } else {
                reset();
            }
        } catch (RuntimeException | InternalError e) {
            outcome = e.toString();
        }
        return new Seen(
                outcome,
                deflater.finished(),
                deflater.needsInput(),
                deflater.getBytesRead(),
                deflater.getAdler(),
                accepted.size(),
                // what ZipOutputStream asks for, and it does so behind finish() only
                finishing && ParentFields.finish(deflater),
                ParentFields.setParams(deflater),
                full);
    }

    private void setInput(DeflateCall.Input call) {
        input = call.bytes();
        readBeforeInput = deflater.getBytesRead();
        call.memory().setInput(deflater, input);
    }

    private void setDictionary(DeflateCall.Dictionary call) {
        if (call.buffer()) {
            deflater.setDictionary(ByteBuffer.wrap(call.bytes()));
        } else {
            deflater.setDictionary(call.bytes());
        }
        // two in a row count as one
        dictionaries.merge(packed.size(), call.bytes(), DeflateRun::joined);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private void drain(DeflateCall.Drain call) {
        Memory.Output output = new Memory.Output(call.memory(), call.room());
        int idle = 0;
        int count;
        boolean more;
        do {
            boolean onlyChange = changed;
            count = deflate(output, call.flush());
            changed = false;
            idle = count == 0 ? idle + 1 : 0;
            more = finishing ? !deflater.finished() : onlyChange || count == call.room() || !deflater.needsInput();
            check(idle < IDLE_CALLS || !more, "deflate() returns 0 for ever");
        } while (more);
        readable = finishing || call.flush() != Deflater.NO_FLUSH;
    }

    private int deflate(Memory.Output output, int flush) {
        long readBefore = deflater.getBytesRead();
        long writtenBefore = deflater.getBytesWritten();
        int count = output.deflate(deflater, flush);
        packed.writeBytes(output.take(count));
        check(deflater.getBytesWritten() == writtenBefore + count, "getBytesWritten() is not the sum of all returned");
        int from = (int) (readBefore - readBeforeInput);
        int read = (int) (deflater.getBytesRead() - readBefore);
        check(read >= 0 && read <= input.length - from, "more read than there was");
        accepted.write(input, from, read);
        readable &= read == 0;
        return count;
    }

    private void reset() {
        verify();
        deflater.reset();
        accepted.reset();
        packed.reset();
        dictionaries.clear();
        input = new byte[0];
        readBeforeInput = 0;
        finishing = false;
        readable = true;
    }

    /** What came out has to inflate to what was accepted, as far as it was flushed. */
    void verify() {
        byte[] all = packed.toByteArray();
        byte[] expected = accepted.toByteArray();
        byte[] plain = inflate(all);
        check(plain.length <= expected.length, "more comes out than went in");
        check(
                plain.length == expected.length || !readable,
                () -> "only " + plain.length + " of " + expected.length + " bytes");
        int difference = Arrays.mismatch(
                plain, plain.length == expected.length ? expected : Arrays.copyOf(expected, plain.length));
        check(difference < 0, () -> "the output inflates to something else from byte " + difference + " on");
    }

    private byte[] inflate(byte[] all) {
        Inflater inflater = new Inflater(format.nowrap());
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        try {
            int at = 0;
            for (Map.Entry<Integer, byte[]> entry : dictionaries.entrySet()) {
                if (format == Format.RAW) {
                    plain.writeBytes(Streams.inflate(inflater, Arrays.copyOfRange(all, at, entry.getKey())));
                    inflater.setDictionary(entry.getValue());
                    at = entry.getKey();
                }
            }
            plain.writeBytes(Streams.inflate(inflater, Arrays.copyOfRange(all, at, all.length)));
            if (inflater.needsDictionary()) {
                inflater.setDictionary(dictionaries.get(0));
                plain.writeBytes(Streams.inflate(inflater, new byte[0]));
            }
            check(inflater.finished() == deflater.finished(), "the end of the stream is missing, or comes too soon");
            check(inflater.getRemaining() == 0, "something follows the end of the stream");
        } catch (DataFormatException e) {
            throw new AssertionError("the output can't be inflated: " + e.getMessage(), e);
        } finally {
            inflater.end();
        }
        return plain.toByteArray();
    }

    /** Whether any reader can read it: it is finished and wants no dictionary. */
    boolean isPlainStream() {
        return deflater.finished() && dictionaries.isEmpty();
    }

    byte[] accepted() {
        return accepted.toByteArray();
    }

    byte[] packed() {
        return packed.toByteArray();
    }

    boolean needsInput() {
        return deflater.needsInput();
    }

    void end() {
        deflater.end();
    }
}
