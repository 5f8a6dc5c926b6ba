// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import io.warpdrive.observe.Watched;
import io.warpdrive.route.Router;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;

/**
 * What a {@link HwInflater} does under its lock, which this is. The methods answer {@link java.util.zip.Inflater}'s of the same
 * name, except for what arguments may be.
 */
// only because a synchronizer is
@SuppressWarnings("serial")
final class RoutedInflate extends StreamLock {
    private final JdkInflater parent;
    private final InflateServers servers;

    /** Whether the last call filled all of an array, and the stream goes on: what the parent should keep in mind. */
    private boolean pendingOutput;

    private boolean closed;
    /** Null unless somebody looks. Not under the lock while the stream is the parent's. */
    private Watched watched;

    RoutedInflate(JdkInflater parent, boolean nowrap) {
        this.parent = parent;
        this.servers = new InflateServers(parent, nowrap);
    }

    /**
     * Whether the stream is the parent's, which has a lock of its own: two locks cost more than such a question. Read
     * without ours, plainly: the caller's own calls and those that happened before are seen, and a reset by another thread
     * at the same time may come before or after.
     */
    boolean isParents() {
        return servers.isParents();
    }

    void setInput(byte[] array, int off, int len) {
        servers.input().set(array, off, len);
        servers.stream().inputSet();
        tellParent();
    }

    void setInput(ByteBuffer buffer) {
        servers.input().set(buffer);
        servers.stream().inputSet();
        tellParent();
    }

    void setDictionary(Object dictionary, int off, int len) {
        ensureOpen();
        servers.decideForDictionary(len);
        servers.stream().setDictionary(dictionary, off, len);
    }

    int remaining() {
        return servers.stream().remaining(servers.input());
    }

    boolean needsDictionary() {
        return servers.stream().needsDictionary();
    }

    /** Before a call that inflates; without the lock. */
    void enter() {
        watched = Watched.enter(watched);
    }

    private void leave() {
        Watched entered = watched;
        if (entered != null) {
            entered.leave();
        }
    }

    /** Does nothing if it finds that the stream is the parent's. */
    int inflate(byte[] output, int off, int len) throws DataFormatException {
        ensureOpen();
        servers.decide(output, off, len);
        if (isParents()) {
            return 0;
        }
        try {
            int written = inflateByOther(output, off, len);
            pendingOutput = written == len && !finished;
            return written;
        } finally {
            tellParent();
        }
    }

    /** Does nothing if it finds that the stream is the parent's. */
    int inflate(ByteBuffer output) throws DataFormatException {
        ensureOpen();
        int position = output.position();
        int room = output.remaining();
        Object memory = Buffers.memory(output);
        int off = Buffers.offset(output);
        long before = servers.stream().bytesWritten();
        servers.decide(memory, off, room);
        if (isParents()) {
            return 0;
        }
        try {
            return inflateByOther(memory, off, room);
        } finally {
            output.position(position + (int) (servers.stream().bytesWritten() - before));
            tellParent();
        }
    }

    private int inflateByOther(Object output, int off, int len) throws DataFormatException {
        if (finished) {
            return 0;
        }
        ServedInflation stream = servers.stream();
        int written = stream.inflate(output, off, len);
        if (stream.isFinished()) {
            finish();
        }
        leave();
        return written;
    }

    private void finish() {
        servers.finished(watched);
        watched = null;
        finished = true;
    }

    /** After the parent has inflated into an array; without the lock. */
    int settled(int written, int len) {
        settled(written);
        pendingOutput = written == len && !isFinished();
        parent.zlibKeepsInMind(pendingOutput);
        return written;
    }

    /** After the parent has inflated; without the lock. */
    int settled(int written) {
        leave();
        boolean over = parent.zlibFinished();
        if (over || Router.counts()) {
            lock();
            try {
                settle(over);
            } finally {
                unlock();
            }
        }
        return written;
    }

    private void settle(boolean over) {
        if (over && closed) {
            // by another thread, and accounted for; the parent's says so too
            finished = true;
        } else if (over && !finished) {
            finish();
        } else if (!over && !closed) {
            servers.tellRouter();
        }
    }

    /** Has the parent say what it would if the stream were its own: it is asked only when there is no input. */
    private void tellParent() {
        if (JdkInflater.HAS_PENDING_OUTPUT && !closed && remaining() == 0) {
            parent.zlibPendingOutput(pendingOutput);
        }
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
        return servers.stream().bytesWritten();
    }

    void reset() {
        ensureOpen();
        if (!finished) {
            servers.over(watched);
            watched = null;
        }
        servers.reset();
        finished = false;
        tellParent();
    }

    void end() {
        if (closed) {
            servers.endAgain();
            return;
        }
        closed = true;
        if (!finished) {
            servers.over(watched);
            watched = null;
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
