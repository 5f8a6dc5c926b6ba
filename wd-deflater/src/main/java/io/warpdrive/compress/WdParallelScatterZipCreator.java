// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.compress;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.DefaultBackingStoreSupplier;
import org.apache.commons.compress.archivers.zip.ParallelScatterZipCreator;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.parallel.InputStreamSupplier;
import org.apache.commons.compress.parallel.ScatterGatherBackingStoreSupplier;

/**
 * A {@link ParallelScatterZipCreator} whose entries are compressed by {@link io.warpdrive.zip.HwDeflater}s: put its name
 * in place of the parent's. Entries added with {@link #addArchiveEntry(ZipArchiveEntry, InputStreamSupplier)} are; those
 * that come as a {@code ZipArchiveEntryRequestSupplier} or through {@code createCallable} are compressed by the parent,
 * because a request does not give its entry away and {@code createCallable} is final. Both kinds may be mixed.
 * Thread-safety is the parent's: one thread adds and writes.
 */
@SuppressWarnings("exports") // whoever uses it requires Commons Compress too
public class WdParallelScatterZipCreator extends ParallelScatterZipCreator {
    private final ScatterGatherBackingStoreSupplier stores;
    private final int level;
    private final Deque<WdScatterZipOutputStream> streams = new ConcurrentLinkedDeque<>();
    private final ThreadLocal<WdScatterZipOutputStream> streamOfThread = ThreadLocal.withInitial(this::open);

    /** A thread for each processor, temporary files, the default level. */
    public WdParallelScatterZipCreator() {
        this(Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors()));
    }

    /**
     * Temporary files, the default level. {@code executor} is shut down by {@link #writeTo}.
     *
     * @param executor the threads that compress; it is shut down by {@code writeTo}
     */
    public WdParallelScatterZipCreator(ExecutorService executor) {
        this(executor, new DefaultBackingStoreSupplier(null));
    }

    /**
     * The default level. {@code stores} gives each thread a place for its compressed data.
     *
     * @param executor the threads that compress; it is shut down by {@code writeTo}
     * @param stores makes a place for the compressed bytes of each thread
     */
    public WdParallelScatterZipCreator(ExecutorService executor, ScatterGatherBackingStoreSupplier stores) {
        this(executor, stores, Deflater.DEFAULT_COMPRESSION);
    }

    /**
     * As the others, at a level.
     *
     * @param executor the threads that compress; it is shut down by {@code writeTo}
     * @param stores makes a place for the compressed bytes of each thread
     * @param level 0 to 9, or -1
     * @throws IllegalArgumentException if {@code level} is not from -1 to 9
     */
    public WdParallelScatterZipCreator(ExecutorService executor, ScatterGatherBackingStoreSupplier stores, int level) {
        super(executor, stores, level);
        this.stores = stores;
        this.level = level;
    }

    private WdScatterZipOutputStream open() {
        try {
            WdScatterZipOutputStream stream = WdScatterZipOutputStream.open(stores.get(), level);
            streams.add(stream);
            return stream;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws IllegalArgumentException if the entry's method is not set, as in the parent */
    @Override
    public void addArchiveEntry(ZipArchiveEntry entry, InputStreamSupplier content) {
        int method = entry.getMethod();
        if (method != ZipEntry.DEFLATED && method != ZipEntry.STORED) {
            // the parent knows what to say about an entry without a method, and how to take others
            super.addArchiveEntry(entry, content);
            return;
        }
        submitStreamAwareCallable(() -> {
            WdScatterZipOutputStream stream = streamOfThread.get();
            stream.addArchiveEntry(entry, method, content);
            return stream;
        });
    }

    @Override
    public void writeTo(ZipArchiveOutputStream target) throws IOException, InterruptedException, ExecutionException {
        Closeable all = this::closeStreams;
        try (all) {
            super.writeTo(target);
        }
    }

    /** One that can't be closed does not keep the others. */
    private void closeStreams() throws IOException {
        WdScatterZipOutputStream next = streams.poll();
        if (next != null) {
            try (next) {
                closeStreams();
            }
        }
    }
}
