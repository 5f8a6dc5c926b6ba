// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.streams;

import io.warpdrive.queue.WdDevice;
import io.warpdrive.zip.HwDeflater;
import io.warpdrive.zip.HwInflater;
import io.warpdrive.zip.WdStatistics;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.Adler32;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** One stream, driven by chance, which compares all that can be asked with what was given and taken. */
final class EarnedStream {
    private final byte[] data;
    private final Random random;
    private final boolean nowrap;
    private final Deflater deflater;
    private final int largestPiece;
    private final int room;
    private final boolean buffers;
    private final ByteArrayOutputStream given = new ByteArrayOutputStream();
    private final ByteArrayOutputStream made = new ByteArrayOutputStream();
    private final Adler32 adler = new Adler32();

    EarnedStream(byte[] data, Random random) {
        this.data = data;
        this.random = random;
        this.nowrap = random.nextBoolean();
        this.deflater = new HwDeflater(random.nextInt(11) - 1, nowrap);
        if (random.nextInt(4) == 0) {
            deflater.setStrategy(random.nextInt(3));
        }
        this.largestPiece = random.nextBoolean() ? 1000 : 20_000;
        // with less than seven bytes zlib repeats a flush for ever
        this.room = random.nextInt(3) == 0 ? 7 + random.nextInt(40) : 4096;
        this.buffers = random.nextInt(3) == 0;
    }

    void step() {
        int length = random.nextInt(largestPiece);
        int from = random.nextInt(data.length - length);
        given.write(data, from, length);
        adler.update(data, from, length);
        if (buffers) {
            ByteBuffer piece = random.nextBoolean() ? ByteBuffer.allocate(length) : ByteBuffer.allocateDirect(length);
            deflater.setInput(piece.put(data, from, length).flip());
        } else {
            deflater.setInput(data, from, length);
        }
        if (random.nextInt(20) == 0) {
            deflater.setLevel(random.nextInt(10));
        }
        int chance = random.nextInt(20);
        drain(chance == 0 ? Deflater.SYNC_FLUSH : chance == 1 ? Deflater.FULL_FLUSH : Deflater.NO_FLUSH);
    }

    private void drain(int flush) {
        int count;
        do {
            count = some(flush);
            if (random.nextInt(30) == 0) {
                // where there may be no room for what that first hands out
                deflater.setLevel(random.nextInt(10));
            }
        } while (!deflater.needsInput() || (flush != Deflater.NO_FLUSH && count == room));
        check(deflater.getBytesRead() == given.size(), "bytes read");
        check(deflater.getBytesWritten() == made.size(), "bytes written");
        check(nowrap || deflater.getAdler() == (int) adler.getValue(), "checksum");
    }

    private int some(int flush) {
        byte[] output = new byte[room];
        int count;
        if (buffers) {
            ByteBuffer buffer = ByteBuffer.allocateDirect(room);
            count = deflater.deflate(buffer, flush);
            check(buffer.position() == count, "position");
            buffer.flip().get(output, 0, count);
        } else {
            count = deflater.deflate(output, 0, room, flush);
        }
        made.write(output, 0, count);
        return count;
    }

    void finish() throws Exception {
        deflater.finish();
        while (!deflater.finished()) {
            some(Deflater.NO_FLUSH);
        }
        check(deflater.getBytesRead() == given.size(), "bytes read in the end");
        check(deflater.getBytesWritten() == made.size(), "bytes written in the end");
        deflater.end();
        Inflater inflater = new Inflater(nowrap);
        inflater.setInput(made.toByteArray());
        byte[] back = new byte[given.size() + 1];
        int count = inflater.inflate(back);
        check(inflater.finished() && inflater.getRemaining() == 0, "the end");
        check(given.toByteArray(), Arrays.copyOf(back, count));
        inflater.end();
    }

    static byte[] deflate(byte[] message) {
        Deflater deflater = new HwDeflater();
        deflater.setInput(message);
        deflater.finish();
        byte[] output = new byte[message.length + message.length / 8 + 64];
        int count = deflater.deflate(output);
        deflater.end();
        return Arrays.copyOf(output, count);
    }

    static byte[] inflate(byte[] packed) throws Exception {
        Inflater inflater = new HwInflater();
        inflater.setInput(packed);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] output = new byte[1 << 16];
        while (!inflater.finished()) {
            out.write(output, 0, inflater.inflate(output));
        }
        inflater.end();
        return out.toByteArray();
    }

    static void check(byte[] expected, byte[] actual) {
        check(Arrays.equals(expected, actual), "content");
    }

    static void check(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what + " is wrong");
        }
    }

    static void printStatistics() {
        WdStatistics deflate = WdStatistics.deflate();
        WdStatistics inflate = WdStatistics.inflate();
        System.out.println("deflate offloaded " + deflate.offloaded() + " zlib " + deflate.zlib());
        System.out.println("inflate offloaded " + inflate.offloaded() + " zlib " + inflate.zlib());
    }

    /** Runs a program with {@code start=earned}. */
    static List<String> run(Class<?> program, String... options) {
        List<String> all = new ArrayList<>(List.of("-Dwarpdrive.start=earned"));
        all.addAll(Arrays.asList(options));
        if (Runtime.version().feature() > 17) {
            all.add("--enable-native-access=ALL-UNNAMED");
        }
        String classPath = ChildJvm.classPathOf(HwDeflater.class, WdDevice.class, com.sun.jna.Native.class, program);
        return ChildJvm.run(classPath, Map.of(), all, program).lines().toList();
    }
}
