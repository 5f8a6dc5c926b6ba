// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.zip.DefaultBackingStoreSupplier;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntryRequest;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.parallel.ScatterGatherBackingStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** ParallelScatterZipCreator with the name of ours in its place. */
@Tag("contract")
class ParallelZipTest {
    private static final int ENTRIES = 60;

    @TempDir
    Path directory;

    /** Without it entries would be lost, mixed up or out of order when several threads compress. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void everyEntryComesBackInItsPlace(int threads) throws Exception {
        WdParallelScatterZipCreator creator = new WdParallelScatterZipCreator(
                Executors.newFixedThreadPool(threads), new DefaultBackingStoreSupplier(directory), 6);
        for (int i = 0; i < ENTRIES; i++) {
            add(creator, i);
        }
        File archive = write(creator);
        assertThat(directory.toFile().list()).as("temporary files are removed").containsExactly("archive.zip");
        try (ZipFile zip = new ZipFile(archive)) {
            assertThat(zip.size()).isEqualTo(ENTRIES);
            Enumeration<? extends ZipEntry> entries = zip.entries();
            for (int i = 0; i < ENTRIES; i++) {
                ZipEntry entry = entries.nextElement();
                assertThat(entry.getName()).isEqualTo("entry-" + i);
                assertThat(entry.getMethod()).isEqualTo(method(i));
                try (InputStream in = zip.getInputStream(entry)) {
                    assertThat(in.readAllBytes()).isEqualTo(content(i));
                }
            }
        }
    }

    /** Stored entries and requests, which the parent compresses, are mixed in. */
    private static void add(WdParallelScatterZipCreator creator, int i) {
        ZipArchiveEntry entry = new ZipArchiveEntry("entry-" + i);
        entry.setMethod(method(i));
        if (i % 7 == 3) {
            creator.addArchiveEntry(() -> ZipArchiveEntryRequest.createZipArchiveEntryRequest(
                    entry, () -> new ByteArrayInputStream(content(i))));
        } else {
            creator.addArchiveEntry(entry, () -> new ByteArrayInputStream(content(i)));
        }
    }

    private static int method(int i) {
        return i % 5 == 4 ? ZipEntry.STORED : ZipEntry.DEFLATED;
    }

    private static byte[] content(int i) {
        return CompressorStreamsTest.data(i * i * 100);
    }

    private File write(WdParallelScatterZipCreator creator)
            throws IOException, InterruptedException, ExecutionException {
        File archive = directory.resolve("archive.zip").toFile();
        try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(archive)) {
            creator.writeTo(out);
        }
        return archive;
    }

    /** Without it a source that fails would leave an archive that looks complete, and temporary files. */
    @Test
    void failureOfASourceIsPassedOnAndNothingIsLeft() {
        WdParallelScatterZipCreator creator = new WdParallelScatterZipCreator(
                Executors.newSingleThreadExecutor(), new DefaultBackingStoreSupplier(directory));
        add(creator, 1);
        ZipArchiveEntry entry = new ZipArchiveEntry("fails");
        entry.setMethod(ZipEntry.DEFLATED);
        // a pipe that nobody writes to fails when it is read
        creator.addArchiveEntry(entry, PipedInputStream::new);
        assertThatThrownBy(() -> write(creator))
                .isExactlyInstanceOf(ExecutionException.class)
                .hasRootCauseMessage("Pipe not connected");
        assertThat(directory.toFile().list()).containsExactly("archive.zip");
    }

    /** Without it one temporary file that can't be deleted leaves those of all other threads, and their memory. */
    @Test
    void oneStoreThatCanNotBeClosedDoesNotKeepTheOthers() throws Exception {
        int threads = 4;
        CyclicBarrier together = new CyclicBarrier(threads);
        AtomicInteger closed = new AtomicInteger();
        WdParallelScatterZipCreator creator =
                new WdParallelScatterZipCreator(Executors.newFixedThreadPool(threads), () -> new Unclosable(closed));
        for (int i = 0; i < threads; i++) {
            ZipArchiveEntry entry = new ZipArchiveEntry("entry-" + i);
            entry.setMethod(ZipEntry.DEFLATED);
            creator.addArchiveEntry(entry, () -> {
                await(together);
                return new ByteArrayInputStream(content(3));
            });
        }
        assertThatThrownBy(() -> write(creator))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("can't be closed");
        // the parent closes those whose entries it has written, too
        assertThat(closed).hasValue(threads);
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Keeps what it is given in memory. */
    private static final class Unclosable implements ScatterGatherBackingStore {
        private final ByteArrayOutputStream content = new ByteArrayOutputStream();
        private final AtomicInteger closed;
        private boolean open = true;

        Unclosable(AtomicInteger closed) {
            this.closed = closed;
        }

        @Override
        public void writeOut(byte[] data, int offset, int length) {
            content.write(data, offset, length);
        }

        @Override
        public InputStream getInputStream() {
            return new ByteArrayInputStream(content.toByteArray());
        }

        @Override
        public void closeForWriting() {}

        @Override
        public void close() throws IOException {
            if (open) {
                open = false;
                closed.incrementAndGet();
            }
            throw new IOException("can't be closed");
        }
    }

    /** Without it an entry would be compressed by whatever method its field happens to hold. */
    @Test
    void entryWithoutAMethodIsRefusedAsInTheParent() {
        WdParallelScatterZipCreator creator = new WdParallelScatterZipCreator(Executors.newSingleThreadExecutor());
        assertThatThrownBy(() -> creator.addArchiveEntry(new ZipArchiveEntry("no method"), () -> null))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Method must be set on zipArchiveEntry: ");
        assertThatThrownBy(() -> new WdParallelScatterZipCreator(Executors.newSingleThreadExecutor(), null, 10))
                .isExactlyInstanceOf(IllegalArgumentException.class);
    }
}
