// SPDX-License-Identifier: Apache-2.0
package gains.formats;

import gains.Content;
import gains.Rounds;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/** Commons Compress: the same files as .zip and as .tar.gz. */
public final class Compress {
    private Compress() {}

    private interface Format {
        byte[] write(byte[][] files) throws IOException;

        void read(byte[] archive, Content content) throws IOException;
    }

    public static void main(String[] arguments) throws Exception {
        Rounds rounds = Rounds.of(arguments);
        rows(rounds, ".zip", new Zip());
        rows(rounds, ".tar.gz", new TarGzip());
    }

    private static void rows(Rounds rounds, String name, Format format) throws Exception {
        byte[][] files = Zip4j.files();
        rounds.row("write " + name, content -> {
            byte[] archive = format.write(files);
            if (content.isDigested()) {
                format.read(archive, content);
            } else {
                for (byte[] file : files) {
                    content.count(file.length);
                }
            }
        });
        byte[] archive = format.write(files);
        rounds.row("read " + name, content -> format.read(archive, content));
    }

    private static final class Zip implements Format {
        @Override
        public byte[] write(byte[][] files) throws IOException {
            SeekableInMemoryByteChannel bytes = new SeekableInMemoryByteChannel();
            try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(bytes)) {
                for (int i = 0; i < files.length; i++) {
                    out.putArchiveEntry(new ZipArchiveEntry("file-" + i));
                    out.write(files[i]);
                    out.closeArchiveEntry();
                }
            }
            return java.util.Arrays.copyOf(bytes.array(), (int) bytes.size());
        }

        @Override
        public void read(byte[] archive, Content content) throws IOException {
            byte[] buffer = new byte[8192];
            try (ZipFile file = ZipFile.builder()
                    .setSeekableByteChannel(new SeekableInMemoryByteChannel(archive))
                    .get()) {
                for (ZipArchiveEntry entry : java.util.Collections.list(file.getEntries())) {
                    content.add((Object) entry.getName());
                    try (var in = file.getInputStream(entry)) {
                        content.addAll(in, buffer);
                    }
                }
            }
        }
    }

    private static final class TarGzip implements Format {
        @Override
        public byte[] write(byte[][] files) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (TarArchiveOutputStream out = new TarArchiveOutputStream(new GzipCompressorOutputStream(bytes))) {
                for (int i = 0; i < files.length; i++) {
                    TarArchiveEntry entry = new TarArchiveEntry("file-" + i);
                    entry.setSize(files[i].length);
                    out.putArchiveEntry(entry);
                    out.write(files[i]);
                    out.closeArchiveEntry();
                }
            }
            return bytes.toByteArray();
        }

        @Override
        public void read(byte[] archive, Content content) throws IOException {
            byte[] buffer = new byte[8192];
            try (TarArchiveInputStream in =
                    new TarArchiveInputStream(new GzipCompressorInputStream(new ByteArrayInputStream(archive)))) {
                for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                    content.add((Object) entry.getName());
                    content.addAll(in, buffer);
                }
            }
        }
    }
}
