// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import static java.util.Objects.requireNonNull;

import io.warpdrive.route.Router;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * An {@link Inflater} whose work is done by an accelerator's queue, or by an engine of ours in place, where that pays.
 *
 * <p>Every method keeps its parent's contract; after each call all that can be asked is what the parent would answer.
 *
 * <p>Safe for use by several threads as the parent is: each call is atomic. Native memory is the parent's, and from the moment a
 * stream is served until it is reset or ended an engine's. The parent's goes back at that moment: up to JDK 18 always, from
 * JDK 19 on under the agent, once many inflaters have been made. That of an inflater that was dropped without {@link #end} is
 * freed when it is found to be unreachable.
 */
public class HwInflater extends JdkInflater {
    /** Its lock guards all of this object. Set once, before anybody has the object. */
    private RoutedInflate streams;

    /** As {@link Inflater#Inflater()}. */
    public HwInflater() {
        this(false);
    }

    /**
     * As {@link Inflater#Inflater(boolean)}.
     *
     * @param nowrap whether the input is raw (RFC 1951); else it has zlib's header and trailer (RFC 1950)
     */
    public HwInflater(boolean nowrap) {
        super(nowrap);
        this.streams = new RoutedInflate(this, nowrap);
    }

    /**
     * As {@link #HwInflater(boolean)}; without the parent's native memory where an engine will serve the streams, the JDK
     * allows it and many are made.
     *
     * @param nowrap whether the input is raw
     * @return never {@code null}
     */
    public static HwInflater of(boolean nowrap) {
        if (!Router.inflatesInPlace() || !ZipOpening.FOR_INFLATERS.isEarned() || WithoutParent.MAKER == null) {
            return new HwInflater(nowrap);
        }
        HwInflater inflater = WithoutParent.MAKER.make();
        inflater.zlibHasEnded();
        inflater.streams = new RoutedInflate(inflater, nowrap);
        // as behind a constructor that sets a final field: whoever gets hold of the object finds it whole
        VarHandle.storeStoreFence();
        return inflater;
    }

    @Override
    public void setInput(byte[] input, int off, int len) {
        Bounds.check(off, len, input.length);
        streams.lock();
        try {
            streams.setInput(input, off, len);
        } finally {
            streams.unlock();
        }
    }

    @Override
    public void setInput(ByteBuffer input) {
        requireNonNull(input);
        streams.lock();
        try {
            streams.setInput(input);
        } finally {
            streams.unlock();
        }
    }

    @Override
    public void setDictionary(byte[] dictionary, int off, int len) {
        Bounds.check(off, len, dictionary.length);
        streams.lock();
        try {
            streams.setDictionary(dictionary, off, len);
        } finally {
            streams.unlock();
        }
    }

    @Override
    public void setDictionary(ByteBuffer dictionary) {
        requireNonNull(dictionary);
        streams.lock();
        try {
            streams.setDictionary(Buffers.memory(dictionary), Buffers.offset(dictionary), dictionary.remaining());
            dictionary.position(dictionary.limit());
        } finally {
            streams.unlock();
        }
    }

    @Override
    public int getRemaining() {
        streams.lock();
        try {
            return streams.remaining();
        } finally {
            streams.unlock();
        }
    }

    @Override
    public boolean needsInput() {
        if (streams.isParents()) {
            return zlibNeedsInput();
        }
        streams.lock();
        try {
            return streams.remaining() == 0;
        } finally {
            streams.unlock();
        }
    }

    @Override
    public boolean needsDictionary() {
        if (streams.isParents()) {
            return zlibNeedsDictionary();
        }
        streams.lock();
        try {
            return streams.needsDictionary();
        } finally {
            streams.unlock();
        }
    }

    @Override
    public boolean finished() {
        return streams.isFinished();
    }

    @Override
    public int inflate(byte[] output, int off, int len) throws DataFormatException {
        Bounds.check(off, len, output.length);
        streams.enter();
        if (!streams.isParents()) {
            streams.lock();
            try {
                int written = streams.inflate(output, off, len);
                if (!streams.isParents()) {
                    return written;
                }
            } finally {
                streams.unlock();
            }
        }
        return streams.settled(zlibInflate(output, off, len), len);
    }

    @Override
    public int inflate(ByteBuffer output) throws DataFormatException {
        if (output.isReadOnly()) {
            throw new ReadOnlyBufferException();
        }
        streams.enter();
        if (!streams.isParents()) {
            streams.lock();
            try {
                int written = streams.inflate(output);
                if (!streams.isParents()) {
                    return written;
                }
            } finally {
                streams.unlock();
            }
        }
        return streams.settled(zlibInflate(output));
    }

    @Override
    public int getAdler() {
        streams.lock();
        try {
            return streams.adler();
        } finally {
            streams.unlock();
        }
    }

    @Override
    public long getBytesRead() {
        streams.lock();
        try {
            return streams.bytesRead();
        } finally {
            streams.unlock();
        }
    }

    @Override
    public long getBytesWritten() {
        streams.lock();
        try {
            return streams.bytesWritten();
        } finally {
            streams.unlock();
        }
    }

    @Override
    public void reset() {
        streams.lock();
        try {
            streams.reset();
        } finally {
            streams.unlock();
        }
    }

    @Override
    public void end() {
        streams.lock();
        try {
            streams.end();
        } finally {
            streams.unlock();
        }
    }

    /** For {@link ZipOpening}. */
    static boolean makeHandles() {
        return WithoutParent.MAKER != null;
    }

    /** Loaded when it is earned. */
    private static final class WithoutParent {
        /** Null where the parent has to be constructed. */
        static final EndedAtBirth<HwInflater> MAKER =
                canDoWithoutParent() ? EndedAtBirth.of(HwInflater.class, Inflater.class) : null;
    }
}
