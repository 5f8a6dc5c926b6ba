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
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * An application as it is found, in a package that is not WarpDrive's: compresses files and reads them back with nothing but {@code java.util.zip}, and says how
 * long each took. Every output is read back and compared once.
 *
 * <p>Arguments: a {@link Work}, the number of rounds, files. Prints a line for each file: best nanoseconds of a round,
 * bytes of compressed data, bytes of the file, name.
 */
public final class StockProgram {
    private static final int BUFFER = 8192;

    private StockProgram() {}

    /** What an application does with a file. */
    public enum Work {
        DEFLATE_1(false, false, 1, 8192),
        DEFLATE_1_WRITES_512(false, false, 1, 512),
        GZIP(false, true, 6, 8192),
        GZIP_WRITES_512(false, true, 6, 512),
        DEFLATE_9(false, false, 9, 8192),
        GUNZIP_8192(true, true, 6, 8192),
        GUNZIP_512(true, true, 6, 512),
        INFLATE_8192(true, false, 6, 8192);

        private final boolean reading;
        private final boolean gzip;
        private final int level;
        private final int piece;

        /**
         * @param reading whether reading is measured, else writing
         * @param piece bytes of a write, or of the buffer of the stream that is read
         */
        Work(boolean reading, boolean gzip, int level, int piece) {
            this.reading = reading;
            this.gzip = gzip;
            this.level = level;
            this.piece = piece;
        }

        public boolean isReading() {
            return reading;
        }
    }

    public static void main(String[] args) throws IOException {
        Work work = Work.valueOf(args[0]);
        int rounds = Integer.parseInt(args[1]);
        for (String name : Arrays.copyOfRange(args, 2, args.length)) {
            byte[] file = Files.readAllBytes(Path.of(name));
            byte[] packed = write(work, file);
            if (!Arrays.equals(read(work, packed, file.length), file)) {
                throw new IOException(name + " does not come back as it was");
            }
            long best = Long.MAX_VALUE;
            for (int round = 0; round < rounds; round++) {
                long start = System.nanoTime();
                if (work.isReading()) {
                    read(work, packed, file.length);
                } else {
                    write(work, file);
                }
                best = Math.min(best, System.nanoTime() - start);
            }
            System.out.println(best + " " + packed.length + " " + file.length + " "
                    + Path.of(name).getFileName());
        }
    }

    private static byte[] write(Work work, byte[] file) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(file.length / 2 + 1024);
        Deflater deflater = new Deflater(work.level);
        try (OutputStream out =
                work.gzip ? new GZIPOutputStream(packed, BUFFER) : new DeflaterOutputStream(packed, deflater, BUFFER)) {
            int piece = work.reading ? BUFFER : work.piece;
            for (int at = 0; at < file.length; at += piece) {
                out.write(file, at, Math.min(piece, file.length - at));
            }
        } finally {
            deflater.end();
        }
        return packed.toByteArray();
    }

    private static byte[] read(Work work, byte[] packed, int length) throws IOException {
        int buffer = work.reading ? work.piece : BUFFER;
        byte[] file = new byte[length];
        Inflater inflater = new Inflater();
        try (InputStream in = work.gzip
                ? new GZIPInputStream(new ByteArrayInputStream(packed), buffer)
                : new InflaterInputStream(new ByteArrayInputStream(packed), inflater, buffer)) {
            int read = 0;
            while (read < length) {
                int count = in.read(file, read, Math.min(BUFFER, length - read));
                if (count < 0) {
                    throw new IOException("the data ends too early");
                }
                read += count;
            }
            if (in.read() != -1) {
                throw new IOException("the data ends too late");
            }
        } finally {
            inflater.end();
        }
        return file;
    }
}
