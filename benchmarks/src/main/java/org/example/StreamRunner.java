// SPDX-License-Identifier: Apache-2.0
package org.example;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** One work on one file. What it makes of the file is read back and compared before anything is measured. */
final class StreamRunner {
    private static final int BUFFER = 8192;

    /** The one that was used last: a file is asked for several times in turn, and is read and checked once. */
    private static StreamRunner last;

    private final StreamWork work;
    private final Path file;
    private final byte[] plain;
    private final byte[] packed;
    private final byte[] buffer = new byte[BUFFER];

    private StreamRunner(StreamWork work, Path file, byte[] plain, byte[] packed) {
        this.work = work;
        this.file = file;
        this.plain = plain;
        this.packed = packed;
    }

    /** @param packed the file in compressed form, which is read when reading is measured */
    static StreamRunner of(StreamWork work, Path file, Path packed) throws IOException {
        if (last == null || last.work != work || !last.file.equals(file)) {
            byte[] plain = Files.readAllBytes(file);
            byte[] bytes = work.isReading() ? Files.readAllBytes(packed) : write(work, plain);
            last = new StreamRunner(work, file, plain, bytes);
            last.check();
        }
        return last;
    }

    int packedSize() {
        return packed.length;
    }

    /** The work once. */
    void pass() throws IOException {
        if (work.isReading()) {
            try (InputStream in = input()) {
                int count = in.read(buffer);
                while (count >= 0) {
                    count = in.read(buffer);
                }
            }
        } else {
            write(work, plain, OutputStream.nullOutputStream());
        }
    }

    private void check() throws IOException {
        try (InputStream in = input()) {
            if (!Arrays.equals(in.readAllBytes(), plain)) {
                throw new IOException(file + " does not come back as it was");
            }
        }
    }

    private static byte[] write(StreamWork work, byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(plain.length / 2 + 1024);
        write(work, plain, bytes);
        return bytes.toByteArray();
    }

    private static void write(StreamWork work, byte[] plain, OutputStream sink) throws IOException {
        try (OutputStream out = new LevelOutput(sink, work.level())) {
            for (int at = 0; at < plain.length; at += work.piece()) {
                out.write(plain, at, Math.min(work.piece(), plain.length - at));
            }
        }
    }

    private InputStream input() throws IOException {
        InputStream in = new ByteArrayInputStream(packed);
        int size = work.isReading() ? work.piece() : BUFFER;
        return work.isGzip()
                ? new GZIPInputStream(in, size)
                // makes its own Inflater and ends it when it is closed
                : size == 512 ? new InflaterInputStream(in) : new OwnInflater(in, size);
    }

    /** InflaterInputStream leaves an Inflater that it was given to its owner. */
    private static final class OwnInflater extends InflaterInputStream {
        OwnInflater(InputStream in, int size) {
            super(in, new Inflater(), size);
        }

        @Override
        public void close() throws IOException {
            super.close();
            inf.end();
        }
    }

    /** The only way to another level than 6. */
    private static final class LevelOutput extends GZIPOutputStream {
        LevelOutput(OutputStream out, int level) throws IOException {
            super(out, BUFFER);
            if (level != 6) {
                def.setLevel(level);
            }
        }
    }
}
