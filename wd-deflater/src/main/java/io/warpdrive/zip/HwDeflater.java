// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import static java.util.Objects.requireNonNull;

import io.warpdrive.route.Router;
import io.warpdrive.settings.WdConfiguration;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.util.zip.Deflater;

/**
 * A {@link Deflater} whose work is done by an accelerator's queue, or by an engine of ours in place, where that pays.
 *
 * <p>Every method keeps its parent's contract. What differs: the compressed bytes are not those zlib would have chosen
 * (they inflate to the same data and are never more than zlib's {@code deflateBound}). Where blocks go to a queue, input is
 * gathered before its output appears, so {@link #deflate} returns 0 more often.
 *
 * <p>Safe for use by several threads as the parent is: each call is atomic. Native memory is held once: the parent's until a
 * stream is served in place; beyond it only while a stream is served, until it is finished, reset or ended, and what is
 * idle is kept for the next stream. That of a deflater that was dropped without {@link #end} is freed when it is found to be
 * unreachable.
 */
public class HwDeflater extends JdkDeflater {
    /** Its lock guards all of this object. Set once, before anybody has the object. */
    private RoutedDeflate streams;

    /** As {@link Deflater#Deflater()}. */
    public HwDeflater() {
        this(DEFAULT_COMPRESSION, false);
    }

    /**
     * As {@link Deflater#Deflater(int)}.
     *
     * @param level 0 to 9, or -1
     */
    public HwDeflater(int level) {
        this(level, false);
    }

    /**
     * As {@link Deflater#Deflater(int, boolean)}.
     *
     * @param level 0 to 9, or -1
     * @param nowrap whether the output is raw (RFC 1951); else it has zlib's header and trailer (RFC 1950)
     */
    public HwDeflater(int level, boolean nowrap) {
        this(level, nowrap, WdConfiguration.current().threads());
    }

    /**
     * As {@link Deflater#Deflater(int, boolean)}, with a say in how many threads compress.
     *
     * @param level 0 to 9, or -1
     * @param nowrap whether the output is raw (RFC 1951); else it has zlib's header and trailer (RFC 1950)
     * @param threads threads that may compress one long stream on the software device, this one included; 1 or more.
     *     Those
     *     beyond this one belong to all streams together, and there are no more of them than processors
     */
    public HwDeflater(int level, boolean nowrap, int threads) {
        super(checked(level, threads), nowrap);
        this.streams = new RoutedDeflate(this, level, nowrap, threads);
    }

    /**
     * As {@link #HwDeflater(int, boolean)}; without the parent's native memory where an engine will serve the streams, the JDK
     * allows it and many are made.
     *
     * @param level 0 to 9, or -1
     * @param nowrap whether the output is raw (RFC 1951); else it has zlib's header and trailer (RFC 1950)
     * @return never {@code null}
     */
    public static HwDeflater of(int level, boolean nowrap) {
        if (!Router.deflatesInPlace(level) || !ZipOpening.FOR_DEFLATERS.isEarned() || WithoutParent.MAKER == null) {
            return new HwDeflater(level, nowrap);
        }
        HwDeflater deflater = WithoutParent.MAKER.make();
        deflater.zlibHasEnded();
        deflater.streams = new RoutedDeflate(
                deflater, level, nowrap, WdConfiguration.current().threads());
        // as behind a constructor that sets a final field: whoever gets hold of the object finds it whole
        VarHandle.storeStoreFence();
        return deflater;
    }

    /** Before the parent takes memory. */
    private static int checked(int level, int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads < 1");
        }
        return level;
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
    public void setStrategy(int strategy) {
        streams.lock();
        try {
            streams.setStrategy(strategy);
        } finally {
            streams.unlock();
        }
    }

    @Override
    public void setLevel(int level) {
        streams.lock();
        try {
            streams.setLevel(level);
        } finally {
            streams.unlock();
        }
    }

    @Override
    public boolean needsInput() {
        streams.lock();
        try {
            return streams.needsInput();
        } finally {
            streams.unlock();
        }
    }

    @Override
    public void finish() {
        streams.lock();
        try {
            streams.finish();
        } finally {
            streams.unlock();
        }
    }

    @Override
    public boolean finished() {
        return streams.isFinished();
    }

    @Override
    public int deflate(byte[] output, int off, int len, int flush) {
        Bounds.check(off, len, output.length);
        checkFlush(flush);
        streams.lock();
        try {
            return streams.deflate(output, off, len, flush);
        } finally {
            streams.unlock();
        }
    }

    @Override
    public int deflate(ByteBuffer output, int flush) {
        if (output.isReadOnly()) {
            throw new ReadOnlyBufferException();
        }
        checkFlush(flush);
        streams.lock();
        try {
            int position = output.position();
            int written = streams.deflate(Buffers.memory(output), Buffers.offset(output), output.remaining(), flush);
            output.position(position + written);
            return written;
        } finally {
            streams.unlock();
        }
    }

    private static void checkFlush(int flush) {
        if (flush != NO_FLUSH && flush != SYNC_FLUSH && flush != FULL_FLUSH) {
            throw new IllegalArgumentException();
        }
    }

    /** Whether another level or strategy is still to be seen to. */
    boolean isSettingParameters() {
        streams.lock();
        try {
            return streams.isSettingParameters();
        } finally {
            streams.unlock();
        }
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
        static final EndedAtBirth<HwDeflater> MAKER = EndedAtBirth.of(HwDeflater.class, Deflater.class);
    }
}
