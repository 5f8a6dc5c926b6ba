// SPDX-License-Identifier: Apache-2.0
package org.example;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.Inflater;

/** How much heap the application's thread allocates for each 64 KB block, once everything is warm. */
public enum Allocation {
    /** Whole blocks through one Deflater that is reset. */
    DEFLATER("whole blocks, reused Deflater") {
        @Override
        Blocks blocks(byte[] plain) {
            Deflater deflater = new Deflater();
            byte[] out = new byte[2 * BLOCK];
            return offset -> {
                deflater.setInput(plain, offset, BLOCK);
                deflater.finish();
                while (!deflater.finished()) {
                    deflater.deflate(out, 0, out.length);
                }
                deflater.reset();
            };
        }
    },
    /** Whole blocks through one Inflater that is reset. */
    INFLATER("whole blocks, reused Inflater") {
        @Override
        Blocks blocks(byte[] plain) {
            byte[] packed = new byte[2 * BLOCK];
            Deflater deflater = new Deflater();
            deflater.setInput(plain, 0, BLOCK);
            deflater.finish();
            int size = deflater.deflate(packed);
            deflater.end();
            Inflater inflater = new Inflater();
            byte[] out = new byte[BLOCK];
            return offset -> {
                inflater.setInput(packed, 0, size);
                while (!inflater.finished()) {
                    inflater.inflate(out, 0, out.length);
                }
                inflater.reset();
            };
        }
    },
    /** 64 KB at a time, in writes of 8 KB, into one GZIPOutputStream. */
    OUTPUT_STREAM("GZIPOutputStream, 8 KB writes") {
        @Override
        Blocks blocks(byte[] plain) throws IOException {
            OutputStream out = new GZIPOutputStream(OutputStream.nullOutputStream(), PIECE);
            return offset -> {
                for (int at = 0; at < BLOCK; at += PIECE) {
                    out.write(plain, offset + at, PIECE);
                }
            };
        }
    },
    /** 64 KB at a time, in reads of 8 KB, from one GZIPInputStream. */
    INPUT_STREAM("GZIPInputStream, 8 KB reads") {
        @Override
        Blocks blocks(byte[] plain) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (OutputStream out = new GZIPOutputStream(bytes)) {
                for (int written = 0; written < (WARM_UP_ROUNDS + ROUNDS) * ROUND * BLOCK; written += plain.length) {
                    out.write(plain);
                }
            }
            InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes.toByteArray()), PIECE);
            byte[] buffer = new byte[PIECE];
            return offset -> {
                for (int read = 0; read < BLOCK; ) {
                    int count = in.read(buffer, 0, Math.min(PIECE, BLOCK - read));
                    if (count < 0) {
                        throw new IOException("the data ends too early");
                    }
                    read += count;
                }
            };
        }
    },
    /** Messages there and back, through objects that are reset. */
    MESSAGES("256-byte messages, reused objects") {
        @Override
        Blocks blocks(byte[] plain) {
            return messages(plain, MessageWork.DEFLATE_REUSED, 0, 256);
        }
    },
    /** Messages there and back, through objects that keep their context. */
    WEB_SOCKET("WebSocket messages of 2 KB") {
        @Override
        Blocks blocks(byte[] plain) {
            return messages(plain, MessageWork.WEB_SOCKET, 2048, 2048);
        }
    },
    /** Half a block, its first 8 KB the dictionary for the rest. */
    DICTIONARY("with an 8 KB dictionary, reused objects") {
        @Override
        Blocks blocks(byte[] plain) {
            return messages(plain, MessageWork.DICTIONARY_DEFLATE, PIECE, BLOCK / 2);
        }
    };

    private static final int BLOCK = 1 << 16;
    private static final int PIECE = 8192;
    /** Blocks of a round. */
    private static final int ROUND = 64;

    private static final int WARM_UP_ROUNDS = 10;
    private static final int ROUNDS = 9;

    private final String title;

    Allocation(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    /** Does the work on the block at an offset. */
    @FunctionalInterface
    interface Blocks {
        void next(int offset) throws IOException, DataFormatException;
    }

    /** Starts the work. Whatever it opens ends with the process. */
    abstract Blocks blocks(byte[] plain) throws IOException;

    private static Blocks messages(byte[] plain, MessageWork work, int part, int size) {
        MessageCodec codec = work.codec(part);
        byte[] message = new byte[size];
        byte[] packed = new byte[2 * size + 64];
        byte[] out = new byte[size];
        return offset -> {
            for (int at = 0; at < BLOCK; at += size) {
                System.arraycopy(plain, offset + at, message, 0, size);
                codec.read(packed, codec.write(message, packed), out);
            }
        };
    }

    /** The median of rounds after those that warm up, less what asking allocates. */
    double bytesPerBlock(Path file) throws IOException, DataFormatException {
        byte[] plain = Files.readAllBytes(file);
        Blocks blocks = blocks(plain);
        long[] rounds = new long[ROUNDS];
        for (int round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
            long allocated = round(blocks, plain.length / BLOCK, ROUND) - round(blocks, 1, 0);
            if (round >= 0) {
                rounds[round] = allocated;
            }
        }
        Arrays.sort(rounds);
        return (double) rounds[ROUNDS / 2] / ROUND;
    }

    private static long round(Blocks blocks, int count, int number) throws IOException, DataFormatException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(thread);
        for (int i = 0; i < number; i++) {
            blocks.next(i % count * BLOCK);
        }
        return threads.getThreadAllocatedBytes(thread) - before;
    }
}
