// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import io.warpdrive.observe.Watched;
import io.warpdrive.route.Asked;
import java.nio.ByteBuffer;
import java.util.zip.Deflater;

/**
 * What a {@link HwDeflater} does under its lock, which this is. The methods answer {@link Deflater}'s of the same name, except for
 * what arguments may be.
 */
// only because a synchronizer is
@SuppressWarnings("serial")
final class RoutedDeflate extends StreamLock {
    private final JdkDeflater parent;
    private final DeflateServers servers;
    /** Whether the next call of deflate() has to see to another level or strategy. */
    private boolean setParameters;

    private boolean closed;
    /** Null unless somebody looks. */
    private Watched watched;

    RoutedDeflate(JdkDeflater parent, int level, boolean nowrap, int threads) {
        this.parent = parent;
        this.servers = new DeflateServers(parent, level, nowrap, threads);
    }

    void setInput(byte[] array, int off, int len) {
        servers.input().set(array, off, len);
        servers.stream().inputSet();
    }

    void setInput(ByteBuffer buffer) {
        servers.input().set(buffer);
        servers.stream().inputSet();
    }

    void setDictionary(Object dictionary, int off, int len) {
        ensureOpen();
        servers.decide(Asked.DICTIONARY);
        servers.stream().setDictionary(dictionary, off, len);
        servers.stay();
    }

    void setStrategy(int strategy) {
        boolean changes = strategy != servers.strategy();
        if (changes && strategy >= Deflater.DEFAULT_STRATEGY && strategy <= Deflater.HUFFMAN_ONLY) {
            beforeParameters();
        }
        parent.zlibStrategy(strategy);
        setParameters |= changes;
        servers.strategy(strategy);
    }

    void setLevel(int level) {
        boolean changes = level != servers.level();
        if (changes && level >= Deflater.DEFAULT_COMPRESSION && level <= Deflater.BEST_COMPRESSION) {
            beforeParameters();
        }
        parent.zlibLevel(level);
        setParameters |= changes;
        servers.level(level);
    }

    /** What has been taken so far is compressed with the parameters of now. */
    private void beforeParameters() {
        if (!closed && !servers.isFresh()) {
            servers.decide(Asked.FLUSH);
        }
    }

    private void parametersSet() {
        setParameters = false;
        servers.parametersSet();
    }

    boolean isSettingParameters() {
        return setParameters;
    }

    boolean needsInput() {
        return servers.stream().needsInput();
    }

    void finish() {
        servers.finish();
    }

    /** @param output an array, or a direct buffer whose limit is {@code off + len} and whose position may move */
    int deflate(Object output, int off, int len, int flush) {
        ensureOpen();
        watched = Watched.enter(watched);
        if (setParameters && servers.isFresh()) {
            parametersSet();
            return 0;
        }
        servers.decide(asked(flush));
        int written = servers.before(output, off, len, setParameters);
        if (servers.isAllOut()) {
            written += compress(output, off + written, len - written, flush);
        }
        if (!finished && servers.stream().isFinished()) {
            over();
            finished = true;
        }
        if (watched != null) {
            watched.leave();
        }
        return written;
    }

    private void over() {
        servers.over(watched);
        watched = null;
    }

    private Asked asked(int flush) {
        if (servers.isFinishing()) {
            return Asked.END;
        }
        return flush == Deflater.NO_FLUSH ? Asked.INPUT : Asked.FLUSH;
    }

    private int compress(Object output, int off, int len, int flush) {
        ServedStream stream = servers.stream();
        if (!setParameters) {
            return stream.deflate(output, off, len, flush, servers.isFinishing());
        }
        int written = stream.setParameters(output, off, len, servers.level(), servers.strategy());
        if (!stream.isChanging()) {
            parametersSet();
        }
        return written;
    }

    int adler() {
        ensureOpen();
        return servers.stream().adler();
    }

    long bytesRead() {
        ensureOpen();
        return servers.stream().bytesRead();
    }

    long bytesWritten() {
        ensureOpen();
        return servers.bytesWritten();
    }

    void reset() {
        ensureOpen();
        if (servers.stream().isChangeTaken()) {
            parametersSet();
        }
        if (!finished) {
            over();
        }
        servers.reset();
        finished = false;
    }

    void end() {
        if (closed) {
            servers.endAgain();
            return;
        }
        closed = true;
        if (!finished) {
            over();
        }
        servers.end();
    }

    /** The parent's exception for an object that has been closed: its type depends on the JDK. */
    private void ensureOpen() {
        if (closed) {
            parent.zlibRead();
        }
    }
}
