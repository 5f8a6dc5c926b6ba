// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.compress;

import io.warpdrive.zip.HwDeflater;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.ScatterZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.parallel.InputStreamSupplier;
import org.apache.commons.compress.parallel.ScatterGatherBackingStore;

/**
 * The entries that one thread has compressed for a {@link WdParallelScatterZipCreator}, in the order it took them. The
 * parent would do the same with a {@code StreamCompressor}, which can't be had with another deflater: of the parent only
 * the type is used.
 */
final class WdScatterZipOutputStream extends ScatterZipOutputStream {
    private static final int BUFFER_SIZE = 8192;

    private record Compressed(ZipArchiveEntry entry, int method, long checksum, long size, long compressedSize) {}

    private final ScatterGatherBackingStore store;
    private final Deflater deflater;
    private final byte[] input = new byte[BUFFER_SIZE];
    private final byte[] output = new byte[BUFFER_SIZE];
    private final Queue<Compressed> entries = new ArrayDeque<>();
    private ZipEntryWriter writer;
    private long stored;

    private WdScatterZipOutputStream(ScatterGatherBackingStore store, Deflater deflater) {
        super(store, null);
        this.store = store;
        this.deflater = deflater;
    }

    /** Takes over {@code store}; closes it if nothing can be made of it. */
    static WdScatterZipOutputStream open(ScatterGatherBackingStore store, int level) throws IOException {
        try {
            return new WdScatterZipOutputStream(store, new HwDeflater(level, true));
        } catch (RuntimeException | Error e) {
            store.close();
            throw e;
        }
    }

    void addArchiveEntry(ZipArchiveEntry entry, int method, InputStreamSupplier content) throws IOException {
        deflater.reset();
        stored = 0;
        CRC32 checksum = new CRC32();
        long size = 0;
        try (InputStream in = content.get()) {
            for (int read = in.read(input); read >= 0; read = in.read(input)) {
                checksum.update(input, 0, read);
                size += read;
                if (method == ZipEntry.DEFLATED) {
                    deflater.setInput(input, 0, read);
                    while (!deflater.needsInput()) {
                        deflate();
                    }
                } else {
                    store(input, read);
                }
            }
        }
        if (method == ZipEntry.DEFLATED) {
            deflater.finish();
            while (!deflater.finished()) {
                deflate();
            }
        }
        entries.add(new Compressed(entry, method, checksum.getValue(), size, stored));
    }

    private void deflate() throws IOException {
        store(output, deflater.deflate(output, 0, output.length));
    }

    private void store(byte[] bytes, int length) throws IOException {
        if (length > 0) {
            store.writeOut(bytes, 0, length);
            stored += length;
        }
    }

    @Override
    public ZipEntryWriter zipEntryWriter() throws IOException {
        if (writer == null) {
            store.closeForWriting();
            writer = new Writer(store.getInputStream());
        }
        return writer;
    }

    @Override
    public void writeTo(ZipArchiveOutputStream target) throws IOException {
        ZipEntryWriter all = zipEntryWriter();
        while (!entries.isEmpty()) {
            all.writeNextZipEntry(target);
        }
    }

    @Override
    public void close() throws IOException {
        deflater.end();
        try (store) {
            if (writer != null) {
                writer.close();
            }
        }
    }

    /** Copies one entry after the other from the store to an archive. */
    private final class Writer extends ZipEntryWriter {
        private final InputStream in;

        Writer(InputStream in) throws IOException {
            // the parent's would open the store a second time: it is given nothing to read
            super(new ScatterZipOutputStream(new Nothing(), null));
            this.in = in;
        }

        @Override
        public void writeNextZipEntry(ZipArchiveOutputStream target) throws IOException {
            Compressed next = entries.remove();
            ZipArchiveEntry entry = next.entry();
            entry.setMethod(next.method());
            entry.setCrc(next.checksum());
            entry.setSize(next.size());
            entry.setCompressedSize(next.compressedSize());
            target.addRawArchiveEntry(entry, new Piece(in, next.compressedSize()));
        }

        @Override
        public void close() throws IOException {
            try (in) {
                super.close();
            }
        }
    }

    /** The next bytes of a stream, which stays open. */
    private static final class Piece extends FilterInputStream {
        private long remaining;

        Piece(InputStream in, long length) {
            super(in);
            remaining = length;
        }

        @Override
        public int read() throws IOException {
            byte[] single = new byte[1];
            return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read = remaining == 0 ? -1 : in.read(target, offset, (int) Math.min(length, remaining));
            remaining -= Math.max(read, 0);
            return read;
        }

        @Override
        public void close() {}
    }

    private static final class Nothing implements ScatterGatherBackingStore {
        @Override
        public void closeForWriting() {}

        @Override
        public InputStream getInputStream() {
            return InputStream.nullInputStream();
        }

        @Override
        public void writeOut(byte[] data, int offset, int length) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }
}
